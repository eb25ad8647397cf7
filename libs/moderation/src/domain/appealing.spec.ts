import { describe, expect, it, test } from '@jest/globals';
import { Refusal, type Viewer } from '@hiroba/kernel';
import {
  appeal,
  APPEAL_DAYS,
  appealUntil,
  DAYS_TO_REVIEW,
  LONGEST_APPEAL,
  reviewAppeal,
  type AppealedDecision,
  type OpenAppeal,
} from './appealing.ts';
import type { TypedReplacement } from './modifying.ts';
import type { JudgedSubject } from './moderation.commands.ts';
import type { OpenCase } from './reporting.ts';
import type { Judging } from './rules.ts';
import { starterBook } from './starter-rules.ts';

const component = {
  id: 'room',
  spaceId: 'space',
  manifest: 'proposals',
  published: true,
  spaceState: 'PUBLISHED' as const,
  phases: [],
};
const viewer = (more: Partial<Viewer> = {}): Viewer => ({
  organisationId: 'city',
  personId: 'hana',
  grants: [],
  level: 1,
  mfa: true,
  locale: 'ja',
  ...more,
});
const decidedAt = new Date('2026-11-20T00:00:00.000Z');
const at = (who = viewer(), now = new Date('2026-11-22T03:00:00.000Z')): Judging => ({
  viewer: who,
  now,
  component,
  rules: starterBook,
});
const reviewer = viewer({ personId: 'sato', grants: [{ role: 'MODERATOR' }] });
const decision = (more: Partial<AppealedDecision> = {}): AppealedDecision => ({
  kind: 'HIDE',
  decidedAt,
  by: 'AUTHOR',
  appealed: false,
  underAppeal: false,
  ...more,
});
const subject = (more: Partial<JudgedSubject> = {}): JudgedSubject => ({
  kind: 'comment',
  id: 'c1',
  authorIds: ['hana'],
  publishedAt: decidedAt,
  withheldAt: decidedAt,
  reported: false,
  underAppeal: true,
  content: {},
  locale: 'ja',
  ...more,
});
const review = (more: Partial<OpenAppeal> = {}): OpenAppeal => ({
  kind: 'HIDE',
  ruleId: 'R5',
  ruleVersion: 1,
  decidedAt,
  endsAt: null,
  contentDate: decidedAt,
  participants: ['miura', 'ken'],
  ...more,
});
const quiet: OpenCase = { reports: [], signals: [], dueAt: null };

describe('an appeal', () => {
  it.each<[string, Judging, AppealedDecision, string, string]>([
    ['by a visitor', at(viewer({ personId: undefined } as never)), decision(), '理由', 'UNAUTHENTICATED'],
    ['by somebody whom it does not concern', at(), decision({ by: undefined }), '理由', 'NOT_FOUND'],
    ['for a second time', at(), decision({ appealed: true }), '理由', 'ALREADY_APPEALED'],
    ['while another waits', at(), decision({ underAppeal: true }), '理由', 'UNDER_APPEAL'],
    ['at the end of its time', at(viewer(), appealUntil(decidedAt)), decision(), '理由', 'PAST_BOUNDARY'],
    ['without words', at(), decision(), ' ', 'EMPTY'],
    ['one character too long', at(), decision(), 'あ'.repeat(LONGEST_APPEAL + 1), 'TOO_LONG'],
  ])('is refused: %s', (_, where, appealed, text, code) => {
    expect((appeal(text)(where, appealed) as Refusal).code).toBe(code);
  });

  test('is taken until the last millisecond, waits fourteen days, and the log gets neither words nor name', () => {
    const last = new Date(decidedAt.getTime() + APPEAL_DAYS * 86_400_000 - 1);
    const made = appeal(' 悪口ではありません。 ')(at(viewer(), last), decision());
    if (made instanceof Refusal) throw new Error(made.code);
    expect(made).toMatchObject({
      text: '悪口ではありません。',
      patch: { state: 'APPEALED', dueAt: new Date(last.getTime() + DAYS_TO_REVIEW * 86_400_000) },
      event: { type: 'mod.appealed', data: { by: 'AUTHOR' }, commit: { appellant: 'hana' } },
    });
    expect(JSON.stringify(made.event.data)).not.toMatch(/悪口|hana/);
  });
});

