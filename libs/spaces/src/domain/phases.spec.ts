import { describe, expect, it } from '@jest/globals';
import { Refusal, type Situation } from '@hiroba/kernel';
import { setPhases } from './phases.commands.ts';
import { composedPhases, noticeRefusal, phasesRefusal, shiftedPhases, statusOf, type SpacePhase } from './phases.ts';
import { emptySpace } from './space.commands.ts';
import type { SpaceContent } from './space.ts';

const phase = (opensAt: string, closesAt: string | null, more: Partial<SpacePhase> = {}): SpacePhase =>
  ({ key: 'ideas', title: { ja: '募集' }, text: {}, opensAt, closesAt, allows: {}, ...more });
const known = new Map([['c-1', ['create', 'support']]]);
const code = (outcome: unknown) => (outcome instanceof Refusal ? outcome.code : undefined);
const allows = (...actions: string[]) => ({ allows: { 'c-1': actions } });

describe('phases stand together', () => {
  it.each<[string, SpacePhase[], string | undefined]>([
    ['one after another', [phase('2026-12-01', '2026-12-10'), phase('2026-12-10', null, { key: 'b' })], undefined],
    ['with a gap', [phase('2026-12-01', '2026-12-10'), phase('2026-12-11', null, { key: 'b' })], undefined],
    ['not over one another', [phase('2026-12-01', '2026-12-10'), phase('2026-12-09', null, { key: 'b' })], 'OVERLAP'],
    ['not after one without end', [phase('2026-12-01', null), phase('2026-12-09', null, { key: 'b' })], 'OVERLAP'],
    ['not under one key', [phase('2026-12-01', '2026-12-02'), phase('2026-12-09', null)], 'TAKEN'],
    ['not closing before they open', [phase('2026-12-10', '2026-12-10')], 'BAD_DATES'],
    ['not without a title', [phase('2026-12-01', null, { title: {} })], 'EMPTY'],
    ['not under a strange key', [phase('2026-12-01', null, { key: 'Ideas!' })], 'BAD_FORMAT'],
    ['opening what the component knows', [phase('2026-12-01', null, allows('create'))], undefined],
    ['not opening what it does not know', [phase('2026-12-01', null, allows('fly'))], 'BAD_USER_INPUT'],
    ['not opening anything elsewhere', [phase('2026-12-01', null, { allows: { 'c-2': ['create'] } })], 'BAD_USER_INPUT'],
    ['not by the hundred', Array.from({ length: 31 }, (_, n) => phase(`2026-12-01T00:00:${String(n).padStart(2, '0')}Z`, null)), 'TOO_MANY'],
  ])('%s', (_, phases, expected) => {
    expect(code(phasesRefusal(composedPhases(phases), known))).toBe(expected);
  });
});

describe('the dates of a published space', () => {
  const now = new Date('2026-12-05T00:00:00Z');
  const running = phase('2026-12-01T00:00:00.000Z', '2026-12-20T00:00:00.000Z', allows('create', 'support'));
  const coming = phase('2026-12-20T00:00:00.000Z', null, { key: 'next', ...allows('support') });
  const soon = phase('2026-12-06T00:00:00.000Z', '2026-12-30T00:00:00.000Z', { key: 'soon' });
  const over = phase('2026-11-01T00:00:00.000Z', '2026-11-30T00:00:00.000Z', { key: 'over', ...allows('create') });

  it.each<[string, SpacePhase[], SpacePhase[], string | undefined]>([
    ['may be extended at once', [running], [{ ...running, closesAt: '2026-12-25T00:00:00.000Z' }], undefined],
    ['may lose their end', [running], [{ ...running, closesAt: null }], undefined],
    ['may be shortened with 72 hours’ notice', [running], [{ ...running, closesAt: '2026-12-08T00:00:00.000Z' }], undefined],
    ['are not shortened a second too soon', [running], [{ ...running, closesAt: '2026-12-07T23:59:59.000Z' }], 'NOTICE_TOO_SHORT'],
    ['never move a past opening', [running], [{ ...running, opensAt: '2026-12-02T00:00:00.000Z' }], 'PAST_BOUNDARY'],
    ['never lose a running phase', [running, coming], [coming], 'PAST_BOUNDARY'],
    ['never move a past closing', [over], [{ ...over, closesAt: '2026-12-20T00:00:00.000Z' }], 'PAST_BOUNDARY'],
    ['never rewrite what a past phase opened', [over], [{ ...over, allows: {} }], 'PAST_BOUNDARY'],
    ['lose a coming phase with notice', [running, coming], [running], undefined],
    ['do not lose a phase that opens tomorrow', [soon], [], 'NOTICE_TOO_SHORT'],
    ['close no action of a running phase', [running], [{ ...running, ...allows('create') }], 'NOTICE_TOO_SHORT'],
    ['close no action of tomorrow’s phase', [{ ...soon, ...allows('create') }], [soon], 'NOTICE_TOO_SHORT'],
    ['close an action of a later phase', [coming], [{ ...coming, allows: {} }], undefined],
    ['open an action at once', [{ ...running, allows: {} }], [running], undefined],
    ['add a phase to come', [running], [running, coming], undefined],
    ['add no phase that began yesterday', [], [phase('2026-12-04T00:00:00.000Z', null)], 'PAST_BOUNDARY'],
    ['put a phase off whole', [soon], [{ ...soon, opensAt: '2026-12-07T00:00:00.000Z', closesAt: '2026-12-31T00:00:00.000Z' }], undefined],
    ['do not begin later and end as before', [soon], [{ ...soon, opensAt: '2026-12-07T00:00:00.000Z' }], 'NOTICE_TOO_SHORT'],
  ])('%s', (_, before, after, expected) => {
    expect(code(noticeRefusal(before, after, now))).toBe(expected);
  });
});

