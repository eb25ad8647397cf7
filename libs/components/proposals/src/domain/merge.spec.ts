import { describe, expect, it, test } from '@jest/globals';
import { readSettings, Refusal, type Decision, type Viewer } from '@hiroba/kernel';
import { proposals, type ProposalsPlace, type ProposalsSituation } from '../manifest.ts';
import { dissolved, divided, merge, merged, revived, split, undoMerge, undoSplit } from './merge.commands.ts';
import { allAuthors, clockOf, type AuthorRow, type Source } from './merge.ts';

const at = (text: string): Date => new Date(`${text}+09:00`);
const clerk: Viewer = { organisationId: 'city', personId: 'clerk', grants: [{ role: 'STAFF' }], level: 1, mfa: true, locale: 'ja' };
const hana: Viewer = { ...clerk, personId: 'hana', grants: [], mfa: false };
const place = (more: Partial<ProposalsPlace> = {}): ProposalsPlace => ({
  id: 'ideas', spaceId: 'square', manifest: 'proposals', published: true, spaceState: 'PUBLISHED', phases: [],
  settings: readSettings(proposals, {}).settings, ...more,
});
const on = (viewer: Viewer = clerk, component = place()): ProposalsSituation => ({ viewer, now: at('2026-11-22T12:00'), component });
const person = (personId: string): AuthorRow => ({ kind: 'PERSON', personId, name: null });
const source = (id: string, more: Partial<Source> = {}): Source => ({
  id, authorId: id, coauthorIds: [], official: false, office: null, state: 'PUBLISHED', publishedAt: at('2026-11-20T12:00'), answerKind: null,
  authors: [person(id)], thresholdReachedAt: null, answerDueAt: null, ...more,
});
const input = { title: 'まとめ', body: 'まとめた文', locale: 'ja', reason: '同じ', office: '企画課', carry: true };
const code = (result: unknown): string | undefined => (result instanceof Refusal ? `${result.code}${result.field ? ` ${result.field}` : ''}` : undefined);
const of = (...sources: Source[]) => sources.map((proposal) => ({ at: on(), proposal }));

describe('to merge', () => {
  test('makes a text by an office and by all authors, under the earliest clock', () => {
    const decision = merge(input)(on(), of(
      source('a', { authors: [person('hana'), person('ken')], answerDueAt: at('2026-12-20T00:00'), thresholdReachedAt: at('2026-11-20T00:00') }),
      source('b', { authors: [person('ken'), person('nao')], answerDueAt: at('2026-12-10T00:00'), thresholdReachedAt: at('2026-11-10T00:00') })));
    expect(decision).toMatchObject({
      patch: {
        authorId: null, coauthorIds: ['hana', 'ken', 'nao'], office: '企画課', official: false, state: 'PUBLISHED',
        answerDueAt: at('2026-12-10T00:00'), thresholdReachedAt: at('2026-11-10T00:00'),
      },
      event: { type: 'proposal.published', actor: 'staff', data: { from: ['a', 'b'] } }, version: { n: 1, reason: '同じ' }, reference: 'P',
    });
    expect(JSON.stringify((decision as Decision).event.data)).not.toContain('企画課');
  });

  it.each([
    ['a citizen', merge(input)(on(hana), of(source('a'), source('b'))), 'FORBIDDEN'],
    ['into a place nobody sees', merge(input)(on(clerk, place({ published: false })), of(source('a'), source('b'))), 'NOT_FOUND'],
    ['one alone', merge(input)(on(), of(source('a'))), 'TOO_FEW sources'],
    ['fifty-one', merge(input)(on(), of(...Array.from({ length: 51 }, (_, n) => source(`s${n}`)))), 'TOO_MANY sources'],
    ['a withdrawn one', merge(input)(on(), of(source('a'), source('b', { state: 'WITHDRAWN' }))), 'WRONG_STATE sources'],
    ['one merged before', merge(input)(on(), of(source('a', { state: 'MERGED' }), source('b'))), 'WRONG_STATE sources'],
    ['one finally answered', merge(input)(on(), of(source('a'), source('b', { answerKind: 'PARTLY' }))), 'ANSWERED sources'],
    ['one whose answer waits for its instant', merge(input)(on(), of(source('a', { nextAnswerAt: at('2026-11-22T12:00:00.001'), nextAnswerKind: 'ACCEPTED' }), source('b'))), 'ANSWER_SCHEDULED sources'],
    ['one of another space', merge(input)(on(), [...of(source('a')), { at: on(clerk, place({ id: 'park', spaceId: 'park' })), proposal: source('b') }]), 'OTHER_SPACE sources'],
    ['without a reason', merge({ ...input, reason: ' ' })(on(), of(source('a'), source('b'))), 'EMPTY reason'],
    ['with a title too long', merge({ ...input, title: '長'.repeat(151) })(on(), of(source('a'), source('b'))), 'TOO_LONG title'],
  ])('is refused: %s', (_, outcome, expected) => expect(code(outcome)).toBe(expected));

  test('is allowed while the city considers one of them', () => {
    expect(code(merge(input)(on(), of(source('a', { answerKind: 'EVALUATING' }), source('b'))))).toBeUndefined();
  });

  test('locks the sources and points to what came out', () => {
    expect(merged('r')(on())).toMatchObject({ patch: { state: 'MERGED' }, event: { type: 'proposal.merged', data: { into: 'r' }, actor: 'staff' }, counts: [{ by: -1 }] });
  });
});

