import type { Catalogue, Locale } from '@hiroba/kernel';

/** Words that not every page needs: those of one's account, and those of people with a role. */
export type Vocabulary = 'account' | 'work';

type Load = () => Promise<{ readonly words: Catalogue }>;

const files: Readonly<Record<Locale, Readonly<Record<'read' | Vocabulary, Load>>>> = {
  ja: {
    read: () => import('./catalogue.ja.ts'),
    account: () => import('./catalogue.ja.account.ts'),
    work: () => import('./catalogue.ja.work.ts'),
  },
  en: {
    read: () => import('./catalogue.en.ts'),
    account: () => import('./catalogue.en.account.ts'),
    work: () => import('./catalogue.en.work.ts'),
  },
};

const learnt: Partial<Record<Locale, Record<string, string>>> = {};

/** The words of a language that have been loaded so far; it grows as somebody goes where more are needed. */
export async function learn(locale: Locale, more: readonly Vocabulary[]): Promise<Catalogue> {
  const known = (learnt[locale] ??= {});
  for (const { words } of await Promise.all((['read', ...more] as const).map((name) => files[locale][name]()))) {
    Object.assign(known, words);
  }
  return known;
}

/** What the pages of an address speak of besides. */
export function vocabularyOf(pathname: string): readonly Vocabulary[] {
  const part = pathname.split('/')[2]?.replace(/\.data$/, '') ?? '';
  if (part === 'desk' || part === 'setup') return ['account', 'work'];
  return part === 'account' || part === 'me' || part === 'people' ? ['account'] : [];
}
