export * from './domain/grouping.ts';
export * from './domain/own-words.ts';
export * from './domain/plain.ts';
export * from './domain/suggestions.ts';
export type { GroupingParameters } from './domain/parameters.ts';
export { groupingParameters } from './domain/parameters.ts';
