import { all, hasRole, placeIsPublic } from '@hiroba/kernel';
import type { ProposalsPlace } from '../manifest.ts';
import { nothingScheduled } from './merge.policy.ts';
import { known, standing, unanswered } from './proposal.policy.ts';
import type { ProposalFacts } from './proposal.ts';

/** Who may move a proposal to another place: staff of both, as long as the city has not answered it. */
export const movePolicy = {
  /** Asked of the proposal, where it stands. */
  move: all<ProposalFacts, ProposalsPlace>(known, hasRole('STAFF'), standing, unanswered, nothingScheduled),
  /** Asked of the place it goes to. */
  into: all<unknown, ProposalsPlace>(hasRole('STAFF'), placeIsPublic),
};
