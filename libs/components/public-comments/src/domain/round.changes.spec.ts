import { describe, expect, test } from '@jest/globals';
import { changesOf, type ChangingRound, type RoundEntry } from './round.changes.ts';

const day = (text: string): Date => new Date(`${text}T00:00:00+09:00`);
const entry = (type: string, at: string, rev: number, data: object = {}): RoundEntry => ({ type, at: day(at), rev, data: { ...data } });
const scheduled = entry('round.scheduled', '2026-11-01', 1, { closes: day('2026-12-11').toISOString() });
const round: ChangingRound = { stage: 'SCHEDULED', opensAt: day('2026-11-10'), scheduledAt: day('2026-11-01'), dues: [{ since: day('2026-11-01'), at: day('2027-03-05') }] };
const told = (now: Date, entries: readonly RoundEntry[] = [scheduled], more: Partial<ChangingRound> = {}) =>
  changesOf({ ...round, ...more }, entries, now).map(({ kind, at }) => `${kind} ${at.toISOString()}`);
const at = (text: string): string => day(text).toISOString();

describe('what is told of a round', () => {
  test('opening and closing are there at their instant, and not a millisecond before', () => {
    const just = (text: string, ms = 0) => new Date(+day(text) + ms);
    expect(told(just('2026-11-10', -1))).toEqual([`ANNOUNCED ${at('2026-11-01')}`]);
    expect(told(just('2026-11-10'))).toEqual([`ANNOUNCED ${at('2026-11-01')}`, `OPENED ${at('2026-11-10')}`]);
    expect(told(just('2026-12-11', -1))).toHaveLength(2);
    expect(told(just('2026-12-11')).at(-1)).toBe(`CLOSED ${at('2026-12-11')}`);
    expect(told(just('2027-03-05', -1)).at(-1)).toBe(`CLOSED ${at('2026-12-11')}`);
    expect(told(just('2027-03-05')).at(-1)).toBe(`OVERDUE ${at('2027-03-05')}`);
  });

  test('a round that opens as it is published is told once', () => {
    expect(told(day('2026-11-10'), [entry('round.scheduled', '2026-11-10', 1, { closes: at('2026-12-11') })], { scheduledAt: day('2026-11-10') })).toEqual([`OPENED ${at('2026-11-10')}`]);
  });

  test('an end that was moved in time is no end; one that was moved after it had passed was one', () => {
    const extended = (on: string) => [scheduled, entry('round.changed', on, 2, { change: 'EXTENDED', n: 2, closes: at('2026-12-21') })];
    expect(told(day('2027-01-01'), extended('2026-12-01')).filter((one) => one.startsWith('CLOSED'))).toEqual([`CLOSED ${at('2026-12-21')}`]);
    expect(told(day('2027-01-01'), extended('2026-12-12')).filter((one) => one.startsWith('CLOSED'))).toEqual([`CLOSED ${at('2026-12-11')}`, `CLOSED ${at('2026-12-21')}`]);
    const corrected = [scheduled, entry('round.changed', '2026-12-01', 2, { change: 'CORRECTED', n: 2, closes: at('2026-12-11') })];
    expect(told(day('2027-01-01'), corrected).filter((one) => one.startsWith('CLOSED'))).toEqual([`CLOSED ${at('2026-12-11')}`]);
  });

  test('PC15 each outcome is told, and after it nothing of the clock', () => {
    const withdrawn = [scheduled, entry('round.withdrawn', '2026-11-05', 2)];
    expect(told(day('2028-01-01'), withdrawn)).toEqual([`ANNOUNCED ${at('2026-11-01')}`, `WITHDRAWN ${at('2026-11-05')}`]);
    const dropped = [scheduled, entry('round.closed', '2026-12-20', 2), entry('round.not_adopted', '2027-01-15', 3)];
    expect(told(day('2028-01-01'), dropped).slice(-3)).toEqual([`CLOSED ${at('2026-12-11')}`, `COUNTED ${at('2026-12-20')}`, `NOT_ADOPTED ${at('2027-01-15')}`]);
    expect(told(day('2028-01-01'), [entry('round.not_held', '2026-11-05', 1)], { opensAt: null, scheduledAt: day('2026-11-05'), dues: [] })).toEqual([`NOT_HELD ${at('2026-11-05')}`]);
  });

  test('steps inside the city hall are nobody else\'s news; the same change has the same key for ever', () => {
    const entries = [scheduled, entry('round.changed', '2026-12-20', 2, { change: 'RESULT_REVIEW' }), entry('round.changed', '2026-12-21', 3, { change: 'RESULT_APPROVED', n: 1 }), entry('round.archived', '2027-01-01', 4)];
    expect(told(day('2027-01-02'), entries)).toHaveLength(3);
    const keys = (now: string) => changesOf(round, entries, day(now)).map(({ kind, key }) => `${kind} ${key}`);
    expect(keys('2028-01-01').slice(0, 3)).toEqual(keys('2027-01-02'));
  });
});
