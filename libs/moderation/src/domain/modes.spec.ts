import { describe, expect, test } from '@jest/globals';
import { Refusal, type Grant, type Viewer } from '@hiroba/kernel';
import type { JudgedSubject } from './moderation.commands.ts';
import { withhold, restore } from './moderation.commands.ts';
import { hideMeanwhile } from './interim.ts';
import {
  changeMode,
  endWave,
  inForce,
  LONGEST_WAVE,
  modes,
  takesTexts,
  usualModes,
  waitsFor,
  type Modes,
} from './modes.ts';
import { dismiss } from './reporting.ts';
import { RuleBook } from './rules.ts';
import { starterRules } from './starter-rules.ts';
import { letWait, release, showUnseen } from './waiting-texts.ts';

const now = new Date('2026-11-22T00:00:00.000Z');
const after = (ms: number) => new Date(now.getTime() + ms);
const HOUR = 3_600_000;
const component = {
  id: 'room',
  spaceId: 'here',
  manifest: 'proposals',
  published: true,
  spaceState: 'PUBLISHED' as const,
  phases: [],
};
const viewer = (grants: Grant[] = [{ role: 'MODERATOR' }], mfa = true): Viewer => ({
  organisationId: 'city',
  personId: 'p-miura',
  grants,
  level: 1,
  mfa,
  locale: 'ja',
});
const at = (by = viewer(), when = now) => ({
  viewer: by,
  now: when,
  component,
  rules: new RuleBook([{ version: 1, effectiveAt: new Date(0), rules: starterRules }]),
});
const codeOf = (outcome: object) => (outcome instanceof Refusal ? outcome.code : undefined);
const wave: Modes = { mode: 'PRE_FLAGGED', wave: 'PRE_NEW', waveUntil: after(3 * HOUR) };

describe('the mode of a place', () => {
  test('is set by those who moderate there, and by nobody else', () => {
    const by = (grants: Grant[], mfa?: boolean) => codeOf(changeMode('PRE', null)(at(viewer(grants, mfa)), usualModes));
    expect(by([{ role: 'MODERATOR', spaceId: 'here' }])).toBeUndefined();
    expect(by([{ role: 'MODERATOR', spaceId: 'there' }])).toBe('FORBIDDEN');
    expect(by([{ role: 'STAFF' }, { role: 'ADMIN' }])).toBe('FORBIDDEN');
    expect(by([{ role: 'MODERATOR' }], false)).toBe('MFA_REQUIRED');
  });

  test('is one of five, changes only if it is another, and stands in the log with what it was', () => {
    expect(modes.map((mode) => codeOf(changeMode(mode, null)(at(), usualModes)))).toEqual([
      'NOTHING_CHANGED',
      ...Array<undefined>(4),
    ]);
    expect(codeOf(changeMode('', null)(at(), usualModes))).toBe('EMPTY');
    expect(codeOf(changeMode('pre', null)(at(), usualModes))).toBe('BAD_USER_INPUT');
    expect(changeMode('PRE', null)(at(), usualModes)).toMatchObject({
      patch: { mode: 'PRE', wave: null, waveUntil: null },
      event: { type: 'mod.mode_changed', data: { component: 'room', from: 'POST', to: 'PRE' } },
    });
  });

  test('a wave lasts from one hour to a week, comes on top of what holds, and nothing is opened by it', () => {
    const raise = (mode: string, hours: number) => changeMode(mode, hours)(at(), usualModes);
    expect([0, 1, LONGEST_WAVE, LONGEST_WAVE + 1, 1.5].map((hours) => codeOf(raise('PRE', hours)))).toEqual([
      'BAD_USER_INPUT',
      undefined,
      undefined,
      'BAD_USER_INPUT',
      'BAD_USER_INPUT',
    ]);
    expect(codeOf(raise('POST', 3))).toBe('BAD_USER_INPUT');
    expect(raise('PRE_NEW', 3)).toMatchObject({
      patch: { mode: 'POST', wave: 'PRE_NEW', waveUntil: after(3 * HOUR) },
      event: { data: { until: after(3 * HOUR).toISOString() } },
    });
    expect(inForce(wave, after(3 * HOUR - 1))).toEqual(['PRE_FLAGGED', 'PRE_NEW']);
    expect(inForce(wave, after(3 * HOUR))).toEqual(['PRE_FLAGGED']);
  });

  test('what is set for good ends a wave, and a wave that is over is written down with what holds then', () => {
    expect(changeMode('PRE_FLAGGED', null)(at(), wave)).toMatchObject({
      patch: { mode: 'PRE_FLAGGED', wave: null },
      event: { data: { from: 'PRE_NEW', to: 'PRE_FLAGGED' } },
    });
    expect(codeOf(changeMode('PRE_FLAGGED', null)(at(viewer(), after(3 * HOUR)), wave))).toBe('NOTHING_CHANGED');
    expect(endWave(at(), wave)).toMatchObject({
      patch: { mode: 'PRE_FLAGGED', wave: null, waveUntil: null },
      event: { data: { from: 'PRE_NEW', to: 'PRE_FLAGGED' } },
    });
  });

  test.each([
    ['POST', 0, true, undefined],
    ['PRE_NEW', 2, false, 'PRE_NEW'],
    ['PRE_NEW', 3, true, undefined],
    ['PRE_FLAGGED', 0, false, undefined],
    ['PRE_FLAGGED', 100, true, 'PRE_FLAGGED'],
    ['PRE', 100, false, 'PRE'],
  ] as const)(
    'under %s a text of somebody with %i shown, flagged: %s, waits for %s',
    (mode, shown, isFlagged, waits) => {
      expect(waitsFor([mode], { shown, isFlagged })).toBe(waits);
      expect(takesTexts([mode])).toBeUndefined();
      expect(takesTexts([mode, 'CLOSED'])?.code).toBe('TEXTS_CLOSED');
    },
  );
});

