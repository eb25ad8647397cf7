export * from './domain/comment-settings.ts';
export * from './domain/discussion.ts';
export * from './domain/comment.ts';
export * from './domain/comment.policy.ts';
export { isFreeEdit } from './domain/comment.commands.ts';
