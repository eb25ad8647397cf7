export * from './domain/withholding.ts';
export * from './domain/moderation.policy.ts';
