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
