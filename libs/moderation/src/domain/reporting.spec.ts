import { describe, expect, it, test } from '@jest/globals';
import { Refusal, type Viewer } from '@hiroba/kernel';
import { withhold, type JudgedSubject } from './moderation.commands.ts';
import { dismiss, gravest, hoursToDecide, lookBy, LONGEST_NOTE, report, type OpenCase } from './reporting.ts';
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
  personId: 'ken',
  grants: [],
  level: 1,
  mfa: true,
  locale: 'ja',
  ...more,
});
const now = new Date('2026-11-22T03:00:00.000Z');
const at = (who: Viewer = viewer(), place: object = {}): Judging => ({
  viewer: who,
  now,
  rules: starterBook,
  component: { ...component, ...place },
});
const moderator = viewer({ personId: 'miura', grants: [{ role: 'MODERATOR' }] });
const subject = (more: Partial<JudgedSubject> = {}): JudgedSubject => ({
  kind: 'comment',
  id: 'c1',
  authorIds: ['hana'],
  publishedAt: new Date('2026-11-20T00:00:00Z'),
  withheldAt: null,
  reported: false,
  underAppeal: false,
  content: { body: '秘密' },
  locale: 'ja',
  ...more,
});
const quiet: OpenCase = { reports: [], signals: [], dueAt: null };
const open: OpenCase = {
  reports: [
    { ruleId: 'R7', ruleVersion: 1 },
    { ruleId: 'R1', ruleVersion: 1 },
    { ruleId: 'R8', ruleVersion: 1 },
  ],
  signals: ['WORDS'],
  dueAt: new Date('2026-11-23T03:00:00.000Z'),
};
const warned: OpenCase = { ...open, reports: [], signals: ['LINKS', 'PERSONAL_DATA'] };
const hours = (n: number) => new Date(now.getTime() + n * 3_600_000);

describe('a report', () => {
  it.each<[string, Judging, Partial<JudgedSubject>, string, string, string]>([
    ['a visitor', at(viewer({ personId: undefined } as never)), {}, 'R5', '', 'UNAUTHENTICATED'],
    ['somebody suspended', at(viewer({ suspended: true })), {}, 'R5', '', 'SUSPENDED'],
    ['somebody whose mail is not confirmed', at(viewer({ level: 0 })), {}, 'R5', '', 'MAIL_UNCONFIRMED'],
    ['about a place that is not public', at(viewer(), { published: false }), {}, 'R5', '', 'NOT_FOUND'],
    ['about a text that is withheld', at(), { withheldAt: now }, 'R5', '', 'WITHHELD'],
    ['a second one', at(), { reported: true }, 'R5', '', 'ALREADY_REPORTED'],
    ['without a rule', at(), {}, '', '', 'EMPTY'],
    ['under an unknown rule', at(), {}, 'R99', '', 'BAD_USER_INPUT'],
    ['with a note one character too long', at(), {}, 'R5', 'あ'.repeat(LONGEST_NOTE + 1), 'TOO_LONG'],
  ])('is refused: %s', (_, where, more, rule, note, code) => {
    expect((report(rule, note)(where, subject(more), quiet) as Refusal).code).toBe(code);
  });

  test('opens the case, hides nothing, and tells the log neither of what nor by whom', () => {
    const decision = report('R5', ' ひどい。 ')(at(), subject(), quiet);
    if (decision instanceof Refusal) throw new Error(decision.code);
    expect(decision).toMatchObject({
      patch: { state: 'OPEN', dueAt: hours(hoursToDecide.HIGH) },
      report: { ruleId: 'R5', ruleVersion: 1, note: 'ひどい。', source: 'PARTICIPANT' },
      event: {
        type: 'mod.reported',
        data: { reason_code: 'R5', source: 'PARTICIPANT' },
        commit: { target: { kind: 'comment', id: 'c1' }, reporter: 'ken' },
      },
    });
    expect(decision.patch).not.toHaveProperty('visibility');
    expect(JSON.stringify(decision.event.data)).not.toMatch(/ひどい|c1|ken|hana/);
  });

  test('by those who work for the city is one by staff', () => {
    expect(report('R5', '')(at(moderator), subject(), quiet)).toMatchObject({ report: { source: 'STAFF' } });
  });

  test('never puts the date off, and brings it forward when it is graver', () => {
    const dueAfter = (rule: string, dueAt: Date | null) => {
      const decision = report(rule, '')(at(), subject(), { dueAt });
      return decision instanceof Refusal ? decision.code : decision.patch.dueAt;
    };
    expect(dueAfter('R8', null)).toEqual(hours(168));
    expect(dueAfter('R7', null)).toEqual(hours(72));
    expect(dueAfter('R1', hours(72))).toEqual(hours(24));
    expect(dueAfter('R8', hours(2))).toEqual(hours(2));
  });
});

