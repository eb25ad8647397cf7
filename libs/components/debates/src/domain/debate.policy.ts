import { all, any, canMove, confirmed, hasRole, inside, phaseAllows, placeIsPublic, Refusal, signedIn, takesPart, type Rule } from '@hiroba/kernel';
import { notRedacted, notWithheld, readWithheld } from '@hiroba/moderation';
import type { DebatesPlace } from '../manifest.ts';
import { debateMoves, isOver, type DebateFacts } from './debate.ts';

/** A debate, and whether anybody has said something in it. */
export type CommentedFacts = DebateFacts & { readonly commented: boolean };

/** The participant who opened it. */
const opener: Rule<DebateFacts> = (at, { authorId }) =>
  signedIn(at, undefined) ?? (at.viewer.personId === authorId ? undefined : new Refusal('NOT_THE_AUTHOR'));

/** One's own, also for somebody who may not write for a while. */
const own: Rule<DebateFacts> = ({ viewer }, { authorId }) =>
  (viewer.personId !== undefined && viewer.personId === authorId ? undefined : new Refusal('NOT_FOUND'));

/** No longer a private draft. */
const isOut: Rule<DebateFacts> = (_, { state }) => (state === 'DRAFT' ? new Refusal('NOT_FOUND') : undefined);

/** A draft of an office, which its colleagues work on together. */
const officeDraft: Rule<DebateFacts> = (_, { official }) => (official ? undefined : new Refusal('NOT_FOUND'));

const read = all<DebateFacts, DebatesPlace>(
  inside, any(own, all(any(isOut, officeDraft), hasRole('STAFF', 'AUDITOR')), all(isOut, placeIsPublic)),
);

/** What somebody may not read is not there for them, whatever they want to do with it. */
const known: Rule<DebateFacts, DebatesPlace> = (at, debate) => (read(at, debate) ? new Refusal('NOT_FOUND') : undefined);

/** Staff, or whoever opened it; an office's debate belongs to staff. */
const leads = any<DebateFacts, DebatesPlace>(hasRole('STAFF'), opener);

const standing: Rule<DebateFacts> = (at, debate) => (debate.state === 'PUBLISHED' ? notWithheld(at, debate) : new Refusal('WRONG_STATE'));

const notOver: Rule<DebateFacts> = ({ now }, debate) =>
  (isOver(debate, now) && debate.closesAt ? new Refusal('PHASE_CLOSED', undefined, { closedAt: debate.closesAt.toISOString() }) : undefined);

const over: Rule<DebateFacts> = ({ now }, debate) => (isOver(debate, now) ? undefined : new Refusal('WRONG_STATE'));

/** As long as nobody answered it, whoever opened it may still change what it asks; an office's change is public for ever. */
const unanswered: Rule<CommentedFacts> = (_, { commented }) => (commented ? new Refusal('EDIT_WINDOW_OVER') : undefined);

/**
 * Who may do what to a debate. The API enforces it; the web asks it what to show. Comments below it have rules of their own,
 * which read its window.
 */
export const debatePolicy = {
  read,
  /** Of a debate they know of: everybody, unless it is withheld. */
  readsText: any<DebateFacts, DebatesPlace>(own, readWithheld, notWithheld),
  /** As a participant, while the phase opens it. */
  create: all<unknown, DebatesPlace>(placeIsPublic, phaseAllows('create'), signedIn),
  /** In the name of an office, at any time. */
  createOfficial: hasRole('STAFF') as Rule<unknown, DebatesPlace>,
  save: all<DebateFacts, DebatesPlace>(known, leads, canMove(debateMoves, 'publish')),
  discard: all<DebateFacts, DebatesPlace>(known, leads, canMove(debateMoves, 'publish')),
  publish: all<DebateFacts, DebatesPlace>(
    known, leads, confirmed, canMove(debateMoves, 'publish'), placeIsPublic,
    (at, debate) => (debate.official ? undefined : phaseAllows('create')(at, debate)),
  ),
  edit: all<CommentedFacts, DebatesPlace>(known, standing, notRedacted, notOver, any(hasRole('STAFF'), all(opener, unanswered, takesPart))),
  addUpdate: all<DebateFacts, DebatesPlace>(known, standing, notOver, leads, takesPart),
  close: all<DebateFacts, DebatesPlace>(known, standing, notOver, leads),
  conclude: all<DebateFacts, DebatesPlace>(known, standing, over, leads),
  reopen: all<DebateFacts, DebatesPlace>(known, standing, over, hasRole('STAFF')),
};
