// An entry of its own: who starts the database need not have read the rest of the platform yet.
export * from './embedded-database.ts';
export * from './kept-database.ts';
