export * from './domain/attachment.ts';
export { missingWords } from './domain/attachment.commands.ts';
