import { linkSignal } from './links.ts';
import { mentionSignal } from './mention-flood.ts';
import { personalSignal } from './personal-signal.ts';
import { copiedLinkSignal, copySignal, firstLinkSignal, rateSignal, usualPosting, type Posting } from './posting.ts';
import { ProhibitedWords } from './prohibited-words.ts';
import { shoutingSignal } from './shouting.ts';
import type { Signal } from './signal.ts';
import { starterWords } from './starter-words.ts';

const starter = new ProhibitedWords(starterWords);

const SCORE_TO_LOOK = 0.6;

/** Whether somebody is asked to look; a weaker hint stands only beside a text that is looked at anyway. */
export const worthALook = ({ score }: Signal): boolean => score >= SCORE_TO_LOOK;

/** What there is to know beside a text. */
export interface SignalFacts {
  /** Numbers and addresses that the city gives out. */
  readonly given?: readonly string[];
  /** The hosts of the city. */
  readonly own?: readonly string[];
  /** The words of the city. */
  readonly words?: ProhibitedWords;
  /** How whoever wrote it has written so far. */
  readonly posting?: Posting;
}

/** The words that a hint rests on, as they were typed. */
export const wordsOf = (text: string, { spans }: Pick<Signal, 'spans'>): readonly string[] =>
  spans.map(({ from, to }) => text.slice(from, to));

/** All hints about a text, the strongest first. */
export function signalsOf(text: string, facts: SignalFacts = {}): readonly Signal[] {
  const { own = [], given, words = starter, posting = usualPosting } = facts;
  const all = [
    words.signal(text),
    personalSignal(text, given),
    linkSignal(text, own),
    copiedLinkSignal(text, posting, own) ?? firstLinkSignal(text, posting, own),
    copySignal(posting),
    rateSignal(posting),
    mentionSignal(text),
    shoutingSignal(text),
  ];
  return all.flatMap((each) => each ?? []).sort((a, b) => b.score - a.score);
}
