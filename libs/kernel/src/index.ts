export * from './decision.ts';
export * from './localized.ts';
export * from './machine.ts';
export * from './manifest.ts';
export * from './phase.ts';
export * from './refusal.ts';
export * from './rule.ts';
export * from './situation.ts';
