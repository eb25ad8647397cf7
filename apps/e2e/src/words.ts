import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createTranslator, type Catalogue, type Translate } from '@hiroba/kernel';
import { root } from './town.ts';

/** A language of the pages. */
export type Language = 'ja' | 'en';

const pattern = (language: Language) => `{apps,libs,libs/components}/*/locales/${language}.json`;

const read = (file: string): Catalogue => JSON.parse(readFileSync(path.join(root, file), 'utf8')) as Catalogue;

const made = new Map<Language, Translate>();

const catalogueOf = (language: Language): Catalogue =>
  Object.assign({}, ...globSync(pattern(language), { cwd: root }).map(read)) as Catalogue;

const keys = new Set(Object.keys(catalogueOf('en')));

/** Whether a word is the name of a message, which nobody should ever read. */
export const isKey = (word: string): boolean => keys.has(word);

/** The words that pages speak in a language; asking for words that nobody has written is a failure. */
export function wordsOf(language: Language): Translate {
  const known = made.get(language);
  if (known) return known;
  const words = createTranslator(catalogueOf(language), language, { strict: true });
  made.set(language, words);
  return words;
}
