import { all, any, confirmed, hasRole, placeIsPublic, Refusal, type Rule } from '@hiroba/kernel';
import { notWithheld, type SubjectFacts, type WithheldFact } from './withholding.ts';

/** What somebody may not know of is not there for them. */
const known = any<unknown>(hasRole('STAFF', 'MODERATOR', 'AUDITOR', 'SUPPRESSOR'), placeIsPublic);

/** While an appeal is open, only its review changes anything. */
const notUnderAppeal: Rule<Pick<SubjectFacts, 'underAppeal'>> = (_, { underAppeal }) =>
  underAppeal ? new Refusal('UNDER_APPEAL') : undefined;

/** Nobody judges what they wrote or reported themselves. */
const notRecused: Rule<Pick<SubjectFacts, 'authorIds' | 'reported' | 'recused'>> = (
  { viewer },
  { authorIds, reported, recused },
) =>
  reported || recused || (viewer.personId && authorIds.includes(viewer.personId)) ? new Refusal('RECUSED') : undefined;

const once: Rule<Pick<SubjectFacts, 'reported'>> = (_, { reported }) =>
  reported ? new Refusal('ALREADY_REPORTED') : undefined;

const isWithheld: Rule<WithheldFact> = (_, { withheldAt, redactedAt }) =>
  withheldAt || redactedAt ? undefined : new Refusal('NOT_WITHHELD');

/** What was taken away for good is shown again by an appeal only, and by nothing once it is erased. */
const notSuppressed: Rule<Pick<SubjectFacts, 'isSuppressed'>> = (_, { isSuppressed }) =>
  isSuppressed ? new Refusal('SUPPRESSED') : undefined;

const hasLabel: Rule<SubjectFacts> = (_, { label }) => (label ? undefined : new Refusal('NOT_LABELLED'));

/** What waits for a look is released or withheld, nothing else. */
const notWaiting: Rule<Pick<SubjectFacts, 'heldUntil'>> = (_, { heldUntil }) =>
  heldUntil ? new Refusal('WRONG_STATE') : undefined;

/** What somebody has taken from the queue is theirs while they have it. */
const notTaken: Rule<Pick<SubjectFacts, 'takenBy'>> = ({ viewer }, { takenBy }) =>
  takenBy && takenBy !== viewer.personId ? new Refusal('CASE_TAKEN') : undefined;

const moderates = all<SubjectFacts>(known, hasRole('MODERATOR'), notRecused, notUnderAppeal, notSuppressed, notTaken);

/** Those who moderate, and those few who take words away for good. */
const suppresses = all<SubjectFacts>(known, hasRole('MODERATOR', 'SUPPRESSOR'), notRecused, notUnderAppeal, notSuppressed, notTaken);

/** Not withheld, or only until somebody decides. */
const undecided: Rule<SubjectFacts> = (at, subject) =>
  subject.interimUntil || subject.heldUntil ? undefined : notWithheld(at, subject);

const hasThread: Rule<SubjectFacts> = (_, { hasThread: takesComments }) =>
  takesComments ? undefined : new Refusal('NOT_FOUND');

const isLocked: Rule<SubjectFacts> = ({ now }, { lockedUntil }) =>
  lockedUntil && now < lockedUntil ? undefined : new Refusal('NOT_LOCKED');

const notLocked: Rule<SubjectFacts> = (at, subject) =>
  isLocked(at, subject) ? undefined : new Refusal('THREAD_LOCKED');

/** Who may report a text, who may withhold and restore it, and who may review that. */
export const moderationPolicy = {
  report: all<SubjectFacts>(confirmed, known, notWithheld, once),
  reportByMail: all<SubjectFacts>(known, notWithheld, once),
  moderate: moderates,
  review: all<SubjectFacts>(known, hasRole('MODERATOR')),
  withhold: all<SubjectFacts>(moderates, undecided),
  redact: all<SubjectFacts>(moderates, undecided, notWaiting),
  suppress: all<SubjectFacts>(suppresses, notWaiting),
  label: all<SubjectFacts>(moderates, notWithheld),
  unlabel: all<SubjectFacts>(moderates, hasLabel),
  hideMeanwhile: all<SubjectFacts>(moderates, undecided, notWaiting),
  dismiss: all<SubjectFacts>(moderates, notWaiting),
  restore: all<SubjectFacts>(moderates, isWithheld, notWaiting),
  lock: all<SubjectFacts>(moderates, hasThread, notWithheld, notLocked),
  unlock: all<SubjectFacts>(moderates, isLocked),
};
