import type { Catalogue, Locale } from '@hiroba/kernel';
import { localeOf } from './shell/frame/locale.ts';

/** Where the words of a page are, by language. */
export type Words = Readonly<Record<Locale, () => Promise<{ readonly words: Catalogue }>>>;

const learnt: Readonly<Record<Locale, Record<string, string>>> = { ja: {}, en: {} };
const awaited: Words[] = [
  { ja: () => import('virtual:words/ja/common'), en: () => import('virtual:words/en/common') },
];

/** Says that the code of a page is here and its words are not yet. */
export function needs(words: Words): void {
  awaited.push(words);
}

/** The words of a language that have been loaded so far, now with those of all pages whose code is here. */
export async function learn(locale: Locale): Promise<Catalogue> {
  const files = await Promise.all(awaited.splice(0).map((words) => words[locale]()));
  return Object.assign(learnt[locale], ...files.map(({ words }) => words)) as Catalogue;
}

/** Learns the words of a part of the page that comes later. */
export async function learnNow(words: Words): Promise<void> {
  needs(words);
  await learn(localeOf(window.location.pathname));
}
