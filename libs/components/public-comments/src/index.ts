export * from './domain/profile.ts';
export * from './domain/round.ts';
export { roundPolicy } from './domain/round.policy.ts';
export * from './manifest.ts';
