export * from './component-rows.ts';
export * from './database.ts';
export * from './pdf-text.ts';
export * from './plans.ts';
export * from './start-app.ts';
export * from './still-clock.ts';
export * from './world.ts';
