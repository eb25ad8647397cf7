import { all, fresh, hasRole, Refusal, type Rule } from '@hiroba/kernel';
import { inForce, lasting, type Candidate, type HeldRole } from './role.ts';

const notOneself =
  <S>(personOf: (subject: S) => string): Rule<S> =>
  ({ viewer }, subject) =>
    viewer.personId === personOf(subject) ? new Refusal('OWN_ROLE') : undefined;

/** Roles are given to people who can be reached and who are still here. */
const eligible: Rule<Candidate> = (_, { confirmed, closed }) => {
  if (closed) return new Refusal('NOT_FOUND');
  return confirmed ? undefined : new Refusal('MAIL_UNCONFIRMED', 'person');
};

const notHeldYet: Rule<Candidate> = (_, { holdsIt }) => (holdsIt ? new Refusal('TAKEN', 'role') : undefined);

const stillHeld: Rule<HeldRole> = ({ now }, { grant }) =>
  lasting(grant, now) ? undefined : new Refusal('WRONG_STATE');

/** An organisation never loses its last administrator. */
export const administratorRemains: Rule<HeldRole> = ({ now }, { grant, otherAdministrators }) =>
  grant.role === 'ADMIN' && !grant.spaceId && inForce(grant, now) && otherAdministrators === 0
    ? new Refusal('LAST_ADMINISTRATOR')
    : undefined;

/** Who may give and take roles, and see who holds them. */
export const rolePolicy = {
  readHolders: hasRole('ADMIN'),
  grant: all<Candidate>(
    hasRole('ADMIN'),
    fresh,
    notOneself(({ personId }) => personId),
    eligible,
    notHeldYet,
  ),
  revoke: all<HeldRole>(
    hasRole('ADMIN'),
    fresh,
    notOneself(({ grant }) => grant.personId),
    stillHeld,
    administratorRemains,
  ),
};
