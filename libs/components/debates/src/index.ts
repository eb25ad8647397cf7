export * from './domain/debate.ts';
export { debatePolicy } from './domain/debate.policy.ts';
export * from './manifest.ts';
