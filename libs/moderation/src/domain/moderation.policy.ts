import { all, any, hasRole, placeIsPublic, Refusal, type Rule } from '@hiroba/kernel';
import type { SubjectFacts, WithheldFact } from './withholding.ts';

/** Who reads all texts of a place, withheld ones too, for their work. */
export const readersOfWithheld = ['MODERATOR', 'AUDITOR'] as const;

/** Before everybody: not withheld. */
export const notWithheld: Rule<WithheldFact> = (_, { withheldAt }) =>
  withheldAt ? new Refusal('WITHHELD') : undefined;

/** What somebody may not know of is not there for them. */
const known = any<unknown>(hasRole('STAFF', 'MODERATOR', 'AUDITOR'), placeIsPublic);

/** Nobody judges what they wrote themselves. */
const notRecused: Rule<Pick<SubjectFacts, 'authorIds'>> = ({ viewer }, { authorIds }) =>
  viewer.personId && authorIds.includes(viewer.personId) ? new Refusal('RECUSED') : undefined;

const isWithheld: Rule<WithheldFact> = (_, { withheldAt }) => (withheldAt ? undefined : new Refusal('NOT_WITHHELD'));

const moderates = all<SubjectFacts>(known, hasRole('MODERATOR'), notRecused);

/** Who may withhold a text and restore it. Its authors and those who moderate read it all the same. */
export const moderationPolicy = {
  readWithheld: hasRole(...readersOfWithheld),
  moderate: moderates,
  withhold: all<SubjectFacts>(moderates, notWithheld),
  restore: all<SubjectFacts>(moderates, isWithheld),
};
