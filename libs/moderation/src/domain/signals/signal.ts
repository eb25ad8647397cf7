/** A stretch of a text as it was typed: from and to, in code units. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What signals look for. */
export const signalIds = [
  'WORDS',
  'PERSONAL_DATA',
  'LINKS',
  'FIRST_LINK',
  'COPIED_LINK',
  'DUPLICATES',
  'RATE',
  'MENTIONS',
  'SHOUTING',
] as const;
export type SignalId = (typeof signalIds)[number];

/**
 * A hint that somebody should look at a text, with what it rests on. It may raise a priority or let a text wait for a person;
 * it never hides one.
 */
export interface Signal {
  readonly id: SignalId;
  /** Counts up whenever the same text would be judged otherwise. */
  readonly version: number;
  /** From 0, nothing, to 1, certain. */
  readonly score: number;
  readonly spans: readonly Span[];
  /** Codes and counts that say why, in the words of `moderation.signal.<id>`. */
  readonly facts: Readonly<Record<string, string | number>>;
}

/** The rule that a text may break of which a signal warns. */
export const ruleOfSignal: Readonly<Record<SignalId, string>> = {
  WORDS: 'R5',
  PERSONAL_DATA: 'R3',
  LINKS: 'R7',
  FIRST_LINK: 'R7',
  COPIED_LINK: 'R7',
  DUPLICATES: 'R7',
  RATE: 'R7',
  MENTIONS: 'R7',
  SHOUTING: 'R7',
};
