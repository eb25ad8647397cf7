import { machine } from '@hiroba/kernel';
import type { WithheldFact } from '@hiroba/moderation';
import type { ProposalsSettings } from '../manifest.ts';
import type { AnswerFacts } from './answer.ts';
import type { Kinded } from './proposal.kind.ts';

export { answerKinds, isFinal, type AnswerKind } from './answer.ts';

/** The life of a proposal; the official answer and withholding are facts of their own. */
export const proposalMoves = machine({
  DRAFT: { publish: 'PUBLISHED' },
  PUBLISHED: { withdraw: 'WITHDRAWN', merge: 'MERGED', split: 'SPLIT' },
  WITHDRAWN: {},
  MERGED: { part: 'PUBLISHED' },
  SPLIT: { rejoin: 'PUBLISHED' },
});

export type ProposalState = (typeof proposalMoves.states)[number];

/** What the rules read of a proposal. The entity, the web fragment and a test literal all fit it. */
export interface ProposalFacts extends AnswerFacts, Kinded, WithheldFact {
  readonly id: string;
  /** Null for texts that the city filed for somebody without an account. */
  readonly authorId: string | null;
  /** Those who joined as authors beside the first, in order. */
  readonly coauthorIds: readonly string[];
  /** An office of the city is its author. */
  readonly official: boolean;
  /** The office whose words it has: of an official proposal, or of one made from others. */
  readonly office: string | null;
  readonly state: ProposalState;
  readonly publishedAt: Date | null;
}

/** A proposal with its words, as commands change it. */
export interface ProposalText extends ProposalFacts {
  readonly title: string;
  readonly body: string;
  readonly locale: string;
  readonly versions: number;
}

/** What a person already did in a component, counted under the lock of their allowance. */
export interface Allowance {
  readonly drafts: number;
  readonly published: number;
  /** Supports given to proposals that still stand. */
  readonly supports: number;
}

/** How long the rules let authors edit. */
export type EditWindow = Pick<ProposalsSettings, 'editWindow' | 'editMinutes'>;

/** The end of the time in which authors may edit, counted from publication and nothing else; none where an answer ends it. */
export const editableUntil = ({ publishedAt }: Pick<ProposalFacts, 'publishedAt'>, { editWindow, editMinutes }: EditWindow): Date | null =>
  (publishedAt && editWindow === 'MINUTES' ? new Date(publishedAt.getTime() + editMinutes * 60_000) : null);
