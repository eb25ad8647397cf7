export * from './domain/proposal.ts';
export { proposalPolicy } from './domain/proposal.policy.ts';
export { categoriesOf } from './domain/proposal.commands.ts';
export * from './manifest.ts';