describe('setting phases', () => {
  const at: Situation = {
    now: new Date('2026-12-05T00:00:00Z'),
    viewer: { organisationId: 'o', personId: 'p', grants: [{ role: 'STAFF' }], level: 1, mfa: true, locale: 'ja' },
  };
  const space: SpaceContent = {
    ...emptySpace, id: 's', slug: 'square', title: { ja: '広場' }, kind: 'PROCESS', rev: 3, state: 'PUBLISHED', edition: 7,
    phases: composedPhases([phase('2026-12-01', '2026-12-20', allows('create'))]),
  };
  const longer = [phase('2026-12-01', '2026-12-31', allows('create')), phase('2026-12-31', null, { key: 'end' })];

  it('writes one entry for each changed phase and keeps the reason as a commitment and a version', () => {
    const decisions = setPhases(at, space, { phases: longer, reason: ' 雪のため ', edition: 7 }, known);
    if (decisions instanceof Refusal) throw new Error(decisions.code);
    expect(decisions.map(({ event }) => [event.type, event.data.phase, event.commit])).toEqual([
      ['phase.changed', 'ideas', { reason: '雪のため' }], ['phase.changed', 'end', { reason: '雪のため' }],
    ]);
    expect(decisions.at(-1)).toMatchObject({ patch: { edition: 8 }, version: { n: 5, reason: '雪のため' } });
    expect(decisions[0]?.event.data).toEqual({
      phase: 'ideas', from: ['2026-12-01T00:00:00.000Z', '2026-12-20T00:00:00.000Z', 'c-1/create'],
      to: ['2026-12-01T00:00:00.000Z', '2026-12-31T00:00:00.000Z', 'c-1/create'],
    });
  });

  it.each([
    ['the form is older than the space', { phases: longer, reason: 'x', edition: 6 }, 'STALE'],
    ['no reason is given', { phases: longer, reason: '　', edition: 7 }, 'EMPTY'],
    ['nothing changes', { phases: space.phases, reason: 'x', edition: 7 }, 'NOTHING_CHANGED'],
  ])('is refused when %s', (_, edit, expected) => {
    expect(code(setPhases(at, space, edit, known))).toBe(expected);
  });
});

it('shifts by civil days, across a change of clocks too', () => {
  const shifted = shiftedPhases([phase('2026-03-01T08:00:00.000Z', null)], 60, 'Europe/Berlin');
  expect(shifted[0]?.opensAt).toBe('2026-04-30T07:00:00.000Z');
});

it('derives where a phase stands to the millisecond', () => {
  const known = phase('2026-12-01T00:00:00.000Z', '2026-12-10T00:00:00.000Z');
  const at = (iso: string) => statusOf(known, new Date(iso));
  expect(['2026-11-30T23:59:59.999Z', '2026-12-01T00:00:00.000Z', '2026-12-09T23:59:59.999Z', '2026-12-10T00:00:00.000Z'].map(at))
    .toEqual(['UPCOMING', 'OPEN', 'OPEN', 'PAST']);
});