describe('dismissing', () => {
  it.each<[string, Viewer, Partial<JudgedSubject>, OpenCase, string, string, string]>([
    ['a participant', viewer(), {}, open, 'VIEWPOINT', '意見です', 'FORBIDDEN'],
    ['whoever wrote it', moderator, { authorIds: ['miura'] }, open, 'VIEWPOINT', '意見です', 'RECUSED'],
    ['whoever reported it', moderator, { reported: true }, open, 'VIEWPOINT', '意見です', 'RECUSED'],
    ['what nobody reported', moderator, {}, quiet, 'VIEWPOINT', '意見です', 'NOT_REPORTED'],
    ['without a code', moderator, {}, open, '', '意見です', 'EMPTY'],
    ['with an unknown code', moderator, {}, open, 'BORING', '意見です', 'BAD_USER_INPUT'],
    ['without an answer', moderator, {}, open, 'VIEWPOINT', ' ', 'EMPTY'],
  ])('is refused: %s', (_, who, more, was, code, answer, refusal) => {
    expect((dismiss(code, answer)(at(who), subject(more), was) as Refusal).code).toBe(refusal);
  });

  test('leaves the text, cites the gravest rule that was reported, and names the text in a commitment only', () => {
    const decision = dismiss('VIEWPOINT', '市への批判です。')(at(moderator), subject(), open);
    if (decision instanceof Refusal) throw new Error(decision.code);
    expect(decision).toMatchObject({
      patch: { state: 'DISMISSED', dueAt: null },
      statement: { kind: 'DISMISS', class: 'LIGHT', ruleId: 'R1', reasonCode: 'VIEWPOINT', source: 'NOTICE' },
      event: {
        type: 'mod.decided',
        data: { kind: 'DISMISS', rule: 'R1@1', reason_code: 'VIEWPOINT', notified: false },
        commit: { target: { kind: 'comment', id: 'c1' } },
      },
    });
    expect(decision.patch).not.toHaveProperty('visibility');
    expect(decision.event.data).not.toHaveProperty('target');
    expect(JSON.stringify(decision.event.data)).not.toMatch(/批判|c1|miura|hana/);
    expect(gravest(starterBook, [])).toBeUndefined();
  });

  test('what only signals warned of needs no answer, and the decision says how it was found', () => {
    expect(dismiss('NO_VIOLATION', ' ')(at(moderator), subject(), warned)).toMatchObject({
      patch: { state: 'DISMISSED', dueAt: null },
      statement: { ruleId: 'R3', explanation: '', source: 'OWN', automatedDetection: true, automatedDecision: 'NONE' },
      event: { data: { automated_detection: true, automated_decision: 'NONE' } },
    });
    expect(withhold('R3', '電話番号')(at(moderator), subject(), warned)).toMatchObject({
      statement: { source: 'OWN', automatedDetection: true },
    });
    expect(withhold('R3', '電話番号')(at(moderator), subject(), open)).toMatchObject({
      statement: { source: 'NOTICE', automatedDetection: false },
    });
  });

  test('what signals warn of is to be looked at by the gravest rule', () => {
    expect(lookBy(starterBook, ['LINKS'], now)).toEqual(hours(hoursToDecide.MEDIUM));
    expect(lookBy(starterBook, ['LINKS', 'PERSONAL_DATA'], now)).toEqual(hours(hoursToDecide.HIGH));
    expect(lookBy(starterBook, [], now)).toBeUndefined();
  });

  test('or withholding settles what was reported: the source of the decision is a notice', () => {
    expect(withhold('R5', '理由')(at(moderator), subject(), open)).toMatchObject({
      statement: { source: 'NOTICE' },
      patch: { state: 'DECIDED', dueAt: null },
    });
    expect(withhold('R5', '理由')(at(moderator), subject(), quiet)).toMatchObject({ statement: { source: 'OWN' } });
  });
});
