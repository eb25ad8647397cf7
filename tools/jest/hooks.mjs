// Lets specs run in bare Node: our TypeScript, `@jest/globals` as the runner gives it, and pages without their styles.
import { registerHooks } from 'node:module';
import '../ts-hooks.mjs';

const globals = new URL('globals.mjs', import.meta.url).href;

registerHooks({
  resolve: (name, context, next) =>
    name === '@jest/globals' && context.parentURL?.startsWith('file:') && !context.parentURL.includes('/node_modules/')
      ? { url: globals, shortCircuit: true }
      : next(name, context),
  load: (url, context, next) =>
    url.endsWith('.css') ? { format: 'module', source: 'export {};', shortCircuit: true } : next(url, context),
});
