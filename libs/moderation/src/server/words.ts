import { rowsIn, sql, type Query } from '@hiroba/server';
import type { EntityManager } from '@mikro-orm/postgresql';
import { listOf, type CityWord } from '../domain/signals/city-words.ts';
import { ProhibitedWords } from '../domain/signals/prohibited-words.ts';

const MOST_KEPT = 50;

// A list is folded once; cities without words of their own share one.
const lists = new Map<string, ProhibitedWords>();

/** SQL of the words that a city has added or left out. */
export const wordsOfCity = (organisationId: string): Query => sql`
  select use, word from mod_word where organisation_id = ${organisationId} and removed_at is null order by id`;

/** The words of a city as texts are searched for them. */
export function searchFor(own: readonly CityWord[]): ProhibitedWords {
  const key = JSON.stringify(own.map(({ use, word }) => [use, word]));
  const known = lists.get(key);
  if (known) return known;
  if (lists.size >= MOST_KEPT) lists.clear();
  const made = new ProhibitedWords(listOf(own));
  lists.set(key, made);
  return made;
}

/** The words of a city, inside a transaction. */
export const wordsIn = async (em: EntityManager, organisationId: string): Promise<ProhibitedWords> =>
  searchFor(await rowsIn<CityWord>(em, wordsOfCity(organisationId)));
