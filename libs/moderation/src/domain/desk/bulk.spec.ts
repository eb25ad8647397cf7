import { describe, expect, it } from '@jest/globals';
import { Refusal, type Situation } from '@hiroba/kernel';
import { executeBulk, needsSecond, secondBulk, undoBulk, type BulkFacts } from './bulk.ts';

const proposedAt = new Date('2026-11-22T12:00:00+09:00');
const after = (ms: number) => new Date(proposedAt.getTime() + ms);
const at = (personId: string, now = proposedAt, role: 'MODERATOR' | 'AUDITOR' = 'MODERATOR'): Situation => ({
  viewer: { organisationId: 'o', personId, grants: [{ role }], level: 1, mfa: true, locale: 'ja' },
  now,
});
const bulk = (more: Partial<BulkFacts> = {}): BulkFacts => ({
  state: 'PREVIEWED',
  items: 10,
  authors: 2,
  proposerId: 'miura',
  proposedAt,
  endedAt: null,
  isRecused: false,
  ...more,
});
const said = (outcome: unknown) => (outcome instanceof Refusal ? outcome.code : outcome);
const [MINUTE, DAY] = [60_000, 86_400_000];

describe('an act about many texts', () => {
  it.each([
    [50, 10, false],
    [51, 1, true],
    [1, 11, true],
  ])('about %d texts of %d people needs a second person: %s', (items, authors, needs) =>
    expect(needsSecond({ items, authors })).toBe(needs),
  );

  it.each([
    ['a small one goes on at once', at('miura'), bulk(), 'UNDER_WAY'],
    ['a large one waits', at('miura'), bulk({ items: 51 }), 'AWAITING_SECOND'],
    ['somebody else does not go on with it', at('abe'), bulk(), 'FORBIDDEN'],
    ['an auditor changes nothing', at('miura', proposedAt, 'AUDITOR'), bulk(), 'FORBIDDEN'],
    ['twice', at('miura'), bulk({ state: 'UNDER_WAY' }), 'WRONG_STATE'],
    ['about nothing', at('miura'), bulk({ items: 0 }), 'EMPTY'],
    ['a millisecond before half an hour', at('miura', after(30 * MINUTE - 1)), bulk(), 'UNDER_WAY'],
    ['after half an hour', at('miura', after(30 * MINUTE)), bulk(), 'PAST_BOUNDARY'],
  ])('%s', (_, who, one, outcome) => expect(said(executeBulk(who, one))).toBe(outcome));

  it.each([
    ['somebody else agrees', at('abe'), {}, true, 'UNDER_WAY'],
    ['somebody else does not', at('abe'), {}, false, 'REJECTED'],
    ['nobody agrees with themselves', at('miura'), {}, true, 'SAME_PERSON'],
    ['nor who wrote or reported one of them', at('abe'), { isRecused: true }, true, 'RECUSED'],
    ['nothing waits', at('abe'), { state: 'DONE' as const }, true, 'WRONG_STATE'],
  ])('as a second person: %s', (_, who, more, agrees, outcome) =>
    expect(said(secondBulk(agrees)(who, bulk({ state: 'AWAITING_SECOND', ...more })))).toBe(outcome),
  );

  it.each([
    ['at once', 0, 'UNDOING'],
    ['a millisecond before thirty days', 30 * DAY - 1, 'UNDOING'],
    ['after thirty days', 30 * DAY, 'PAST_BOUNDARY'],
  ])('is undone %s', (_, ms, outcome) =>
    expect(said(undoBulk(at('abe', after(ms)), bulk({ state: 'DONE', endedAt: proposedAt })))).toBe(outcome),
  );
});
