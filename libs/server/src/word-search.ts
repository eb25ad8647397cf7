import { foldWithoutBlanks, tokens } from '@hiroba/kernel';
import { literal, sql, type Query } from './sql.ts';

const MOST_WORDS = 10;
const latin = /^[\p{sc=Latin}\p{Nd}]+$/u;
const quoted = (token: string): string => `'${token.replace(/['\\]/g, (mark) => mark + mark)}'${latin.test(token) ? ':*' : ''}`;

/** The tokens that find a word: a letter that stands in a longer token of the word says nothing more. */
const needed = (word: string): string[] => tokens(word).filter((token, _, all) => !all.some((other) => other !== token && other.includes(token)));

/** What is searched: the columns with the index, the folded text and the readable number, and the letter of that number. */
export interface Searched {
  readonly index: Query;
  readonly folded: Query;
  readonly reference: Query;
  readonly letter: string;
}

/** Whether a search names one thing by its number. */
export const isReference = (search: string | null | undefined, letter: string): boolean =>
  new RegExp(`^[A-Z]{2,6}-${letter}-\\d{4}-\\d+$`, 'i').test(search?.trim() ?? '');

/** A search as two conditions. */
export interface WordSearch {
  /** The index finds it. */
  readonly found: Query;
  /** What the index found is looked at again, where it says less than the words; this takes reading the text. */
  readonly checked?: Query;
}

/** Conditions under which a text has every word of a search: found by the index, then looked at again in the folded text. */
export function wordSearch(search: string, { index, folded, reference, letter }: Searched): WordSearch {
  const text = search.slice(0, 400);
  if (isReference(text, letter)) return { found: sql`${reference} = ${text.trim().toUpperCase()}` };
  const words = text.split(/[\s\u3000]+/).filter(Boolean).slice(0, MOST_WORDS).map((word) => ({ folded: foldWithoutBlanks(word), found: needed(word) }));
  const tokensFound = words.flatMap((word) => word.found);
  // Without a letter there is nothing the index could find, and every text would have to be read.
  if (tokensFound.length === 0) return { found: literal('false') };
  const found = sql`${index} @@ ${tokensFound.map(quoted).join(' & ')}::tsquery`;
  const checked = words.filter((word) => word.found.length !== 1 || word.found[0] !== word.folded).map((word) => word.folded);
  // One condition for any number of words: each number would be a statement of its own to the database.
  return checked.length === 0 ? { found } : { found, checked: sql`(select bool_and(strpos(${folded}, word) > 0) from unnest(${checked}::text[]) word)` };
}
