import { describe, expect, test } from '@jest/globals';
import type { Viewer } from '@hiroba/kernel';
import type { PublicCommentsSituation } from '../manifest.ts';
import type { Channel, RoundFacts } from './round.ts';
import { closeTail, countDiffers, countTail, tailRefusal, type ChannelCount, type Entered } from './tail.ts';

const close = Date.parse('2026-12-26T00:00:00+09:00');
const component = {
  id: 'c', spaceId: 's', manifest: 'public-comments', published: true, spaceState: 'PUBLISHED' as const, phases: [],
  settings: { profile: 'MUNICIPAL' as const, ordinance: '', minDays: 0, responseWeeks: 0, tailDays: 0 },
};
const at = (now: number, personId = 'second', role: 'STAFF' | 'PARTICIPANT' = 'STAFF'): PublicCommentsSituation => ({
  viewer: { organisationId: 'o', personId, grants: role === 'STAFF' ? [{ role }] : [], level: 1, mfa: true, locale: 'ja' } as Viewer, now: new Date(now), component,
});
const round = (more: Partial<RoundFacts> = {}): RoundFacts => ({
  id: 'r', stage: 'SCHEDULED', opensAt: new Date(close - 86_400_000 * 30), closesAt: new Date(close), suspensions: [], responseDueAt: null, ...more,
});
const counts = (...all: readonly [Channel, number][]): ChannelCount[] => all.map(([channel, submissions]) => ({ channel, submissions }));
const entered = (more: Partial<Entered> = {}): Entered => ({ counts: counts(['ONLINE', 10], ['POST', 8]), unchecked: 0, late: 0, ...more });
const tail = { counts: counts(['POST', 8], ['ONLINE', 10]), by: 'first' };

test.each<[string, ChannelCount[], ChannelCount[], string | undefined]>([
  ['the same in any order', counts(['ONLINE', 1], ['FAX', 2]), counts(['FAX', 2], ['ONLINE', 1]), undefined],
  ['nothing came and nothing was counted', [], counts(['POST', 0]), undefined],
  ['one more was entered than counted', counts(['POST', 3]), counts(['POST', 2]), 'counts.POST 3 2'],
  ['a way that nobody counted', counts(['ONLINE', 1], ['FAX', 1]), counts(['ONLINE', 1]), 'counts.FAX 1 0'],
  ['a pile that nobody entered', [], counts(['COUNTER', 4]), 'counts.COUNTER 0 4'],
])('counts: %s', (_, here, there, expected) => {
  const refusal = countDiffers(here, there);
  expect(refusal && `${refusal.field} ${refusal.params.entered} ${refusal.params.counted}`).toBe(expected);
});

describe('the intake ends', () => {
  test.each<[string, PublicCommentsSituation, RoundFacts, Parameters<typeof tailRefusal>, string | undefined]>([
    ['when somebody else confirms what was entered', at(close), round(), [tail, entered()], undefined],
    ['not a millisecond before the period', at(close - 1), round(), [tail, entered()], 'WRONG_STATE'],
    ['not while the form is off', at(close), round({ suspensions: [{ from: new Date(close - 1).toISOString(), to: null, reason: '障害' }] }), [tail, entered()], 'WRONG_STATE'],
    ['not twice', at(close), round({ stage: 'ANALYSIS' }), [tail, entered()], 'WRONG_STATE'],
    ['not by whoever counted', at(close, 'first'), round(), [tail, entered()], 'SAME_PERSON'],
    ['not before anybody counted', at(close), round(), [undefined, entered()], 'NOT_PREPARED'],
    ['not when one came since the count', at(close), round(), [tail, entered({ counts: counts(['ONLINE', 10], ['POST', 9]) })], 'COUNT_DIFFERS'],
    ['not with a sheet that nobody compared', at(close), round(), [tail, entered({ unchecked: 1 })], 'UNCHECKED'],
    ['not with a late one that nobody decided', at(close), round(), [tail, entered({ late: 1 })], 'UNCHECKED'],
    ['not by a participant', at(close, 'second', 'PARTICIPANT'), round(), [tail, entered()], 'FORBIDDEN'],
  ])('%s', (_, situation, facts, [counted, came], code) => {
    expect(tailRefusal(counted, came)(situation, facts)?.code).toBe(code);
  });

  test('and the entry holds how many, and no text', () => {
    expect(closeTail({ received: 30, counted: 27, sha256: 'a' })(at(close))).toMatchObject({ patch: { stage: 'ANALYSIS' }, event: { type: 'round.closed', data: { received: 30, counted: 27, sha256: 'a' } } });
  });

  test('counting asks the same of the state, and not of the person', () => {
    expect(countTail(tail.counts, entered())(at(close, 'first'), round())).toBeUndefined();
    expect(countTail(tail.counts, entered())(at(close - 1), round())?.code).toBe('WRONG_STATE');
  });
});
