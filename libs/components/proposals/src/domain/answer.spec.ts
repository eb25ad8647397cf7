import { describe, expect, it, test } from '@jest/globals';
import { readSettings, Refusal, type Decision, type Viewer } from '@hiroba/kernel';
import { proposals, type ProposalsPlace, type ProposalsSettings, type ProposalsSituation } from '../manifest.ts';
import {
  answer, clearAnswer, prepareAnswer, prepared, publishAnswer, scheduleAnswer, settleAnswer, unscheduleAnswer, type Answered, type AnswerInput,
  type PreparedAnswer,
} from './answer.commands.ts';
import { answerKindAt, defaultStatuses, isStatus, statusLock, statusOf } from './answer.ts';
import { answerPolicy } from './answer.policy.ts';
import { edit, support } from './proposal.commands.ts';

const at = (text: string): Date => new Date(`${text}+09:00`);
const person = (personId: string, more: Partial<Viewer> = {}): Viewer =>
  ({ organisationId: 'city', personId, grants: [], level: 1, mfa: false, locale: 'ja', ...more });
const clerk = person('clerk', { grants: [{ role: 'STAFF' }], mfa: true });
const hana = person('hana');

const place = (settings: Partial<ProposalsSettings> = {}): ProposalsPlace => ({
  id: 'ideas', spaceId: 'square', manifest: 'proposals', published: true, spaceState: 'PUBLISHED',
  phases: [{ key: 'ideas', opensAt: at('2026-11-01T00:00'), closesAt: at('2026-12-01T00:00'), allows: ['create', 'support'] }],
  settings: { ...readSettings(proposals, {}).settings, ...settings },
});
const on = (day: string, viewer: Viewer, component = place()): ProposalsSituation => ({ viewer, now: at(day), component });
const published = (more: object = {}): Answered => ({
  id: 'p', authorId: 'hana', coauthorIds: [], official: false, office: null, state: 'PUBLISHED', publishedAt: at('2026-11-22T12:00'),
  answerKind: null, answerVersions: 0, ...more,
});
const code = (result: Decision<object> | PreparedAnswer | Refusal | undefined): string | undefined =>
  (result instanceof Refusal ? `${result.code}${result.field ? ` ${result.field}` : ''}` : undefined);

const noon = '2026-11-22T12:00';
const input: AnswerInput = { kind: 'ACCEPTED', text: { ja: '来年度に植えます。' }, office: '公園緑地課' };
const ready = (more: Partial<AnswerInput> = {}): PreparedAnswer => prepared({ ...input, ...more }, place().settings) as PreparedAnswer;

describe('to answer', () => {
  test('makes a version of the answer and no phase is needed', () => {
    expect(answer(input)(on('2027-03-01T12:00', clerk), published())).toMatchObject({
      patch: { answerKind: 'ACCEPTED', answerStatus: 'accepted', answerVersions: 1, answerOffice: '公園緑地課' },
      version: { kind: 'proposal_answer', n: 1, content: { status: 'accepted', costYen: null } },
      event: { type: 'proposal.answered', data: { answer: 'ACCEPTED', status: 'accepted', n: 1 }, commit: { text: { ja: '来年度に植えます。' } } },
    });
  });

  it.each([
    ['citizens', on(noon, hana), published(), input, 'FORBIDDEN'],
    ['staff without a second factor', on(noon, { ...clerk, mfa: false }), published(), input, 'MFA_REQUIRED'],
    ['staff of another space', on(noon, { ...clerk, grants: [{ role: 'STAFF', spaceId: 'park' }] }), published(), input, 'FORBIDDEN'],
    ['a final answer without words', on(noon, clerk), published(), { ...input, text: { ja: ' ' } }, 'EMPTY text'],
    ['an answer of 20,001 characters', on(noon, clerk), published(), { ...input, text: { en: 'a'.repeat(20_001) } }, 'TOO_LONG textEn'],
    ['an answer without an office', on(noon, clerk), published(), { ...input, office: '' }, 'EMPTY office'],
    ['an answer without a status', on(noon, clerk), published(), { ...input, kind: null }, 'EMPTY status'],
    ['a status the place does not have', on(noon, clerk), published(), { ...input, status: 'later' }, 'BAD_USER_INPUT status'],
    ['a correction without its reason', on(noon, clerk), published({ answerVersions: 1 }), input, 'EMPTY reason'],
    ['half a yen', on(noon, clerk), published(), { ...input, costYen: 0.5 }, 'BAD_USER_INPUT costYen'],
    ['less than nothing', on(noon, clerk), published(), { ...input, costYen: -1 }, 'BAD_USER_INPUT costYen'],
    ['an address that is a script', on(noon, clerk), published(), { ...input, results: ['javascript:alert(1)'] }, 'BAD_FORMAT results'],
    ['a promise without its cost, where costs are told', on(noon, clerk, place({ costs: true })), published(), input, 'EMPTY costYen'],
    ['a draft', on(noon, clerk), published({ state: 'DRAFT', publishedAt: null }), input, 'NOT_FOUND'],
    ['a withdrawn one', on(noon, clerk), published({ state: 'WITHDRAWN' }), input, 'WRONG_STATE'],
  ])('is refused to %s', (_, situation, subject, words, expected) => {
    expect(code(answer(words as AnswerInput)(situation, subject))).toBe(expected);
  });

  it.each([
    ['an evaluation without words', {}, { ...input, kind: 'EVALUATING', text: {} }],
    ['exactly 20,000 characters', {}, { ...input, text: { ja: '葛\u{e0100}'.repeat(20_000) } }],
    ['a free promise, where costs are told', { costs: true }, { ...input, costYen: 0 }],
    ['a refusal without cost, where costs are told', { costs: true }, { ...input, kind: 'REJECTED' }],
    ['a kind the place has no row for', {}, { ...input, kind: 'OTHER' }],
  ])('is allowed with %s', (_, settings, words) => {
    expect(code(answer(words as AnswerInput)(on(noon, clerk, place(settings)), published()))).toBeUndefined();
  });
});

