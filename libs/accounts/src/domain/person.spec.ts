import { describe, expect, it } from '@jest/globals';
import { Refusal, type Situation, type Viewer } from '@hiroba/kernel';
import { sharedJson, sharedTest } from '../../../kernel/testing/shared-data.ts';
import { mailAddress } from './address.ts';
import { beginClosing, chooseLanguage, confirm, editProfile, emptied, erase, stay } from './person.commands.ts';
import { passwordLength, profileRefusal, tidyProfile, type PersonFacts, type Profile } from './person.ts';
import { personPolicy } from './person.policy.ts';
import { effort } from '@hiroba/kernel/testing/effort.ts';

const now = new Date('2026-11-26T03:00:00.000Z');
const minutes = (n: number): Date => new Date(now.getTime() + n * 60_000);

const hana = (more: Partial<Viewer> = {}): Viewer => ({
  organisationId: 'o',
  personId: 'hana',
  grants: [],
  level: 1,
  mfa: false,
  freshUntil: minutes(5),
  locale: 'ja',
  ...more,
});
const on = (viewer: Viewer): Situation => ({ viewer, now });
const account = (more: Partial<PersonFacts> = {}): PersonFacts => ({
  id: 'hana',
  confirmedAt: now,
  hasSecondFactor: false,
  hasPassword: true,
  closesAt: null,
  closedAt: null,
  ...more,
});
const profile = (more: Partial<Profile> = {}): Profile => ({
  displayName: '小川 はな',
  handle: null,
  about: '',
  locale: 'ja',
  ...more,
});

describe('an account', () => {
  const stale = { freshUntil: now };
  it.each([
    ['AUTH-18 a mail change after ten minutes', personPolicy.changeMail, hana(stale), account(), 'REAUTH_REQUIRED'],
    [
      'AUTH-18 removing the factor after ten minutes',
      personPolicy.removeFactor,
      hana(stale),
      account(),
      'REAUTH_REQUIRED',
    ],
    [
      'AUTH-18 setting up a factor after ten minutes',
      personPolicy.setUpFactor,
      hana(stale),
      account(),
      'REAUTH_REQUIRED',
    ],
    ['downloading the data after ten minutes', personPolicy.exportData, hana(stale), account(), 'REAUTH_REQUIRED'],
    ['leaving after ten minutes', personPolicy.close, hana(stale), account(), 'REAUTH_REQUIRED'],
    [
      'AUTH-15 a new factor without the old one',
      personPolicy.setUpFactor,
      hana(),
      account({ hasSecondFactor: true }),
      'MFA_REQUIRED',
    ],
    [
      'a mail change without the factor',
      personPolicy.changeMail,
      hana(),
      account({ hasSecondFactor: true }),
      'MFA_REQUIRED',
    ],
    [
      'removing the factor while holding a role',
      personPolicy.removeFactor,
      hana({ grants: [{ role: 'STAFF' }], mfa: true }),
      account({ hasSecondFactor: true }),
      'FORBIDDEN',
    ],
    ['somebody else', personPolicy.exportData, hana({ personId: 'ken' }), account(), 'NOT_FOUND'],
    ['a visitor', personPolicy.editProfile, hana({ personId: undefined }), account(), 'UNAUTHENTICATED'],
    [
      'a suspended person writing about themselves',
      personPolicy.editProfile,
      hana({ suspended: true }),
      account(),
      'SUSPENDED',
    ],
    ['a closed account', personPolicy.close, hana(), account({ closedAt: now }), 'NOT_FOUND'],
    [
      'a first password long after signing in',
      personPolicy.changePassword,
      hana(stale),
      account({ hasPassword: false }),
      'REAUTH_REQUIRED',
    ],
    ['staying without having left', personPolicy.stay, hana(), account(), 'NOTHING_CHANGED'],
  ] as const)('refuses %s', (_, rule, viewer, person, code) => {
    expect(rule(on(viewer), person)?.code).toBe(code);
  });

  it.each([
    ['a suspended person downloading their data', personPolicy.exportData, hana({ suspended: true }), account()],
    ['a suspended person leaving', personPolicy.close, hana({ suspended: true }), account()],
    ['a password change with the old password', personPolicy.changePassword, hana({ freshUntil: now }), account()],
    [
      'removing the factor of a participant',
      personPolicy.removeFactor,
      hana({ mfa: true }),
      account({ hasSecondFactor: true }),
    ],
  ] as const)('allows %s', (_, rule, viewer, person) => {
    expect(rule(on(viewer), person)).toBeUndefined();
  });

  it('gives a week to return, to the millisecond', () => {
    const decision = beginClosing(on(hana()), account());
    expect(decision).toMatchObject({ patch: { closesAt: new Date('2026-12-03T03:00:00.000Z') } });
    expect(stay(on(hana()), account({ closesAt: minutes(1) }))).toMatchObject({ patch: { closesAt: null } });
  });

  it('is erased at the instant the week is over, not before, and once', () => {
    expect(erase(on(hana()), account({ closesAt: new Date(now.getTime() + 1) }))).toEqual(new Refusal('WRONG_STATE'));
    expect(erase(on(hana()), account({ closesAt: now }))).toMatchObject({ patch: { ...emptied, closedAt: now } });
    expect(erase(on(hana()), account({ closesAt: now, closedAt: now }))).toEqual(new Refusal('WRONG_STATE'));
    expect(erase(on(hana()), account())).toEqual(new Refusal('WRONG_STATE'));
  });

  it('stays confirmed since the first confirmation', () => {
    expect(confirm(on(hana()), account({ confirmedAt: null }))).toMatchObject({ patch: { confirmedAt: now } });
    expect(confirm(on(hana()), account({ confirmedAt: minutes(-9) }))).toMatchObject({
      patch: { confirmedAt: minutes(-9) },
    });
    expect(confirm(on(hana()), account({ closedAt: now }))).toEqual(new Refusal('LINK_EXPIRED'));
  });

  it('writes nothing of a person into the public log', () => {
    const decisions = [editProfile(profile())(on(hana()), account()), chooseLanguage('en')(on(hana()), account())];
    for (const decision of decisions) expect(decision).toMatchObject({ event: { log: 'none', data: {} } });
  });
});