describe('a review', () => {
  it.each<[string, Viewer, Partial<JudgedSubject>, OpenAppeal | undefined, string, string, string]>([
    ['by a participant of the city', viewer({ personId: 'sato' }), {}, review(), 'UPHELD', '理由', 'FORBIDDEN'],
    [
      'by whoever decided or reported',
      viewer({ personId: 'miura', grants: [{ role: 'MODERATOR' }] }),
      {},
      review(),
      'UPHELD',
      '理由',
      'PARTICIPANT',
    ],
    ['by whoever wrote it', reviewer, { authorIds: ['sato'] }, review(), 'UPHELD', '理由', 'PARTICIPANT'],
    ['where nobody appealed', reviewer, {}, undefined, 'UPHELD', '理由', 'NOT_APPEALED'],
    ['without an outcome', reviewer, {}, review(), '', '理由', 'EMPTY'],
    ['with an unknown outcome', reviewer, {}, review(), 'MAYBE', '理由', 'BAD_USER_INPUT'],
    ['without an answer', reviewer, {}, review(), 'UPHELD', ' ', 'EMPTY'],
  ])('is refused: %s', (_, who, more, open, outcome, answer, code) => {
    expect((reviewAppeal(outcome, answer)(at(who), subject(more), open, quiet) as Refusal).code).toBe(code);
  });

  it.each<[string, string, OpenAppeal, OpenCase, object]>([
    ['a withholding that stands', 'UPHELD', review(), quiet, { state: 'DECIDED', dueAt: null }],
    [
      'a withholding that falls',
      'OVERTURNED',
      review(),
      quiet,
      { state: 'DECIDED', dueAt: null, visibility: 'VISIBLE' },
    ],
    ['a dismissal that stands', 'UPHELD', review({ kind: 'DISMISS' }), quiet, { state: 'DISMISSED', dueAt: null }],
    [
      'a dismissal that falls',
      'OVERTURNED',
      review({ kind: 'DISMISS' }),
      quiet,
      { state: 'OPEN', dueAt: new Date('2026-11-25T03:00:00.000Z') },
    ],
    [
      'a dismissal that stands while somebody else reported',
      'UPHELD',
      review({ kind: 'DISMISS' }),
      { reports: [{ ruleId: 'R1', ruleVersion: 1 }], signals: [], dueAt: null },
      { state: 'OPEN', dueAt: new Date('2026-11-23T03:00:00.000Z') },
    ],
  ])('of %s', (_, outcome, open, was, patch) => {
    const made = reviewAppeal(outcome, '読みなおしました。')(at(reviewer), subject(), open, was);
    if (made instanceof Refusal) throw new Error(made.code);
    expect(made.patch).toEqual(patch);
    expect(made.event).toMatchObject({ type: 'mod.appeal_decided', data: { outcome, other_moderator: true } });
    expect(JSON.stringify(made.event.data)).not.toMatch(/読み|sato/);
  });
});

