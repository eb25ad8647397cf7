import { foldedWord, foldLetters } from './fold-letters.ts';
import type { Signal, Span } from './signal.ts';
import { WordSearch, type WordHit } from './word-search.ts';

/** Words that a moderator should look at, and longer words in which they are something else. */
export interface WordList {
  readonly words: readonly string[];
  readonly allowed: readonly string[];
}

/** A word of a list where it stands in a text. */
export interface FoundWord extends Span {
  readonly word: string;
}

const VERSION = 1;
// One word may be a quotation; three are meant.
const SCORE_OF_ONE = 0.6;
const SCORE_OF_EACH_MORE = 0.2;
const LATIN = /^[a-z]+$/;
const LATIN_LETTER = /\p{Script=Latin}/u;

const isInside = (hit: WordHit, longer: WordHit): boolean =>
  longer.start <= hit.start && hit.end <= longer.end && longer.end - longer.start > hit.end - hit.start;

/** Finds the words of a list in texts, however they are written, and not where they are a part of an innocent one. */
export class ProhibitedWords {
  readonly #search: WordSearch;
  readonly #folded: readonly string[];

  constructor(private readonly list: WordList) {
    this.#folded = [...list.words, ...list.allowed].map(foldedWord);
    this.#search = new WordSearch(this.#folded);
  }

  /** The words of the list in a text, in its order. */
  in(text: string): readonly FoundWord[] {
    const letters = foldLetters(text);
    const hits = this.#search.in(letters.map(({ letter }) => letter));
    const allowed = hits.filter(({ word }) => word >= this.list.words.length);
    const found = hits.flatMap((hit): readonly FoundWord[] => {
      const word = this.list.words[hit.word];
      if (word === undefined || allowed.some((longer) => isInside(hit, longer))) return [];
      const span = { from: letters[hit.start]?.from ?? 0, to: letters[hit.end - 1]?.to ?? text.length };
      return this.#isPartOfLatin(hit, text, span) ? [] : [{ word, ...span }];
    });
    return found
      .filter(
        (each, i) =>
          !found.some(
            (other, j) =>
              j !== i &&
              other.from <= each.from &&
              each.to <= other.to &&
              (other.to - other.from > each.to - each.from || j < i),
          ),
      )
      .sort((a, b) => a.from - b.from);
  }

  /** A hint where a text holds any, or undefined. */
  signal(text: string): Signal | undefined {
    const found = this.in(text);
    if (found.length === 0) return undefined;
    return {
      id: 'WORDS',
      version: VERSION,
      score: Math.min(1, SCORE_OF_ONE + SCORE_OF_EACH_MORE * (found.length - 1)),
      spans: found.map(({ from, to }) => ({ from, to })),
      facts: { words: found.length },
    };
  }

  // Latin words have edges; kana and kanji have none.
  #isPartOfLatin({ word }: WordHit, text: string, { from, to }: Span): boolean {
    if (!LATIN.test(this.#folded[word] ?? '')) return false;
    return LATIN_LETTER.test(text.slice(Math.max(0, from - 1), from)) || LATIN_LETTER.test(text.slice(to, to + 1));
  }
}