test('authors are listed once, but two of one name may be two', () => {
  const named: AuthorRow = { kind: 'NAMED', personId: null, name: '山田' };
  const office: AuthorRow = { kind: 'OFFICE', personId: null, name: '企画課' };
  expect(allAuthors([{ authors: [person('a'), named, office] }, { authors: [named, office, person('a'), person('b')] }]))
    .toEqual([person('a'), named, office, named, person('b')]);
  expect(clockOf([source('a'), source('b')])).toEqual({ thresholdReachedAt: null, answerDueAt: null });
});

describe('to split', () => {
  const parts = ['一つ目', '二つ目'].map((title) => ({ title, body: title, locale: 'ja' }));
  const signed = { reason: '別の話', office: '企画課' };

  test('makes parts by all authors', () => {
    const whole = source('a', { authors: [person('hana'), person('ken')] });
    expect(split({ parts, ...signed })(on(), whole)).toMatchObject([{ patch: { coauthorIds: ['hana', 'ken'] } }, { patch: { title: '二つ目' }, event: { data: { from: ['a'] } } }]);
    expect(divided(['x', 'y'])(on())).toMatchObject({ patch: { state: 'SPLIT' }, event: { type: 'proposal.split', data: { into: ['x', 'y'] } } });
  });

  it.each([
    ['a citizen', split({ parts, ...signed })(on(hana), source('a')), 'FORBIDDEN'],
    ['one part', split({ parts: parts.slice(1), ...signed })(on(), source('a')), 'TOO_FEW parts'],
    ['eleven parts', split({ parts: Array.from({ length: 11 }, () => parts[0] as (typeof parts)[0]), ...signed })(on(), source('a')), 'TOO_MANY parts'],
    ['a part without words', split({ parts: [...parts, { title: '三', body: '', locale: 'ja' }], ...signed })(on(), source('a')), 'EMPTY parts.2.body'],
    ['after the last word', split({ parts, ...signed })(on(), source('a', { answerKind: 'REJECTED' })), 'ANSWERED'],
  ])('is refused: %s', (_, outcome, expected) => expect(code(outcome)).toBe(expected));
});

describe('to undo', () => {
  const result = { ...source('r', { authorId: null, office: '企画課' }), madeBy: 'MERGE' as const };

  it.each([
    ['a merge by a citizen', undoMerge('違う')(on(hana), result), 'FORBIDDEN'],
    ['what is no merge', undoMerge('違う')(on(), { ...result, madeBy: null }), 'WRONG_STATE'],
    ['a merge undone before', undoMerge('違う')(on(), { ...result, state: 'WITHDRAWN' }), 'WRONG_STATE'],
    ['a merge the city considers', undoMerge('違う')(on(), { ...result, answerKind: 'EVALUATING' }), 'ANSWERED'],
    ['a merge with an answer on its way', undoMerge('違う')(on(), { ...result, nextAnswerAt: at('2026-11-23T00:00'), nextAnswerKind: 'ACCEPTED' }), 'ANSWER_SCHEDULED'],
    ['a merge without a reason', undoMerge('')(on(), result), 'EMPTY reason'],
    ['a split with an answered part', undoSplit('違う')(on(), source('a', { state: 'SPLIT' }), [source('p', { answerKind: 'ACCEPTED' })]), 'ANSWERED parts'],
    ['a split with a part merged since', undoSplit('違う')(on(), source('a', { state: 'SPLIT' }), [source('p', { state: 'MERGED' })]), 'WRONG_STATE parts'],
    ['what was not split', undoSplit('違う')(on(), source('a'), []), 'WRONG_STATE'],
  ])('is refused: %s', (_, outcome, expected) => expect(code(outcome)).toBe(expected));

  test('lets sources live again, and what came out say that it is over', () => {
    expect([undoMerge('違う')(on(), result), undoSplit('違う')(on(), source('a', { state: 'SPLIT' }), [source('p')])]).toEqual([undefined, undefined]);
    expect(revived('proposal.merge_undone', ['r'], '違う')(on())).toMatchObject({ patch: { state: 'PUBLISHED' }, event: { data: { from: ['r'] }, commit: { reason: '違う' } }, counts: [{ by: 1 }] });
    expect(dissolved(on())).toMatchObject({ patch: { state: 'WITHDRAWN' }, event: { type: 'proposal.withdrawn', data: { undone: true }, actor: 'staff' } });
  });
});
