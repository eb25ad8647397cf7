import { linksIn } from './links.ts';
import type { Signal } from './signal.ts';

/** How somebody has written so far, as far as signals ask. */
export interface Posting {
  /** How many texts of theirs were published before this one. */
  readonly before: number;
  /** For how many hours they have had an account. */
  readonly hours: number;
  /** How many of their texts came in the ten minutes before this one. */
  readonly lately: number;
  /** How many other texts of theirs are nearly the same. */
  readonly ownCopies: number;
  /** Whether somebody else wrote nearly the same before, without a link. */
  readonly copiesOthers: boolean;
}

/** How somebody writes of whom nothing stands out. */
export const usualPosting: Posting = { before: 100, hours: 10_000, lately: 0, ownCopies: 0, copiesOthers: false };

const VERSION = 1;
const NEW_POSTS = 3;
const NEW_HOURS = 24;
const FAST = 3;
const SAME_AGAIN = 2;
const SAME_MANY = 5;

const isNew = ({ before, hours }: Posting): boolean => before < NEW_POSTS || hours < NEW_HOURS;

/** A hint where a new account writes faster than people do. */
export const rateSignal = (posting: Posting): Signal | undefined =>
  isNew(posting) && posting.lately >= FAST
    ? { id: 'RATE', version: VERSION, score: 0.6, spans: [], facts: { many: posting.lately + 1 } }
    : undefined;

/** A hint where somebody sends the same text to several places. That many people say the same is their right, and none. */
export const copySignal = ({ ownCopies }: Posting): Signal | undefined =>
  ownCopies > 0
    ? {
        id: 'DUPLICATES',
        version: VERSION,
        score: ownCopies >= SAME_MANY ? 0.8 : ownCopies >= SAME_AGAIN ? 0.6 : 0.4,
        spans: [],
        facts: { copies: ownCopies },
      }
    : undefined;

/** A hint where the words of somebody else carry a link of one's own, as spam does. */
export function copiedLinkSignal(text: string, { copiesOthers }: Posting, own: readonly string[]): Signal | undefined {
  const links = linksIn(text).filter(({ host }) => !own.includes(host));
  if (!copiesOthers || links.length === 0) return undefined;
  return {
    id: 'COPIED_LINK',
    version: VERSION,
    score: 0.9,
    spans: links.map(({ from, to }) => ({ from, to })),
    facts: { links: links.length },
  };
}

/** A hint where the first that somebody writes is a link. */
export function firstLinkSignal(text: string, { before }: Posting, own: readonly string[]): Signal | undefined {
  const links = linksIn(text).filter(({ host }) => !own.includes(host));
  if (before > 0 || links.length === 0) return undefined;
  return {
    id: 'FIRST_LINK',
    version: VERSION,
    score: 0.6,
    spans: links.map(({ from, to }) => ({ from, to })),
    facts: { links: links.length },
  };
}