const text: JudgedSubject = {
  kind: 'comment',
  id: 'c1',
  authorIds: ['p-hana'],
  publishedAt: now,
  reported: false,
  underAppeal: false,
  content: { body: '本文' },
  locale: 'ja',
};
const waitingText = { ...text, withheldAt: now, heldUntil: after(24 * HOUR), heldMode: 'PRE' as const };
const nothing = { reports: [], signals: [] };

describe('a text that waits', () => {
  test('is out of sight for a day, and the log says of it only that there is one', () => {
    const made = letWait(at(), text, 'PRE_NEW');
    expect(made.patch).toEqual({
      state: 'OPEN',
      dueAt: after(24 * HOUR),
      visibility: 'HIDDEN',
      heldMode: 'PRE_NEW',
      heldUntil: after(24 * HOUR),
    });
    expect(made.event.data).toEqual({ mode: 'PRE_NEW' });
    expect(Object.keys(made.event.commit ?? {})).toEqual(['target', 'content_snapshot']);
  });

  test('is released by those who moderate there and had no part in it; what was reported goes on', () => {
    const by = (grants: Grant[], more: object = {}) =>
      codeOf(release(at(viewer(grants)), { ...waitingText, ...more }, nothing));
    expect(by([{ role: 'MODERATOR', spaceId: 'here' }])).toBeUndefined();
    expect(by([{ role: 'MODERATOR', spaceId: 'there' }])).toBe('FORBIDDEN');
    expect(by([{ role: 'AUDITOR' }])).toBe('FORBIDDEN');
    expect(by([{ role: 'MODERATOR' }], { authorIds: ['p-miura'] })).toBe('RECUSED');
    expect(by([{ role: 'MODERATOR' }], { takenBy: 'p-sato' })).toBe('CASE_TAKEN');
    expect(by([{ role: 'MODERATOR' }], { heldMode: null })).toBe('NOT_WAITING');
    expect(by([{ role: 'MODERATOR' }], { heldUntil: null })).toBe('WITHHELD');
    expect(release(at(), waitingText, nothing)).toMatchObject({
      patch: { state: 'DECIDED', dueAt: null, visibility: 'VISIBLE', heldMode: null, heldUntil: null },
    });
    expect(release(at(), waitingText, { reports: [{ ruleId: 'R5', ruleVersion: 1 }] })).toMatchObject({
      patch: { state: 'OPEN', dueAt: after(72 * HOUR) },
    });
  });

  test('is withheld by the usual decision, and by nothing in between', () => {
    expect(withhold('R5', '理由')(at(), waitingText, nothing)).toMatchObject({
      patch: { visibility: 'HIDDEN', heldMode: null, heldUntil: null },
    });
    expect(codeOf(restore('理由', { id: 'R5', version: 1 })(at(), waitingText))).toBe('WRONG_STATE');
    expect(codeOf(hideMeanwhile('R5', '理由')(at(), waitingText, nothing))).toBe('WRONG_STATE');
    const warned = { reports: [], signals: ['WORDS' as const] };
    expect(codeOf(dismiss('NO_VIOLATION', '')(at(), waitingText, warned))).toBe('WRONG_STATE');
  });

  test('is shown when nobody got to it, and stays with those who moderate', () => {
    expect(showUnseen(now, text)).toMatchObject({
      patch: { visibility: 'VISIBLE', heldUntil: null, state: 'OPEN', dueAt: after(72 * HOUR) },
      event: { type: 'mod.expired', data: { target: { kind: 'comment', id: 'c1' } } },
    });
    expect(release(at(), { ...waitingText, withheldAt: null, heldUntil: null }, nothing)).toMatchObject({
      patch: { state: 'DECIDED', heldMode: null },
    });
  });
});
