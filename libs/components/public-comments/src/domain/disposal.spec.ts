import { expect, test } from '@jest/globals';
import type { Viewer } from '@hiroba/kernel';
import type { PublicCommentsSituation } from '../manifest.ts';
import { disposableFrom, dispose, releaseHold, type Hold, type Kept } from './disposal.ts';
import type { RoundStage } from './round.ts';

const end = new Date('2028-02-29T09:00:00.000Z');
const over = new Date('2029-03-01T09:00:00.000Z');
const component = {
  id: 'c', spaceId: 's', manifest: 'public-comments', published: true, spaceState: 'PUBLISHED' as const, phases: [],
  settings: { profile: 'MUNICIPAL' as const, ordinance: '', minDays: 0, responseWeeks: 0, tailDays: 0 },
};
const at = (now: Date, personId = 'one'): PublicCommentsSituation => ({
  viewer: { organisationId: 'o', personId, grants: [{ role: 'STAFF' }], level: 1, mfa: true, locale: 'ja' } as Viewer, now, component,
});
const kept = (stage: RoundStage = 'ARCHIVED', hold?: Hold, more: Partial<Kept['round']> = {}): Kept => ({
  round: { id: 'r', stage, opensAt: null, closesAt: null, suspensions: [], responseDueAt: null, endedAt: end, answeredAt: null, disposedAt: null, ...more }, hold,
});
const held: Hold = { reason: '開示の請求', at: end, releaseAskedBy: null };
const codeOf = (outcome: object | string): string => (typeof outcome === 'string' ? outcome : 'code' in outcome ? String(outcome.code) : 'DONE');

test('PC42 the time of contacts is over a year after the end of the round, a leap day counted as the first of March', () => {
  expect(disposableFrom({ endedAt: end, answeredAt: null })).toEqual(over);
  expect(disposableFrom({ endedAt: null, answeredAt: new Date('2027-03-01T00:00:00Z') })).toEqual(new Date('2028-03-01T00:00:00Z'));
  expect(disposableFrom({ endedAt: null, answeredAt: null })).toBeNull();
});

test.each<[string, Date, Kept, string]>([
  ['at its instant', over, kept(), 'DONE'],
  ['a millisecond before', new Date(over.getTime() - 1), kept(), 'TOO_EARLY'],
  ['while it is held', over, kept('ARCHIVED', held), 'HELD'],
  ['a second time', over, kept('ARCHIVED', undefined, { disposedAt: over }), 'NOTHING_CHANGED'],
  ['of a round that is not put away', over, kept('ADOPTED'), 'WRONG_STATE'],
  ['of a round that has no end', over, kept('ARCHIVED', undefined, { endedAt: null }), 'TOO_EARLY'],
])('PC42 disposing %s', (_, now, subject, code) => {
  expect(codeOf(dispose({ n: 1, sha256: 'a' })(at(now), subject))).toBe(code);
});

test('PE31 a hold ends by two people: one asks, another one agrees', () => {
  const asked = { ...held, releaseAskedBy: 'one' };
  expect(codeOf(releaseHold()(at(over), kept('ARCHIVED', held)))).toBe('ASKED');
  expect(codeOf(releaseHold()(at(over), kept('ARCHIVED', asked)))).toBe('SAME_PERSON');
  expect(codeOf(releaseHold()(at(over, 'two'), kept('ARCHIVED', asked)))).toBe('DONE');
  expect(codeOf(releaseHold()(at(over), kept()))).toBe('NOTHING_OPEN');
});
