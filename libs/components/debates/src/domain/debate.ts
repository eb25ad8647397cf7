import type { Alignment, Layout } from '@hiroba/comments';
import { machine, type LocalizedText } from '@hiroba/kernel';
import type { WithheldFact } from '@hiroba/moderation';
import type { AskCard } from '@hiroba/spaces';

/** The life of a debate. Whether a published one is open is a question to the clock, not a state. */
export const debateMoves = machine({
  DRAFT: { publish: 'PUBLISHED' },
  PUBLISHED: {},
});

/** Where a debate is in its life. */
export type DebateState = (typeof debateMoves.states)[number];

/** What the rules read of a debate. The entity, the web fragment and a test literal all fit it. */
export interface DebateFacts extends WithheldFact {
  readonly id: string;
  /** Whoever opened it; null where an office did. */
  readonly authorId: string | null;
  /** Whether an office opened it. */
  readonly official: boolean;
  readonly state: DebateState;
  /** From when comments are taken; null from publication on. */
  readonly opensAt: Date | null;
  /** The instant from which no comments are taken; null while the end is open. */
  readonly closesAt: Date | null;
  /** When it closed for the first time, once somebody had to write that down. */
  readonly closedAt: Date | null;
  readonly conclusionVersions: number;
}

/** A debate with its words, as commands change it. */
export interface DebateText extends DebateFacts {
  readonly question: string;
  readonly background: string;
  readonly ask: AskCard;
  readonly locale: string;
  readonly office: string | null;
  readonly layout: Layout;
  readonly alignment: Alignment;
  readonly versions: number;
  readonly updates: number;
}

/** What the city (or whoever opened it) drew from a debate. */
export interface Conclusions {
  readonly text: LocalizedText;
  /** The comments that the conclusions rest on. */
  readonly commentIds: readonly string[];
  readonly office: string | null;
}

/** What a person already did in a component, counted under the lock of their allowance. */
export interface DebateAllowance {
  readonly drafts: number;
  readonly published: number;
}

/** Where a published debate stands; derived at request time, never stored. */
export type DebateStatus = 'DRAFT' | 'UPCOMING' | 'OPEN' | 'CLOSED' | 'CONCLUDED';

/** Whether the time for comments is over; reopened ones are not. */
export const isOver = ({ closesAt }: Pick<DebateFacts, 'closesAt'>, now: Date): boolean => closesAt !== null && closesAt <= now;

/** The status of a debate at an instant. */
export function debateStatus(debate: DebateFacts, now: Date): DebateStatus {
  if (debate.state === 'DRAFT') return 'DRAFT';
  if (isOver(debate, now)) return debate.conclusionVersions > 0 ? 'CONCLUDED' : 'CLOSED';
  return debate.opensAt && now < debate.opensAt ? 'UPCOMING' : 'OPEN';
}

/** When a debate closed for the first time: as written down, or as its window says; null while it never has. */
export const firstClosedAt = ({ closedAt, closesAt }: Pick<DebateFacts, 'closedAt' | 'closesAt'>, now: Date): Date | null =>
  closedAt ?? (closesAt && closesAt <= now ? closesAt : null);

/** Until when conclusions are promised, counted from the first closing. */
export function conclusionsDue(debate: DebateFacts, conclusionDays: number, now: Date): Date | null {
  const closed = debate.conclusionVersions > 0 ? null : firstClosedAt(debate, now);
  return closed && new Date(closed.getTime() + conclusionDays * 86_400_000);
}
