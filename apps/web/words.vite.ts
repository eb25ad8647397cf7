import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

const root = path.resolve(import.meta.dirname, '../..');
const folders = ['apps/web/locales', 'libs/*/locales', 'libs/components/*/locales'];
const prefix = 'virtual:words/';

/** Second words of keys that only people with a role meet. */
const forWork = new Set(['admin', 'answering', 'desk', 'import', 'settings', 'setup']);

/** Where a message is needed: on every page, on those of one's account, at work, or nowhere: letters are written elsewhere. */
function place(key: string): 'read' | 'account' | 'work' | 'letter' {
  const [library = '', second = ''] = key.split('.');
  if (second === 'mail') return 'letter';
  if (forWork.has(second)) return 'work';
  return library === 'accounts' && second !== 'done' ? 'account' : 'read';
}

function words(locale: string, wanted: string): Record<string, string> {
  const files = folders.flatMap((folder) => globSync(`${folder}/${locale}.json`, { cwd: root })).sort();
  const all = files.flatMap((file) => Object.entries(JSON.parse(readFileSync(path.join(root, file), 'utf8')) as Record<string, string>));
  return Object.fromEntries(all.filter(([key]) => place(key) === wanted));
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
