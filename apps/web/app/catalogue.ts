import type { Catalogue, Locale } from '@hiroba/kernel';

/** Words that not every page speaks: of one's account, of home and spaces, of people with a role, of writing. */
export type Vocabulary = 'account' | 'places' | 'work' | 'write';

type Load = () => Promise<{ readonly words: Catalogue }>;

const files: Readonly<Record<Locale, Readonly<Record<'read' | Vocabulary, Load>>>> = {
  ja: {
    read: () => import('./catalogue.ja.ts'),
    account: () => import('./catalogue.ja.account.ts'),
    places: () => import('./catalogue.ja.places.ts'),
    work: () => import('./catalogue.ja.work.ts'),
    write: () => import('./catalogue.ja.write.ts'),
  },
  en: {
    read: () => import('./catalogue.en.ts'),
    account: () => import('./catalogue.en.account.ts'),
    places: () => import('./catalogue.en.places.ts'),
    work: () => import('./catalogue.en.work.ts'),
    write: () => import('./catalogue.en.write.ts'),
  },
};

/** All there are. */
export const everyVocabulary: readonly Vocabulary[] = ['account', 'places', 'work', 'write'];

const learnt: Partial<Record<Locale, Record<string, string>>> = {};

/** The words of a language that have been loaded so far; it grows as somebody goes where more are needed. */
export async function learn(locale: Locale, more: readonly Vocabulary[]): Promise<Catalogue> {
  const known = (learnt[locale] ??= {});
  for (const { words } of await Promise.all((['read', ...more] as const).map((name) => files[locale][name]()))) {
    Object.assign(known, words);
  }
  return known;
}

const writing = new Set(['answer', 'new', 'preview', 'write']);

/** What the page of an address speaks of besides. */
export function vocabularyOf(pathname: string): readonly Vocabulary[] {
  const [, , part = '', , kind, ...rest] = pathname.replace(/\/$/, '').split('/');
  if (part === 'desk' || part === 'setup') return everyVocabulary;
  if (part === 'spaces' && kind) return rest.some((word) => writing.has(word)) ? ['work', 'write'] : [];
  return part === 'account' || part === 'me' || part === 'outbox' ? ['account', 'places'] : ['places'];
}
