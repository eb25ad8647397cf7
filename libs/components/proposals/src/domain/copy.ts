import type { ProposalKind } from './proposal.kind.ts';
import type { ProposalText } from './proposal.ts';

/** What staff want copied to a place: all that stands in another, those that a list would show, or chosen ones. */
export interface CopyAsked {
  /** The place they are copied from. */
  readonly from: string;
  readonly ids?: readonly string[] | null;
  readonly filter?: CopyFilter | null;
}

/** What narrows it, as in a list. */
export interface CopyFilter {
  readonly search?: string | null;
  readonly taxonomies?: readonly string[] | null;
  readonly kind?: ProposalKind | null;
  readonly answered?: boolean | null;
  readonly answerKind?: 'EVALUATING' | 'ACCEPTED' | 'PARTLY' | 'REJECTED' | 'OTHER' | null;
}

/** What a copy takes from its source. */
export interface CopySource extends ProposalText {
  readonly creditedTo: string | null;
  readonly origin: string | null;
  readonly receivedAt: Date | null;
  readonly folded: string;
  readonly tokens: readonly string[];
  readonly titleTokens: readonly string[];
}

/** What another place may not take, though it takes the text. */
export const leftBehind = ['PLACE', 'TAXONOMIES', 'ATTACHMENTS', 'DETAILS'] as const;
export type LeftBehind = (typeof leftBehind)[number];

/** What staff began and goes on by itself: copies from another place, or a file of many rows. */
export const jobKinds = ['COPY', 'IMPORT'] as const;
export type JobKind = (typeof jobKinds)[number];

/** Under way; at its end; refused in the middle, as its rules no longer hold; or broken. */
export const jobStates = ['UNDER_WAY', 'DONE', 'REFUSED', 'FAILED'] as const;
export type JobState = (typeof jobStates)[number];

/** Why something of a job was not done: a proposal that does not fit, or a line of a file. */
export interface JobProblem {
  readonly proposalId?: string;
  readonly line?: number;
  readonly column?: string | undefined;
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** So many problems of a job are told one by one; all are counted. */
export const MOST_PROBLEMS = 100;