describe('a prepared answer', () => {
  const before = { ...ready(), edition: 3, publishAt: null };

  test('may be unfinished, is told to nobody, and the second of two savers is told', () => {
    expect(prepareAnswer({ ...input, text: {}, office: '' }, 0)(on(noon, clerk), published(), null)).toMatchObject({
      patch: { edition: 1, content: { kind: 'ACCEPTED' } }, event: { log: 'none' } });
    expect(code(prepareAnswer(input, 2)(on(noon, clerk), published(), before))).toBe('STALE');
    expect(prepareAnswer(input, 3)(on(noon, clerk), published(), before)).toMatchObject({ patch: { edition: 4 } });
    expect(code(prepareAnswer(input, 0)(on(noon, hana), published(), null))).toBe('FORBIDDEN');
  });

  test('is judged whole only when it is published', () => {
    const unfinished = ready({ office: '' });
    expect(code(publishAnswer(unfinished)(on(noon, clerk), published()))).toBe('EMPTY office');
    expect(code(scheduleAnswer(unfinished, at('2026-11-23T09:00'))(on(noon, clerk), published()))).toBe('EMPTY office');
  });
});

describe('a scheduled answer', () => {
  const then = at('2026-11-23T09:00');
  const waiting = published({ nextAnswerAt: then, nextAnswerKind: 'REJECTED' });

  test('says nothing of itself before its time', () => {
    const decision = scheduleAnswer(ready({ kind: 'REJECTED' }), then)(on(noon, clerk), published()) as Decision<object>;
    expect(decision.patch).toMatchObject({ nextAnswerAt: then, nextAnswerKind: 'REJECTED', nextAnswerStatus: 'rejected' });
    expect(decision.event).toMatchObject({ type: 'proposal.answer_scheduled', data: {} });
    expect(decision.version).toBeUndefined();
  });

  it.each([
    ['a moment ago', '2026-11-22T11:59:59.999', 'BAD_DATES publishAt'], ['now', '2026-11-22T12:00', 'BAD_DATES publishAt'],
    ['in a millisecond', '2026-11-22T12:00:00.001', undefined], ['in two years', '2028-11-22T12:00', 'BAD_DATES publishAt'],
  ])('to be published %s', (_, when, expected) => {
    expect(code(scheduleAnswer(ready(), at(when))(on(noon, clerk), published()))).toBe(expected);
  });

  it.each([
    ['the last millisecond before', '2026-11-23T08:59:59.999', undefined, null], ['its instant', '2026-11-23T09:00', 'ANSWERED', 'REJECTED'],
  ])('is in force from its instant on, whoever writes it down: %s', (_, when, refused, kind) => {
    const none = { drafts: 0, published: 0, supports: 0 };
    expect(answerKindAt(waiting, at(when))).toBe(kind);
    expect(code(support(on(when, person('ken')), waiting, none))).toBe(refused);
    const words = { title: '駅', body: '前', locale: 'ja' };
    const text = { ...waiting, publishedAt: at('2026-11-23T08:59'), title: '駅', body: '', locale: 'ja', versions: 1 };
    expect(code(edit(words)(on(when, hana), text))).toBe(refused);
  });

  test('is taken back before it is changed', () => {
    expect(code(answer(input)(on(noon, clerk), waiting))).toBe('WRONG_STATE publishAt');
    expect(code(prepareAnswer(input, 0)(on(noon, clerk), waiting, null))).toBe('WRONG_STATE publishAt');
    expect(unscheduleAnswer(on(noon, clerk), waiting)).toMatchObject({ patch: { nextAnswerAt: null, nextAnswerKind: null } });
    expect(code(unscheduleAnswer(on('2026-11-23T09:00', clerk), waiting))).toBe('WRONG_STATE');
    expect(code(unscheduleAnswer(on(noon, hana), waiting))).toBe('FORBIDDEN');
  });

  test('is written down later as of its instant', () => {
    expect(settleAnswer(ready(), then)(on('2026-11-25T12:00', clerk), waiting)).toMatchObject({
      patch: { answeredAt: then, nextAnswerAt: null, answerVersions: 1 }, version: { at: then, n: 1 }, event: { data: { since: then.toISOString() } },
    });
  });
});

