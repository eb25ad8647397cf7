import { all, confirmed, placeIsPublic, Refusal, takesPart, type Rule } from '@hiroba/kernel';
import { notWithheld } from '@hiroba/moderation';
import type { ProposalsPlace } from '../manifest.ts';
import type { ProposalFacts } from './proposal.ts';
import { invitationState, type InvitationCase } from './proposal.authors.ts';
import { author, coauthor, known, notFinallyAnswered } from './proposal.policy.ts';

type Case = InvitationCase<ProposalFacts>;

/** A draft, or published and still standing: nobody joins what is over. */
const open: Rule<Pick<ProposalFacts, 'state' | 'withheldAt'>> = (at, proposal) =>
  (proposal.state === 'DRAFT' || proposal.state === 'PUBLISHED' ? notWithheld(at, proposal) : new Refusal('WRONG_STATE'));

const proposal = (rule: Rule<ProposalFacts, ProposalsPlace>): Rule<Case, ProposalsPlace> => (at, subject) => rule(at, subject.proposal);

/** Addressed to whoever asks; for anybody else it is not there. */
const forViewer: Rule<Case, ProposalsPlace> = (_, subject) => (subject.forViewer ? undefined : new Refusal('NOT_FOUND'));

const waiting: Rule<Case, ProposalsPlace> = ({ now }, { invitation }) => {
  const state = invitationState(invitation, now);
  return state === 'INVITED' ? undefined : new Refusal('INVITATION_OVER', undefined, { state });
};

const notYetAuthor: Rule<Case, ProposalsPlace> = ({ viewer: { personId = '' } }, { proposal: { authorId, coauthorIds } }) =>
  (authorId === personId || coauthorIds.includes(personId) ? new Refusal('ALREADY_AUTHOR') : undefined);

/** Who may ask others to join as authors, and who may join and leave. */
export const authorsPolicy = {
  invite: all<ProposalFacts, ProposalsPlace>(known, author, confirmed, placeIsPublic, takesPart, open, notFinallyAnswered),
  cancel: all<Case, ProposalsPlace>(proposal(known), proposal(author), waiting),
  accept: all<Case, ProposalsPlace>(
    confirmed, forViewer, waiting, proposal(placeIsPublic), proposal(takesPart), proposal(open), proposal(notFinallyAnswered), notYetAuthor,
  ),
  decline: all<Case, ProposalsPlace>(forViewer, waiting),
  leave: all<ProposalFacts, ProposalsPlace>(known, coauthor, open),
};
