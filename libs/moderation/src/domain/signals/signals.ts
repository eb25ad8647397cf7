import { linkSignal, type LinkFacts } from './links.ts';
import { personalSignal } from './personal-signal.ts';
import { ProhibitedWords } from './prohibited-words.ts';
import type { Signal, SignalId } from './signal.ts';
import { starterWords } from './starter-words.ts';

const words = new ProhibitedWords(starterWords);

/** From this score on somebody is asked to look; below, a hint only stands beside a text that is looked at anyway. */
export const SCORE_TO_LOOK = 0.6;

/** The rule that a text may break of which a signal warns. */
export const ruleOfSignal: Readonly<Record<SignalId, string>> = { WORDS: 'R5', PERSONAL_DATA: 'R3', LINKS: 'R7' };

/** What there is to know beside a text. */
export interface SignalFacts extends LinkFacts {
  /** Numbers and addresses that the city gives out. */
  readonly given?: readonly string[];
}

/** All hints about a text, the strongest first. */
export function signalsOf(text: string, facts: SignalFacts = {}): readonly Signal[] {
  const all = [words.signal(text), personalSignal(text, facts.given), linkSignal(text, facts)];
  return all.flatMap((each) => each ?? []).sort((a, b) => b.score - a.score);
}
