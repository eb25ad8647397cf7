import { linkSignal } from './links.ts';
import { personalSignal } from './personal-signal.ts';
import { ProhibitedWords } from './prohibited-words.ts';
import type { Signal } from './signal.ts';
import { starterWords } from './starter-words.ts';

const words = new ProhibitedWords(starterWords);

const SCORE_TO_LOOK = 0.6;

/** Whether somebody is asked to look; a weaker hint stands only beside a text that is looked at anyway. */
export const worthALook = ({ score }: Signal): boolean => score >= SCORE_TO_LOOK;

/** What there is to know beside a text. */
export interface SignalFacts {
  /** Numbers and addresses that the city gives out. */
  readonly given?: readonly string[];
  /** The hosts of the city. */
  readonly own?: readonly string[];
}

/** The words that a hint rests on, as they were typed. */
export const wordsOf = (text: string, { spans }: Pick<Signal, 'spans'>): readonly string[] =>
  spans.map(({ from, to }) => text.slice(from, to));

/** All hints about a text, the strongest first. */
export function signalsOf(text: string, facts: SignalFacts = {}): readonly Signal[] {
  const all = [words.signal(text), personalSignal(text, facts.given), linkSignal(text, facts.own)];
  return all.flatMap((each) => each ?? []).sort((a, b) => b.score - a.score);
}
