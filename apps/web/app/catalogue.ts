import type { Catalogue, Locale } from '@hiroba/kernel';

/** The words of every library in one language; each language is a file of its own, and a browser loads one. */
export const catalogues: Readonly<Record<Locale, () => Promise<Catalogue>>> = {
  ja: () => import('./catalogue.ja.ts').then(({ catalogue }) => catalogue),
  en: () => import('./catalogue.en.ts').then(({ catalogue }) => catalogue),
};
