export * from './domain/vote.ts';
export { votePolicy } from './domain/vote.policy.ts';
export * from './manifest.ts';
