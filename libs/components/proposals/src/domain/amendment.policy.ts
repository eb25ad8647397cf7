import { all, any, canMove, confirmed, hasRole, inside, phaseAllows, placeIsPublic, Refusal, signedIn, type Rule } from '@hiroba/kernel';
import { notRedacted } from '@hiroba/moderation';
import type { ProposalsPlace } from '../manifest.ts';
import { amendmentMoves, type AmendmentCase } from './amendment.ts';
import type { ProposalFacts } from './proposal.ts';
import { known, notFinallyAnswered, readsText, standing, writer } from './proposal.policy.ts';

type Case = Rule<AmendmentCase, ProposalsPlace>;

const ofProposal = (rule: Rule<ProposalFacts, ProposalsPlace>): Case => (at, { proposal }) => rule(at, proposal);
type Move = 'publish' | 'rebase' | 'accept' | 'withdraw' | 'promote';
const inState = (action: Move): Case => (at, { amendment }) => canMove(amendmentMoves, action)(at, amendment);

/** Whoever wrote the amendment. */
const amender: Case = (at, { amendment: { authorId } }) =>
  signedIn(at, undefined) ?? (at.viewer.personId === authorId ? undefined : new Refusal('NOT_THE_AUTHOR'));

const own: Case = ({ viewer: { personId } }, { amendment: { authorId } }) =>
  (personId !== undefined && personId === authorId ? undefined : new Refusal('NOT_FOUND'));

const isOut: Case = (_, { amendment: { state } }) => (state === 'DRAFT' ? new Refusal('NOT_FOUND') : undefined);

/** Where the place shows amendments to those concerned, the others do not see them. */
const shownToAll: Case = ({ component }) => (component?.settings.amendments === 'CONCERNED' ? new Refusal('NOT_FOUND') : undefined);

const read = all<AmendmentCase, ProposalsPlace>(
  inside, ofProposal(readsText), any(own, all(isOut, ofProposal(known), any(shownToAll, ofProposal(writer), hasRole('STAFF', 'AUDITOR')))),
);

const readable: Case = (at, subject) => (read(at, subject) ? new Refusal('NOT_FOUND') : undefined);

const taken: Rule<unknown, ProposalsPlace> = ({ component }) =>
  (component && component.settings.amendments !== 'OFF' ? undefined : new Refusal('NOT_FOUND'));

/** Authors edit their text themselves. */
const notWriter: Rule<ProposalFacts, ProposalsPlace> = (at, proposal) => (writer(at, proposal) ? undefined : new Refusal('ALREADY_AUTHOR'));

const amendable = all<ProposalFacts, ProposalsPlace>(
  taken, known, placeIsPublic, standing, notFinallyAnswered, phaseAllows('amend'), signedIn, notWriter,
);

/** Who may propose changes to a proposal, who decides about them, and what becomes of them. */
export const amendmentPolicy = {
  read,
  create: amendable,
  save: all<AmendmentCase, ProposalsPlace>(readable, amender, inState('publish')),
  discard: all<AmendmentCase, ProposalsPlace>(readable, amender, inState('publish')),
  publish: all<AmendmentCase, ProposalsPlace>(readable, amender, confirmed, inState('publish'), ofProposal(amendable)),
  rebase: all<AmendmentCase, ProposalsPlace>(readable, amender, confirmed, inState('rebase'), ofProposal(amendable)),
  /** Only those whose words the proposal has decide: its authors, staff for an office. */
  decide: all<AmendmentCase, ProposalsPlace>(
    readable, ofProposal(writer), inState('accept'), ofProposal(standing), ofProposal(notRedacted), ofProposal(notFinallyAnswered),
  ),
  withdraw: all<AmendmentCase, ProposalsPlace>(readable, amender, inState('withdraw')),
  promote: all<AmendmentCase, ProposalsPlace>(readable, amender, confirmed, inState('promote'), placeIsPublic, phaseAllows('create')),
};
