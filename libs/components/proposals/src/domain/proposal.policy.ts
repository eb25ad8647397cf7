import {
  all, any, canMove, confirmed, hasRole, inside, operating, phaseAllows, placeIsPublic, Refusal, signedIn, takesPart, type Rule,
} from '@hiroba/kernel';
import { notRedacted, notWithheld, readWithheld } from '@hiroba/moderation';
import type { ProposalsPlace } from '../manifest.ts';
import { answerKindAt, isFinal, type AnswerFacts } from './answer.ts';
import { editableUntil, proposalMoves, type ProposalFacts } from './proposal.ts';

/** The person who put it forward. */
export const author: Rule<Pick<ProposalFacts, 'authorId'>> = (at, { authorId }) =>
  signedIn(at, undefined) ?? (at.viewer.personId === authorId ? undefined : new Refusal('NOT_THE_AUTHOR'));

/** Somebody who joined as an author beside the first. */
export const coauthor: Rule<Pick<ProposalFacts, 'coauthorIds'>> = (at, { coauthorIds }) =>
  signedIn(at, undefined) ?? (coauthorIds.includes(at.viewer.personId ?? '') ? undefined : new Refusal('NOT_THE_AUTHOR'));

/** Whoever's words it has: its authors; the city's staff where an office wrote it. */
export const writer: Rule<ProposalFacts, ProposalsPlace> = (at, proposal) =>
  (proposal.office === null ? any<ProposalFacts>(author, coauthor) : hasRole('STAFF'))(at, proposal);

/** Nobody here wrote it: the city entered it for somebody, who asks the city to take it back. */
export const isEntered = ({ authorId, coauthorIds, office }: ProposalFacts): boolean =>
  authorId === null && coauthorIds.length === 0 && office === null;

/** Whoever put it forward: its first author, or the city's staff for an office and for those without an account. */
const proposer: Rule<ProposalFacts, ProposalsPlace> = (at, proposal) =>
  (proposal.official || isEntered(proposal) ? all(hasRole('STAFF'), notWithheld) : author)(at, proposal);

/** One's own, also for somebody who may not write for a while. */
const own: Rule<Pick<ProposalFacts, 'authorId' | 'coauthorIds'>> = ({ viewer: { personId } }, { authorId, coauthorIds }) =>
  (personId !== undefined && (personId === authorId || coauthorIds.includes(personId)) ? undefined : new Refusal('NOT_FOUND'));

/** No longer a private draft. */
const isOut: Rule<Pick<ProposalFacts, 'state'>> = (_, { state }) => (state === 'DRAFT' ? new Refusal('NOT_FOUND') : undefined);

/** Out in the open, in a place that is. */
const isPublic = all<Pick<ProposalFacts, 'state'>>(isOut, placeIsPublic);

/** Published, still standing, and not withheld. */
export const standing: Rule<Pick<ProposalFacts, 'state' | 'withheldAt'>> = (at, proposal) =>
  (proposal.state === 'PUBLISHED' ? notWithheld(at, proposal) : new Refusal(proposal.state === 'DRAFT' ? 'NOT_FOUND' : 'WRONG_STATE'));

/** Before the city's last word. */
export const notFinallyAnswered: Rule<AnswerFacts> = ({ now }, proposal) =>
  isFinal(answerKindAt(proposal, now)) ? new Refusal('ANSWERED') : undefined;

/** Before any answer of the city. */
export const unanswered: Rule<AnswerFacts> = ({ now }, proposal) =>
  answerKindAt(proposal, now) ? new Refusal('ANSWERED') : undefined;

/** Before the end of the edit window, which nothing but time moves; where the rules let an answer end it, that is another rule's. */
const insideEditWindow: Rule<ProposalFacts, ProposalsPlace> = ({ now, component }, proposal) => {
  if (component?.settings.editWindow === 'UNTIL_ANSWERED') return undefined;
  const until = component && editableUntil(proposal, component.settings);
  return until && now < until ? undefined : new Refusal('EDIT_WINDOW_OVER');
};

/** Who speaks for the city: its staff, or its operator who brings in what the city has already said. */
const forTheCity = any<unknown, ProposalsPlace>(operating, hasRole('STAFF'));

const read = all<ProposalFacts, ProposalsPlace>(inside, any<ProposalFacts, ProposalsPlace>(own, all(isOut, hasRole('STAFF', 'AUDITOR')), isPublic));

/** What somebody may not read is not there for them, whatever they want to do with it. */
export const known: Rule<ProposalFacts, ProposalsPlace> = (at, proposal) =>
  (at.viewer.operator || !read(at, proposal) ? undefined : new Refusal('NOT_FOUND'));

/** Who reads the text of a proposal they know of: everybody, unless it is withheld. */
export const readsText = any<ProposalFacts, ProposalsPlace>(own, readWithheld, notWithheld);

/**
 * Who may do what to a proposal. The API enforces it; the web asks it what to show. What is over for everybody is said
 * before who somebody is: nobody signs in to learn that there is nothing to do.
 */
export const proposalPolicy = {
  read,
  readsText,
  create: all<unknown, ProposalsPlace>(placeIsPublic, phaseAllows('create'), signedIn),
  save: all<ProposalFacts, ProposalsPlace>(known, writer, canMove(proposalMoves, 'publish')),
  discard: all<ProposalFacts, ProposalsPlace>(known, author, canMove(proposalMoves, 'publish')),
  publish: all<ProposalFacts, ProposalsPlace>(
    known, author, confirmed, canMove(proposalMoves, 'publish'), placeIsPublic, phaseAllows('create'),
  ),
  edit: all<ProposalFacts, ProposalsPlace>(known, writer, standing, notRedacted, unanswered, insideEditWindow, takesPart),
  withdraw: all<ProposalFacts, ProposalsPlace>(known, proposer, canMove(proposalMoves, 'withdraw'), notFinallyAnswered),
  support: all<ProposalFacts, ProposalsPlace>(isPublic, standing, notFinallyAnswered, phaseAllows('support'), confirmed),
  answer: all<ProposalFacts, ProposalsPlace>(known, forTheCity, standing),
  import: forTheCity,
};
