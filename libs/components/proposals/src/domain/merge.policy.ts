import { all, canMove, hasRole, placeIsPublic, Refusal, type Rule } from '@hiroba/kernel';
import { notWithheld } from '@hiroba/moderation';
import type { ProposalsPlace } from '../manifest.ts';
import { proposalMoves, type ProposalFacts } from './proposal.ts';
import type { MadeOfOthers } from './merge.ts';
import { known, notFinallyAnswered, standing, unanswered } from './proposal.policy.ts';

type R<S> = Rule<S, ProposalsPlace>;

/** No answer waits for its instant: whoever scheduled it takes it back first. */
export const nothingScheduled: R<ProposalFacts> = ({ now }, { nextAnswerAt }) =>
  (nextAnswerAt && nextAnswerAt > now ? new Refusal('ANSWER_SCHEDULED') : undefined);

/** Made from others by a merge. */
const merged: R<MadeOfOthers> = (_, { madeBy }) => (madeBy === 'MERGE' ? undefined : new Refusal('WRONG_STATE'));

/** Who may merge, split, and undo it: the city's staff, as long as the city has not said its last word. */
export const mergePolicy = {
  /** Asked of each source, where it stands. */
  merge: all<ProposalFacts, ProposalsPlace>(known, hasRole('STAFF'), canMove(proposalMoves, 'merge'), notWithheld, notFinallyAnswered, nothingScheduled),
  /** Asked of the place of what comes out. */
  into: all<unknown, ProposalsPlace>(hasRole('STAFF'), placeIsPublic),
  split: all<ProposalFacts, ProposalsPlace>(known, hasRole('STAFF'), canMove(proposalMoves, 'split'), notWithheld, notFinallyAnswered, nothingScheduled),
  /** Asked of what came out of a merge. */
  undoMerge: all<MadeOfOthers, ProposalsPlace>(known, hasRole('STAFF'), merged, standing, unanswered, nothingScheduled),
  /** Asked of what was split. */
  undoSplit: all<ProposalFacts, ProposalsPlace>(known, hasRole('STAFF'), canMove(proposalMoves, 'rejoin'), notWithheld),
  /** Asked of each of its parts. */
  part: all<ProposalFacts, ProposalsPlace>(standing, unanswered, nothingScheduled),
};
