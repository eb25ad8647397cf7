import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

const root = path.resolve(import.meta.dirname, '../..');
const folders = ['apps/web/locales', 'libs/*/locales', 'libs/components/*/locales'];
const prefix = 'virtual:words/';

/** Where words are needed that not every page speaks; the first line that fits counts. Letters are written elsewhere. */
const places: readonly (readonly [RegExp, string])[] = [
  [/^\w+\.mail\./, 'letter'],
  [/^(\w+\.(admin|answering|desk|import|settings|setup)|spaces\.done)\./, 'work'],
  // A refusal of what was typed comes with its sentence from the server; only desks look at some of it before.
  [/^refusal\.(BAD_\w+|EMPTY|LOW_CONTRAST|MUST_ACCEPT|NAME_RESERVED|TOO_\w+|WEAK_PASSWORD)$/, 'work'],
  [/^(accounts|shell\.me|shell\.outbox)\b/, 'account'],
  [/^(spaces|shell\.home)\b/, 'places'],
  [/^proposals\.(form|new|preview|write)\./, 'write'],
];

const placeOf = (key: string): string => places.find(([pattern]) => pattern.test(key))?.[1] ?? 'read';

function words(locale: string, wanted: string): Record<string, string> {
  const files = folders.flatMap((folder) => globSync(`${folder}/${locale}.json`, { cwd: root })).sort();
  const all = files.flatMap((file) => Object.entries(JSON.parse(readFileSync(path.join(root, file), 'utf8')) as Record<string, string>));
  return Object.fromEntries(all.filter(([key]) => placeOf(key) === wanted));
}

/** Gathers every library's messages: `virtual:words/ja/read` and so on. */
export function wordsPlugin(): Plugin {
  return {
    name: 'hiroba:words',
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${prefix}`)) return undefined;
      const [locale = '', wanted = ''] = id.slice(prefix.length + 1).split('/');
      return `export const words = ${JSON.stringify(words(locale, wanted))};`;
    },
  };
}
