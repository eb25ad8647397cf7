import { describe, expect, test } from '@jest/globals';
import { isOverdue, statusOf, takesSubmissions, type RoundFacts } from './round.ts';

const at = (text: string): Date => new Date(text);
const round: RoundFacts = {
  id: '1', stage: 'SCHEDULED', opensAt: at('2026-11-26T00:00:00+09:00'), closesAt: at('2026-12-26T00:00:00+09:00'), suspensions: [],
  responseDueAt: at('2027-03-20T00:00:00+09:00'),
};

describe('the status of a round', () => {
  test('follows the clock over a half-open window', () => {
    const seen = ['2026-11-25T23:59:59.999+09:00', '2026-11-26T00:00:00+09:00', '2026-12-25T14:59:59.999Z', '2026-12-25T15:00:00.000Z'];
    expect(seen.map((now) => statusOf(round, at(now)))).toEqual(['ANNOUNCED', 'OPEN', 'OPEN', 'CLOSED']);
    expect(seen.map((now) => takesSubmissions(round, at(now)))).toEqual([false, true, true, false]);
  });

  test('is suspended from the first instant of a suspension until its end', () => {
    const off = { ...round, suspensions: [{ from: '2026-12-01T00:00:00.000Z', to: '2026-12-01T00:45:00.000Z', reason: '障害' }] };
    const seen = ['2026-11-30T23:59:59.999Z', '2026-12-01T00:00:00.000Z', '2026-12-01T00:44:59.999Z', '2026-12-01T00:45:00.000Z'];
    expect(seen.map((now) => statusOf(off, at(now)))).toEqual(['OPEN', 'SUSPENDED', 'SUSPENDED', 'OPEN']);
  });

  test('is overdue from the very instant on at which the answer was promised, and never again once it is there', () => {
    const due = at('2027-03-20T00:00:00+09:00');
    expect([new Date(+due - 1), due].map((now) => isOverdue({ ...round, stage: 'ANALYSIS' }, now))).toEqual([false, true]);
    expect(isOverdue({ ...round, stage: 'RESULT_PUBLISHED' }, due)).toBe(false);
  });
});