describe('a profile', () => {
  it.each([
    ['a handle of two letters', { handle: 'ab' }, 'BAD_FORMAT', 'handle'],
    ['a handle with a dot', { handle: 'ha.na' }, 'BAD_FORMAT', 'handle'],
    ['301 graphemes about oneself', { about: '葛\u{e0100}'.repeat(301) }, 'TOO_LONG', 'about'],
    ['bidi overrides', { about: '\u202eabc' }, 'BAD_TEXT', 'about'],
    ['a language we do not speak', { locale: 'fr' }, 'BAD_USER_INPUT', 'locale'],
  ])('refuses %s', (_, more, code, field) => {
    expect(profileRefusal(tidyProfile(profile(more)))).toMatchObject({ code, field });
  });

  it('is stored in the composed form; an empty handle is none, a full-width one is folded', () => {
    expect(tidyProfile(profile({ displayName: ' か\u3099く ', handle: '' }))).toMatchObject({
      displayName: 'がく',
      handle: null,
    });
    expect(tidyProfile(profile({ handle: 'Ｈａｎａ_1' })).handle).toBe('hana_1');
    expect(profileRefusal(tidyProfile(profile({ about: '👨‍👩‍👧'.repeat(300) })))).toBeUndefined();
  });
});

describe('a password', () => {
  it.each([
    ['AUTH-19 eight blanks', '        ', 'WEAK_PASSWORD'],
    ['eleven characters', 'abcdefghijk', 'WEAK_PASSWORD'],
    ['1,025 characters', 'x'.repeat(1025), 'TOO_LONG'],
    ['AUTH-20 five megabytes', 'x'.repeat(5_000_000), 'TOO_LONG'],
  ])('refuses %s by length alone', (_, password, code) => {
    expect(passwordLength(password)?.code).toBe(code);
    expect(effort(() => passwordLength(password))).toBeLessThan(50);
  });

  it.each([
    ['twelve', 'abcdefghijkl'],
    ['300', 'あ'.repeat(300)],
    ['twelve emoji', '👨‍👩‍👧🎈🌲🐟🦆🌉⛩🍙🚲🎋📮🪵'],
  ])('takes %s characters', (_, password) => {
    expect(passwordLength(password)).toBeUndefined();
  });
});

describe('a mail address', () => {
  it.each([
    ['hana@example.jp', 'hana@example.jp', 'hana@example.jp'],
    ['  Hana@EXAMPLE.jp ', 'Hana@example.jp', 'hana@example.jp'],
    ['ｈａｎａ＠ｅｘａｍｐｌｅ．ｊｐ', 'hana@example.jp', 'hana@example.jp'],
    ['hana@例え.jp', 'hana@xn--r8jz45g.jp', 'hana@xn--r8jz45g.jp'],
    ['a..b.@docomo.example.jp', 'a..b.@docomo.example.jp', 'a..b.@docomo.example.jp'],
    ['hana+one@example.jp', 'hana+one@example.jp', 'hana+one@example.jp'],
    ["o'brien@example.ie", "o'brien@example.ie", "o'brien@example.ie"],
  ])('reads %s', (typed, address, key) => {
    expect(mailAddress(typed)).toEqual({ address, key });
  });

  it.each(
    [
      [
        '',
        'hana',
        '@example.jp',
        'hana@',
        'hana@localhost',
        'hana@example',
        'hana@127.0.0.1',
        'hana@[::1]',
        'a b@example.jp',
        'hana@exa mple.jp',
        'hana@example.jp\r\nBcc: all@example.jp',
        'hana@example.jp,ken@example.jp',
        '"x"@example.jp',
        'hana@example.jp/x',
        'hana@example.jp:25',
        'h@u@.jp',
        'hana@-a.jp',
        `${'x'.repeat(65)}@example.jp`,
        'hana\0@example.jp',
      ],
    ].flat(),
  )('refuses %j', (typed) => {
    expect(mailAddress(typed)).toBeUndefined();
  });

  sharedTest('INJ-21 naughty strings are addresses or not, and never break', 'security/naughty-strings.json', () => {
    const { cases } = sharedJson<{ cases: string[] }>('security/naughty-strings.json');
    for (const text of cases) {
      const read = mailAddress(`${text}@example.jp`);
      expect(read === undefined || !/[\s\p{C}]/u.test(read.address)).toBe(true);
    }
  });
});
