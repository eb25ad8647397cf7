import type { Catalogue, Locale } from '@hiroba/kernel';
import { words as en } from 'virtual:words/en/all';
import { words as ja } from 'virtual:words/ja/all';

/** All words of all languages, for rendering on the server. */
export const catalogues: Readonly<Record<Locale, Catalogue>> = { ja, en };