describe('a milder decision in the place of another', () => {
  const days = (many: number) => new Date(decidedAt.getTime() + many * 86_400_000);
  const instead = (more: Partial<TypedReplacement>): TypedReplacement => ({
    kind: 'HIDE',
    rule: 'R7',
    days: null,
    reason: '宣伝のため',
    ...more,
  });
  const suspended = review({ kind: 'SUSPEND', ruleId: 'R10', endsAt: days(6) });
  const blocked = review({ kind: 'BLOCK', ruleId: 'R10' });
  const locked = review({ kind: 'LOCK_THREAD', endsAt: days(14) });
  const made = (open: OpenAppeal, typed: TypedReplacement, was: OpenCase = quiet) =>
    reviewAppeal('MODIFIED', '読みなおしました。', typed)(at(reviewer), subject(), open, was);

  it.each<[string, OpenAppeal, Partial<TypedReplacement>, string, string]>([
    ['nothing at all', blocked, { kind: '' }, 'EMPTY', 'kind'],
    ['something of another sort', review(), { kind: 'WARN' }, 'NOT_ALLOWED', 'kind'],
    ['something heavier', suspended, { kind: 'BLOCK' }, 'NOT_ALLOWED', 'kind'],
    ['anything below a dismissal', review({ kind: 'DISMISS' }), { kind: 'HIDE' }, 'NOT_ALLOWED', 'kind'],
    ['the same under the same rule', review(), { rule: 'R5' }, 'NOTHING_CHANGED', 'kind'],
    ['the same until the same day', suspended, { kind: 'SUSPEND', rule: 'R10', days: 6 }, 'NOTHING_CHANGED', 'kind'],
    ['a graver rule', review(), { rule: 'R1' }, 'NOT_MILDER', 'rule'],
    [
      'a rule for which nobody is suspended',
      suspended,
      { kind: 'SUSPEND', rule: 'R8', days: 2 },
      'NOT_ALLOWED',
      'rule',
    ],
    ['a rule that nobody knows', review(), { rule: 'R99' }, 'BAD_USER_INPUT', 'rule'],
    ['no rule', review(), { rule: '' }, 'EMPTY', 'rule'],
    ['no reason', review(), { reason: ' ' }, 'EMPTY', 'reason'],
    ['a day longer', suspended, { kind: 'SUSPEND', rule: 'R10', days: 7 }, 'NOT_MILDER', 'days'],
    [
      'a suspension that needs a second person',
      blocked,
      { kind: 'SUSPEND', rule: 'R10', days: 8 },
      'SECOND_NEEDED',
      'days',
    ],
    ['no number of days', locked, { kind: 'LOCK_THREAD', rule: 'R5' }, 'EMPTY', 'days'],
    ['half a day', locked, { kind: 'LOCK_THREAD', rule: 'R5', days: 0.5 }, 'BAD_USER_INPUT', 'days'],
  ])('is refused: %s', (_, open, typed, code, field) => {
    expect(made(open, instead(typed))).toMatchObject({ code, field });
  });

  it.each<[string, OpenAppeal, Partial<TypedReplacement>, object, object]>([
    ['another rule', review(), {}, { kind: 'HIDE', class: 'MEDIUM', ruleId: 'R7', endsAt: null }, {}],
    [
      'fewer days, counted from the first decision',
      locked,
      { kind: 'LOCK_THREAD', rule: 'R5', days: 3 },
      { kind: 'LOCK_THREAD', endsAt: days(3) },
      { lockedUntil: days(3) },
    ],
    [
      'days that are over',
      locked,
      { kind: 'LOCK_THREAD', rule: 'R5', days: 2 },
      { kind: 'LOCK_THREAD', endsAt: days(2) },
      { lockedUntil: null },
    ],
    [
      'a medium one for a grave one',
      blocked,
      { kind: 'SUSPEND', rule: 'R10', days: 7 },
      { kind: 'SUSPEND', class: 'MEDIUM', endsAt: days(7) },
      {},
    ],
    ['a warning', suspended, { kind: 'WARN', rule: 'R7' }, { kind: 'WARN', class: 'LIGHT', endsAt: null }, {}],
  ])('is decided with a statement of its own: %s', (_, open, typed, statement, more) => {
    const found = made(open, instead(typed));
    if (found instanceof Refusal) throw new Error(found.code);
    expect(found).toMatchObject({
      event: { type: 'mod.appeal_decided', data: { outcome: 'MODIFIED', other_moderator: true } },
      replaced: {
        statement: { ...statement, explanation: '宣伝のため', contentDate: decidedAt },
        event: { type: 'mod.decided', data: { second_approver: false, notified: true } },
      },
    });
    expect(found.replaced?.patch).toEqual({ state: 'DECIDED', dueAt: null, ...more });
    expect(found.replaced?.second).toBeUndefined();
  });

  test('leaves what waits in the case waiting', () => {
    const waits = { reports: [{ ruleId: 'R1', ruleVersion: 1 }], signals: [], dueAt: null };
    const found = made(review(), instead({}), waits);
    if (found instanceof Refusal) throw new Error(found.code);
    expect(found.replaced?.patch).toEqual({ state: 'OPEN', dueAt: new Date('2026-11-23T03:00:00.000Z') });
  });
});