test('an answer taken back leaves the proposal waiting and says why', () => {
  const answered = published({ answerKind: 'REJECTED', answerVersions: 2 });
  expect(clearAnswer(' 誤って公開したため ')(on(noon, clerk), answered)).toMatchObject({
    patch: { answerKind: null, answeredAt: null, answerVersions: 3 }, version: { n: 3, reason: '誤って公開したため', content: { kind: null } },
    event: { type: 'proposal.answer_cleared', data: { n: 3 } },
  });
  expect(code(clearAnswer('')(on(noon, clerk), answered))).toBe('EMPTY reason');
  expect(code(clearAnswer('理由')(on(noon, clerk), published()))).toBe('WRONG_STATE');
  expect(code(clearAnswer('理由')(on(noon, hana), answered))).toBe('FORBIDDEN');
});

describe('statuses', () => {
  const [first] = defaultStatuses;

  it.each([
    ['no key', { ...first, key: '' }], ['a key of another form', { ...first, key: 'Evaluating' }], ['no words', { ...first, label: {} }],
    ['a language nobody knows', { ...first, label: { xx: 'a' } }], ['an unknown kind', { ...first, kind: 'MAYBE' }],
    ['a colour of its own', { ...first, tone: '#fff' }], ['a sign of its own', { ...first, icon: 'skull' }], ['nothing', null],
  ])('are no rows with %s', (_, row) => expect(isStatus(row)).toBe(false));

  test('are four at once, each a row', () => expect(defaultStatuses.map(isStatus)).toEqual([true, true, true, true]));

  test('that an answer has keep their row and kind, not their words', () => {
    const lock = (to: unknown, use = { 'status:accepted': 1 }) => code(statusLock(use, { from: defaultStatuses, to }));
    expect(lock(defaultStatuses.filter(({ key }) => key !== 'accepted'))).toBe('IN_USE settings.answerStatuses');
    expect(lock(defaultStatuses.map((row) => (row.key === 'accepted' ? { ...row, kind: 'OTHER' } : row)))).toBe('IN_USE settings.answerStatuses');
    expect(lock(defaultStatuses.map((row) => ({ ...row, label: { ja: '別の言葉' } })))).toBeUndefined();
    expect(lock(defaultStatuses.filter(({ key }) => key !== 'partly'))).toBeUndefined();
    expect(code(statusLock({ 'status:accepted': 1 }))).toBeUndefined();
  });

  test('are shown by their own row, else by the first of their kind', () => {
    const rows = [{ ...defaultStatuses[1], key: 'soon', label: { ja: '今年度に実施' } }] as typeof defaultStatuses;
    expect(statusOf(rows, 'soon', 'ACCEPTED').label.ja).toBe('今年度に実施');
    expect(statusOf(rows, null, 'ACCEPTED').key).toBe('soon');
    expect(statusOf(rows, 'gone', 'REJECTED').key).toBe('rejected');
    expect(statusOf(rows, null, 'OTHER').label.ja).toBe('市の回答あり');
  });
});

it.each([
  ['a visitor', { organisationId: 'city', grants: [], level: 0, mfa: false, locale: 'ja' }, 'UNAUTHENTICATED'], ['a citizen', hana, 'FORBIDDEN'],
  ['a moderator', person('m', { grants: [{ role: 'MODERATOR' }], mfa: true }), 'FORBIDDEN'], ['suspended staff', { ...clerk, suspended: true }, 'SUSPENDED'],
  ['staff without second factor', { ...clerk, mfa: false }, 'MFA_REQUIRED'], ['staff', clerk, undefined],
  ['staff of one space', person('s', { grants: [{ role: 'STAFF', spaceId: 'park' }], mfa: true }), undefined],
] as const)('the answer desk and %s', (_, viewer, expected) => {
  expect(code(answerPolicy.desk({ viewer, now: at(noon) }, undefined))).toBe(expected);
});
