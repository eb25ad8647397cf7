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

/** Conditions under which a text has every word of a search: found by the index, then looked at again in the folded text. */
export function wordSearch(search: string, { index, folded, reference, letter }: Searched): Query[] {
  const text = search.slice(0, 400);
  if (isReference(text, letter)) return [sql`${reference} = ${text.trim().toUpperCase()}`];
  // Each number of words is a statement of its own to the database, so there are only so many.
  const words = text.split(/[\s\u3000]+/).filter(Boolean).slice(0, MOST_WORDS).map((word) => ({ folded: foldWithoutBlanks(word), found: needed(word) }));
  const found = words.flatMap((word) => word.found);
  // Without a letter there is nothing the index could find, and every text would have to be read.
  if (found.length === 0) return [literal('false')];
  const checked = words.filter((word) => word.found.length !== 1 || word.found[0] !== word.folded);
  return [sql`${index} @@ ${found.map(quoted).join(' & ')}::tsquery`, ...checked.map((word) => sql`strpos(${folded}, ${word.folded}) > 0`)];
}
