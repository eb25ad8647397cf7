import { describe, expect, it } from '@jest/globals';
import { Refusal, type Situation, type Viewer } from '@hiroba/kernel';
import { grant, granted, revoke } from './role.commands.ts';
import { administratorRemains } from './role.policy.ts';
import { inForce, type Candidate, type RoleGrantFacts } from './role.ts';

const now = new Date('2026-11-26T03:00:00.000Z');
const later = new Date('2027-04-01T00:00:00.000Z');

const admin = (more: Partial<Viewer> = {}): Viewer => ({
  organisationId: 'o',
  personId: 'kazuko',
  grants: [{ role: 'ADMIN' }],
  level: 1,
  mfa: true,
  freshUntil: new Date(+now + 1),
  locale: 'ja',
  ...more,
});
const on = (viewer: Viewer): Situation => ({ viewer, now });
const terms = { role: 'STAFF', spaceId: null, endsAt: null } as const;
const ken = (more: Partial<Candidate> = {}): Candidate => ({
  personId: 'ken',
  confirmed: true,
  closed: false,
  holdsIt: false,
  ...more,
});
const held = (more: Partial<RoleGrantFacts> = {}): RoleGrantFacts => ({
  id: 'r',
  personId: 'ken',
  role: 'ADMIN',
  spaceId: null,
  startsAt: new Date(0),
  endsAt: null,
  ...more,
});

describe('granting a role', () => {
  it.each([
    ['a participant', admin({ grants: [] }), ken(), terms, 'FORBIDDEN'],
    ['a visitor', admin({ personId: undefined }), ken(), terms, 'UNAUTHENTICATED'],
    ['staff', admin({ grants: [{ role: 'STAFF' }] }), ken(), terms, 'FORBIDDEN'],
    ['an administrator of one space', admin({ grants: [{ role: 'ADMIN', spaceId: 's' }] }), ken(), terms, 'FORBIDDEN'],
    ['AUTH-15 an administrator without the second factor', admin({ mfa: false }), ken(), terms, 'MFA_REQUIRED'],
    ['a suspended administrator', admin({ suspended: true }), ken(), terms, 'SUSPENDED'],
    [
      'AUTH-18 an administrator ten minutes after signing in',
      admin({ freshUntil: now }),
      ken(),
      terms,
      'REAUTH_REQUIRED',
    ],
    ['themselves', admin(), ken({ personId: 'kazuko' }), terms, 'OWN_ROLE'],
    ['somebody unconfirmed', admin(), ken({ confirmed: false }), terms, 'MAIL_UNCONFIRMED'],
    ['somebody who left', admin(), ken({ closed: true }), terms, 'NOT_FOUND'],
    ['somebody who holds it', admin(), ken({ holdsIt: true }), terms, 'TAKEN'],
    ['an end that is over', admin(), ken(), { ...terms, endsAt: now }, 'BAD_DATES'],
    ['a beginning that is over', admin(), ken(), { ...terms, startsAt: new Date(+now - 1) }, 'BAD_DATES'],
    ['an end at its beginning', admin(), ken(), { ...terms, startsAt: later, endsAt: later }, 'BAD_DATES'],
  ])('is refused: %s', (_, viewer, candidate, wanted, code) => {
    expect((grant(wanted, 'k3n00000')(on(viewer), candidate) as Refusal).code).toBe(code);
  });

  it('names role and scope in public, the account only under seal', () => {
    expect(grant({ ...terms, spaceId: 's1', endsAt: later }, 'k3n00000')(on(admin()), ken())).toEqual({
      patch: { role: 'STAFF', spaceId: 's1', endsAt: later, personId: 'ken', grantedBy: 'kazuko', startsAt: now },
      event: {
        type: 'admin.role_granted',
        data: { role: 'STAFF', scope: 's1' },
        log: 'public',
        actor: 'staff',
        commit: { account: 'k3n00000' },
      },
    });
    expect(granted(terms, 'ken', 'k3n00000', now, null).event).toMatchObject({
      actor: 'system',
      data: { scope: 'organisation' },
    });
  });
});

describe('taking a role', () => {
  it.each([
    ['themselves', admin(), held({ personId: 'kazuko' }), 2, 'OWN_ROLE'],
    ['the last administrator', admin(), held(), 0, 'LAST_ADMINISTRATOR'],
    ['a role that is over', admin(), held({ endsAt: now }), 1, 'WRONG_STATE'],
    ['a role that never began', admin(), held({ startsAt: later, endsAt: later }), 1, 'WRONG_STATE'],
    ['by staff', admin({ grants: [{ role: 'STAFF' }] }), held(), 1, 'FORBIDDEN'],
  ])('is refused: %s', (_, viewer, grantHeld, otherAdministrators, code) => {
    expect((revoke('k3n00000')(on(viewer), { grant: grantHeld, otherAdministrators }) as Refusal).code).toBe(code);
  });

  it('ends it now', () => {
    expect(revoke('k3n00000')(on(admin()), { grant: held(), otherAdministrators: 1 })).toMatchObject({
      patch: { endsAt: now },
    });
  });

  it('lets one that is still to come never begin', () => {
    expect(revoke('k3n00000')(on(admin()), { grant: held({ startsAt: later }), otherAdministrators: 1 })).toMatchObject(
      { patch: { endsAt: later } },
    );
  });

  it('begins when it is told to', () => {
    expect(grant({ ...terms, startsAt: later }, 'k3n00000')(on(admin()), ken())).toMatchObject({
      patch: { startsAt: later, endsAt: null },
    });
  });

  it('needs no other administrator for the administrator of one space, or for staff', () => {
    for (const grantHeld of [held({ spaceId: 's' }), held({ role: 'STAFF' })]) {
      expect(administratorRemains(on(admin()), { grant: grantHeld, otherAdministrators: 0 })).toBeUndefined();
    }
  });
});

it.each([
  ['at its start', now, null, true],
  ['before its start', new Date(+now + 1), null, false],
  ['at its end', new Date(0), now, false],
  ['a millisecond before its end', new Date(0), new Date(+now + 1), true],
])('a role is in force %s: %s to %s', (_, startsAt, endsAt, expected) => {
  expect(inForce({ startsAt, endsAt }, now)).toBe(expected);
});
