import { machine } from '@hiroba/kernel';
import { answerKindAt, isFinal } from './answer.ts';
import type { ProposalFacts } from './proposal.ts';

/** The life of an amendment. Whether an open one has ended with its proposal is a question to the proposal, not a state. */
export const amendmentMoves = machine({
  DRAFT: { publish: 'OPEN' },
  OPEN: { rebase: 'OPEN', accept: 'ACCEPTED', reject: 'REJECTED', withdraw: 'WITHDRAWN' },
  REJECTED: { promote: 'PROMOTED' },
  ACCEPTED: {},
  WITHDRAWN: {},
  PROMOTED: {},
});

export type AmendmentState = (typeof amendmentMoves.states)[number];

/** Where an amendment stands, with its proposal looked at. */
export const amendmentStatuses = [...amendmentMoves.states, 'ENDED'] as const;
export type AmendmentStatus = (typeof amendmentStatuses)[number];

/** What the rules read of an amendment. */
export interface AmendmentFacts {
  readonly id: string;
  readonly authorId: string | null;
  readonly state: AmendmentState;
  /** The version of the proposal it was written against. */
  readonly version: number;
}

/** An amendment with its words, as commands change it. */
export interface AmendmentText extends AmendmentFacts {
  readonly title: string;
  readonly body: string;
  readonly locale: string;
}

/** An amendment and the proposal it would change. */
export interface AmendmentCase<A extends AmendmentFacts = AmendmentFacts, P extends ProposalFacts = ProposalFacts> {
  readonly amendment: A;
  readonly proposal: P;
}

/** The status of an amendment at an instant: an open one ends when its proposal is taken back, merged, split or finally answered. */
export function amendmentStatus({ amendment: { state }, proposal }: AmendmentCase, now: Date): AmendmentStatus {
  if (state !== 'OPEN') return state;
  return proposal.state !== 'PUBLISHED' || isFinal(answerKindAt(proposal, now)) ? 'ENDED' : 'OPEN';
}
