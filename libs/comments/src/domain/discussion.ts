import { isOpen, Refusal, type Rule } from '@hiroba/kernel';

/** The sides that a top comment may take where a discussion asks for one. */
export const sides = ['FOR', 'NEUTRAL', 'AGAINST'] as const;
export type Side = (typeof sides)[number];

/** Which sides a discussion asks for. */
export const sidesOf = {
  OFF: [],
  FOR_AGAINST: ['FOR', 'AGAINST'],
  FOR_NEUTRAL_AGAINST: ['FOR', 'NEUTRAL', 'AGAINST'],
} as const satisfies Record<string, readonly Side[]>;
export type Alignment = keyof typeof sidesOf;

/** How a discussion stands on its page: in one column, or with one for each side. */
export const layouts = ['SINGLE', 'FOR_AGAINST'] as const;
export type Layout = (typeof layouts)[number];

/** The counters of a discussion's sides: how many visible top comments take each. */
export const sideCounters = {
  FOR: 'comments_for', NEUTRAL: 'comments_neutral', AGAINST: 'comments_against',
} as const satisfies Record<Side, string>;

/** How comments are voted on: not at all, in favour only, or both ways. */
export const voteKinds = ['NONE', 'UP', 'UP_DOWN'] as const;
export type Votes = (typeof voteKinds)[number];

/** A vote on a comment. */
export const voteValues = ['UP', 'DOWN'] as const;
export type Vote = (typeof voteValues)[number];

/** Which votes a kind of voting takes. */
export const votesOf = { NONE: [], UP: ['UP'], UP_DOWN: ['UP', 'DOWN'] } as const satisfies Record<Votes, readonly Vote[]>;

/** The counters of the votes on a comment. */
export const voteCounters = { UP: 'comment_up', DOWN: 'comment_down' } as const satisfies Record<Vote, string>;

/** The longest comment where nothing else is set, in graphemes. */
export const USUAL_LENGTH = 1_000;

/** The bounds of the longest comment that may be set, in graphemes. */
export const lengthBounds = { min: 1, max: 10_000 } as const;

/** What a discussion asks of comments below one thing. */
export interface DiscussionRules {
  readonly alignment: Alignment;
  readonly votes: Votes;
  /** The longest comment, in graphemes. */
  readonly maxLength: number;
}

/** What the rules read of the thing that is commented on; what it does not set is as usual. */
export interface RootFacts extends Partial<DiscussionRules> {
  /** Whether the thing itself takes comments now; the phase is asked besides. */
  readonly open: boolean;
  /** The version of the official answer that stands, where there is one: top comments may be about it. */
  readonly answerVersion?: number | null | undefined;
  /** The window of the thing itself, half-open, where it has one. */
  readonly opensAt?: Date | null | undefined;
  readonly closesAt?: Date | null | undefined;
  /** Until when those who moderate have closed the conversation for new comments. */
  readonly lockedUntil?: Date | null | undefined;
}

/** The rules of a discussion, completed by what is usual. */
export const rulesOf = ({ alignment = 'OFF', votes = 'UP', maxLength = USUAL_LENGTH }: Partial<DiscussionRules>): DiscussionRules =>
  ({ alignment, votes, maxLength: Math.min(Math.max(maxLength, lengthBounds.min), lengthBounds.max) });

/** The thing itself takes comments: its state allows it, and its window is open. */
export const rootIsOpen: Rule<RootFacts> = ({ now }, { open, opensAt, closesAt }) => {
  if (!open) return new Refusal('WRONG_STATE');
  if (isOpen({ opensAt: opensAt ?? new Date(0), closesAt: closesAt ?? null }, now)) return undefined;
  return opensAt && now < opensAt
    ? new Refusal('PHASE_CLOSED', undefined, { opensAt: opensAt.toISOString() })
    : new Refusal('PHASE_CLOSED', undefined, closesAt ? { closedAt: closesAt.toISOString() } : {});
};

/** Those who moderate have not closed the conversation for a while. */
export const notLocked: Rule<RootFacts> = ({ now }, { lockedUntil }) =>
  (lockedUntil && now < lockedUntil ? new Refusal('THREAD_LOCKED') : undefined);

/** The instants at which the window of a thing opens or closes, after now. */
export const rootBoundary = ({ opensAt, closesAt, lockedUntil }: RootFacts, now: Date): Date | undefined =>
  [opensAt, closesAt, lockedUntil].filter((instant): instant is Date => Boolean(instant && instant > now)).sort((a, b) => +a - +b)[0];
