import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';
import { isLate, wordsOfFile, type Speech } from './words-of-file.ts';

const root = path.resolve(import.meta.dirname, '../..');
const folders = ['apps/web/locales', 'libs/*/locales', 'libs/components/*/locales'];
const prefix = 'virtual:words/';
const route = '?__react-router-build-client-route';

/** Words that every page has: of the frame, and of what the rules of all components refuse. */
const everywhere = ['apps/web/app/root.tsx', 'libs/kernel/src/rule.ts'].map((file) => wordsOfFile(path.join(root, file)));

/** Letters are written by the server; what was done, and a refusal of what was typed, come from there with their sentence. */
const elsewhere = new RegExp(
  '^[\\w-]+\\.(mail|done)\\.|^refusal\\.(ALT_MISSING|BAD_\\w+|BROKEN_IMAGE|EMPTY|HEIC|IDEMPOTENCY_MISMATCH|KIND_NOT_ALLOWED|LOW_CONTRAST|MUST_ACCEPT|NAME_CONTRADICTS'
    + '|NAME_RESERVED|PHASE_CLOSED\\.\\w+|POLYGLOT|QUOTA_REACHED|TOO_\\w+|UNSAFE_FILE|WEAK_PASSWORD)$',
);

function messages(locale: string): readonly (readonly [string, string])[] {
  const files = folders.flatMap((folder) => globSync(`${folder}/${locale}.json`, { cwd: root })).sort();
  return files.flatMap((file) => Object.entries(JSON.parse(readFileSync(path.join(root, file), 'utf8')) as Record<string, string>));
}

/** What pages say, by their files, as far as they have parts that come later. */
const pagesOf = (late: string): readonly Speech[] => pages().filter(({ lates }) => lates.has(late));
let found: readonly Speech[] | undefined;
const pages = (): readonly Speech[] => (found ??= globSync('libs/{*,components/*}/src/web/**/*Page.tsx', { cwd: root })
  .map((file) => wordsOfFile(path.join(root, file))).filter(({ lates }) => lates.size > 0));

/** Whether every page that has a part knows a word already. */
function isKnownAround(part: string): (key: string) => boolean {
  const around = pagesOf(part);
  return (key) => around.length > 0 && around.every(({ speaks }) => speaks(key));
}

/** The messages of one place: all of them, those of every page, or those a route and its parts speak besides; a part that comes later needs none that its pages have. */
function words(locale: string, place: string): Readonly<Record<string, string>> {
  const all = messages(locale);
  if (place === 'all') return Object.fromEntries(all);
  const isCommon = (key: string) => everywhere.some(({ speaks }) => speaks(key));
  const { speaks } = place === 'common' ? { speaks: isCommon } : wordsOfFile(path.join(root, place));
  const isThere = isLate(`/${place}`) ? isKnownAround(path.join(root, place)) : () => false;
  return Object.fromEntries(
    all.filter(([key]) => !elsewhere.test(key) && speaks(key) && (place === 'common' || (!isCommon(key) && !isThere(key)))),
  );
}

/**
 * Gives pages their words: `virtual:words/ja/common` to all, and to each route what its own code says, found by reading it.
 * A route asks for its words as soon as its code is there, a part that comes later (`late-….ts`) waits for them; a language is loaded only by those who read it.
 */
export function wordsPlugin(): Plugin {
  const catalogue = path.resolve(import.meta.dirname, 'app/catalogue.ts');
  return {
    name: 'hiroba:words',
    enforce: 'post',
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${prefix}`)) return undefined;
      const [locale = '', ...place] = id.slice(prefix.length + 1).split('/');
      return `export const words = ${JSON.stringify(words(locale, place.join('/')))};`;
    },
    transform(code, id) {
      const late = isLate(id) && this.environment.name === 'client';
      if (!late && !id.endsWith(route)) return undefined;
      const file = path.relative(root, late ? id : id.slice(0, -route.length));
      if (!existsSync(path.join(root, file)) || Object.keys(words('en', file)).length === 0) return undefined;
      const load = (locale: string) => `${locale}: () => import('${prefix}${locale}/${file}')`;
      return {
        code: `${code}\nimport { ${late ? 'learnNow' : 'needs'} } from '${catalogue}';\n${late ? 'await learnNow' : 'needs'}({ ${load('ja')}, ${load('en')} });\n`,
        map: null,
      };
    },
  };
}
