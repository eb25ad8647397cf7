// Lets specs run in bare Node: our TypeScript, `@jest/globals` as the runner gives it, pages without their styles and with all words.
import { globSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import '../ts-hooks.mjs';

const globals = new URL('globals.mjs', import.meta.url).href;

const root = new URL('../../', import.meta.url);
const pageWords = /^virtual:words\/([a-z]+)\//;

/** All words of a language, as a module like those that the build makes of what a page says. */
function wordsOf(locale) {
  const files = globSync(`{apps,libs,libs/components}/*/locales/${locale}.json`, { cwd: root });
  const words = Object.assign({}, ...files.map((file) => JSON.parse(readFileSync(new URL(file, root), 'utf8'))));
  return `export const words = ${JSON.stringify(words)};`;
}

const isGlobals = (name, { parentURL }) =>
  name === '@jest/globals' && parentURL?.startsWith('file:') && !parentURL.includes('/node_modules/');

registerHooks({
  resolve(name, context, next) {
    if (isGlobals(name, context)) return { url: globals, shortCircuit: true };
    return pageWords.test(name) ? { url: name, shortCircuit: true } : next(name, context);
  },
  load(url, context, next) {
    if (url.endsWith('.css')) return { format: 'module', source: 'export {};', shortCircuit: true };
    const [, locale] = pageWords.exec(url) ?? [];
    return locale ? { format: 'module', source: wordsOf(locale), shortCircuit: true } : next(url, context);
  },
});
