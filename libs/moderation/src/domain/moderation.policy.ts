import { all, any, confirmed, hasRole, placeIsPublic, Refusal, type Rule } from '@hiroba/kernel';
import type { SubjectFacts, WithheldFact } from './withholding.ts';

/** Who reads all texts of a place, withheld ones too, for their work. */
export const readersOfWithheld = ['MODERATOR', 'AUDITOR'] as const;

/** Before everybody: not withheld. */
export const notWithheld: Rule<WithheldFact> = (_, { withheldAt }) =>
  withheldAt ? new Refusal('WITHHELD') : undefined;

/** What somebody may not know of is not there for them. */
const known = any<unknown>(hasRole('STAFF', 'MODERATOR', 'AUDITOR'), placeIsPublic);

/** Nobody judges what they wrote or reported themselves. */
const notRecused: Rule<Pick<SubjectFacts, 'authorIds' | 'reported'>> = ({ viewer }, { authorIds, reported }) =>
  reported || (viewer.personId && authorIds.includes(viewer.personId)) ? new Refusal('RECUSED') : undefined;

const once: Rule<Pick<SubjectFacts, 'reported'>> = (_, { reported }) =>
  reported ? new Refusal('ALREADY_REPORTED') : undefined;

const isWithheld: Rule<WithheldFact> = (_, { withheldAt }) => (withheldAt ? undefined : new Refusal('NOT_WITHHELD'));

const moderates = all<SubjectFacts>(known, hasRole('MODERATOR'), notRecused);

/** Who may report a text, and who may withhold and restore it. Its authors and those who moderate read it all the same. */
export const moderationPolicy = {
  report: all<SubjectFacts>(confirmed, known, notWithheld, once),
  readWithheld: hasRole(...readersOfWithheld),
  moderate: moderates,
  withhold: all<SubjectFacts>(moderates, notWithheld),
  restore: all<SubjectFacts>(moderates, isWithheld),
};
