export * from './domain/node.ts';
export * from './domain/node.policy.ts';
export * from './domain/choice.ts';
export * from './domain/paths.ts';
export * from './domain/tree.ts';
export { nodeRefusal } from './domain/node.commands.ts';
