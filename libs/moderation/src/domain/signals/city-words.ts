import { composed, Refusal, textLimit, type Situation } from '@hiroba/kernel';
import { rulesPolicy } from '../policy.ts';
import { foldedWord } from './fold-letters.ts';
import type { WordList } from './prohibited-words.ts';
import { starterWords } from './starter-words.ts';

/** What a word of a city is for: looked for besides those of the start, allowed as an innocent one, or a word of the start that is left out. */
export const wordUses = ['LOOKED_FOR', 'ALLOWED', 'LEFT_OUT'] as const;
export type WordUse = (typeof wordUses)[number];

/** A word that a city has added to its list, or taken out. */
export interface CityWord {
  readonly use: WordUse;
  readonly word: string;
}

/** A word as it is kept, with the form in which it is compared. */
export interface KeptWord extends CityWord {
  readonly folded: string;
  readonly reason: string;
}

export const LONGEST_WORD = 40;
export const LONGEST_WORD_REASON = 200;

/** One letter is found in every text. */
const FEWEST_LETTERS = 2;

/** Adds a word to the list of a city, for a reason that whoever comes later can read. */
export const addWord =
  (use: string, typed: string, why: string) =>
  (at: Situation): KeptWord | Refusal => {
    const refusal = rulesPolicy.write(at, undefined);
    if (refusal) return refusal;
    const found = wordUses.find((one) => one === use);
    if (!found) return new Refusal(use === '' ? 'EMPTY' : 'BAD_USER_INPUT', 'use');
    const word = composed(typed);
    const problem = textLimit({ max: LONGEST_WORD })(word);
    if (problem) return new Refusal(problem, 'word', { max: LONGEST_WORD });
    const folded = foldedWord(word);
    if (Array.from(folded).length < FEWEST_LETTERS) return new Refusal('TOO_SHORT', 'word', { min: FEWEST_LETTERS });
    if (found === 'LEFT_OUT' && !starterWords.words.some((one) => foldedWord(one) === folded))
      return new Refusal('NOT_FOUND', 'word');
    const reason = composed(why);
    const wrong = textLimit({ max: LONGEST_WORD_REASON })(reason);
    return wrong ? new Refusal(wrong, 'reason', { max: LONGEST_WORD_REASON }) : { use: found, word, folded, reason };
  };

/** The list of a city: the words of the start without those left out, and its own. */
export function listOf(own: readonly CityWord[]): WordList {
  const of = (use: WordUse) => own.flatMap((one) => (one.use === use ? [one.word] : []));
  const leftOut = new Set(of('LEFT_OUT').map(foldedWord));
  return {
    words: [...starterWords.words.filter((word) => !leftOut.has(foldedWord(word))), ...of('LOOKED_FOR')],
    allowed: [...starterWords.allowed, ...of('ALLOWED')],
  };
}
