export * from './domain/proposal.ts';
export { proposalPolicy } from './domain/proposal.policy.ts';
export * from './manifest.ts';
