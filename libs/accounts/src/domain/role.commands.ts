import { event, Refusal, type Decision, type Role, type Situation } from '@hiroba/kernel';
import { rolePolicy } from './role.policy.ts';
import { scopeOf, type Candidate, type HeldRole, type RoleGrantFacts } from './role.ts';

/** The role, the place and the time somebody asks to grant. */
export interface GrantTerms {
  readonly role: Role;
  readonly spaceId: string | null;
  /** From now on unless given. */
  readonly startsAt?: Date | null;
  readonly endsAt: Date | null;
}

type NewGrant = Omit<RoleGrantFacts, 'id'> & { readonly grantedBy: string | null };

/** The decision that somebody holds a role from now on; `grantedBy` is nobody only for the first administrator. */
export const granted = (
  terms: GrantTerms,
  personId: string,
  account: string,
  now: Date,
  grantedBy: string | null,
): Decision<NewGrant> => ({
  patch: {
    role: terms.role,
    spaceId: terms.spaceId,
    endsAt: terms.endsAt,
    personId,
    grantedBy,
    startsAt: terms.startsAt ?? now,
  },
  event: event(
    'admin.role_granted',
    { role: terms.role, scope: scopeOf(terms.spaceId) },
    {
      actor: grantedBy ? 'staff' : 'system',
      commit: { account },
    },
  ),
});

/** The decision that a role ends now, or never begins. */
export const revoked = (
  { role, spaceId, startsAt }: RoleGrantFacts,
  account: string,
  now: Date,
  actor: 'staff' | 'system',
): Decision<{ endsAt: Date }> => ({
  patch: { endsAt: startsAt > now ? startsAt : now },
  event: event('admin.role_revoked', { role, scope: scopeOf(spaceId) }, { actor, commit: { account } }),
});

/** A role begins now or later, and ends after that. */
function datesRefusal({ startsAt, endsAt }: GrantTerms, now: Date): Refusal | undefined {
  if (startsAt && startsAt < now) return new Refusal('BAD_DATES', 'startsAt');
  return endsAt && endsAt <= (startsAt ?? now) ? new Refusal('BAD_DATES', 'endsAt') : undefined;
}

/** Gives a role to somebody else. */
export const grant =
  (terms: GrantTerms, account: string) =>
  (at: Situation, candidate: Candidate): Decision<NewGrant> | Refusal =>
    rolePolicy.grant(at, candidate) ??
    // A few named people of the whole city.
    (terms.role === 'SUPPRESSOR' && terms.spaceId !== null ? new Refusal('BAD_USER_INPUT', 'spaceId') : undefined) ??
    datesRefusal(terms, at.now) ??
    granted(terms, candidate.personId, account, at.now, at.viewer.personId ?? null);

/** Takes a role from somebody else. */
export const revoke =
  (account: string) =>
  (at: Situation, held: HeldRole): Decision<{ endsAt: Date }> | Refusal =>
    rolePolicy.revoke(at, held) ?? revoked(held.grant, account, at.now, 'staff');
