export * from './domain/follow.ts';
