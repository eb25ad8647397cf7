import { all, fresh, Refusal, signedIn, type Rule } from '@hiroba/kernel';
import type { PersonFacts } from './person.ts';

/** The owner of the account, suspended or not: nobody loses the rights over their own data. */
const owner: Rule<PersonFacts> = ({ viewer }, person) => {
  if (!viewer.personId) return new Refusal('UNAUTHENTICATED');
  return viewer.personId === person.id && !person.closedAt ? undefined : new Refusal('NOT_FOUND');
};

/** Where a second factor is set up, it was given in this session. */
const factorGiven: Rule<PersonFacts> = ({ viewer }, person) =>
  person.hasSecondFactor && !viewer.mfa ? new Refusal('MFA_REQUIRED') : undefined;

/** Nobody who holds a role does without the second factor. */
const holdsNoRole: Rule = ({ viewer }) => (viewer.grants.length > 0 ? new Refusal('FORBIDDEN') : undefined);

/** Whoever has a password gives it with the change; whoever has none has just signed in by mail. */
const freshWithoutPassword: Rule<PersonFacts> = (at, person) => (person.hasPassword ? undefined : fresh(at, person));

const closing: Rule<PersonFacts> = (_, { closesAt }) => (closesAt ? undefined : new Refusal('NOTHING_CHANGED'));

/** Who may do what to an account. */
export const personPolicy = {
  editProfile: all<PersonFacts>(owner, signedIn),
  chooseLanguage: owner,
  acceptTerms: all<PersonFacts>(owner, signedIn),
  changePassword: all<PersonFacts>(owner, factorGiven, freshWithoutPassword),
  changeMail: all<PersonFacts>(owner, factorGiven, fresh),
  setUpFactor: all<PersonFacts>(owner, factorGiven, fresh),
  removeFactor: all<PersonFacts>(owner, holdsNoRole, factorGiven, fresh),
  exportData: all<PersonFacts>(owner, factorGiven, fresh),
  close: all<PersonFacts>(owner, factorGiven, fresh),
  stay: all<PersonFacts>(owner, closing),
};
