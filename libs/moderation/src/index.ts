export * from './domain/withholding.ts';
