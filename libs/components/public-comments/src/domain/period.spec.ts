import { describe, expect, test } from '@jest/globals';
import { answerDue, countedDays, dayCount, endAfter, endAfterCorrection } from './period.ts';
import { profiles } from './profile.ts';

const zone = 'Asia/Tokyo';
const day = (text: string): Date => new Date(`${text}T00:00:00+09:00`);
const after = (text: string): Date => new Date(day(text).getTime() + 86_400_000);

describe('PC1 the days of a period', () => {
  test.each([
    ['2026-11-22', '2026-12-20', 29, 28],
    ['2026-11-22', '2026-12-21', 30, 29],
    ['2019-01-11', '2019-02-12', 33, 32],
    ['2025-12-13', '2026-01-12', 31, 30],
  ])('%s to %s are %i with the first day and %i without', (first, last, inclusive, exclusive) => {
    const period = { opensAt: day(first), closesAt: after(last), zone };
    expect(dayCount(period, { countFrom: 'INCLUSIVE', partialLastDayCounts: false })).toBe(inclusive);
    expect(dayCount(period, { countFrom: 'EXCLUSIVE', partialLastDayCounts: false })).toBe(exclusive);
    expect(countedDays(period, profiles.STRICT).isShort).toBe(inclusive < 30);
  });

  test('a last day that ends at 18:00 is none by the Act and one by most ordinances', () => {
    const period = { opensAt: day('2026-11-22'), closesAt: new Date('2026-12-21T18:00:00+09:00'), zone };
    expect([dayCount(period, profiles.STRICT), dayCount(period, profiles.MUNICIPAL)]).toEqual([29, 30]);
    expect(countedDays(period, profiles.MUNICIPAL).isShort).toBe(false);
  });

  test('publication in the middle of the first day counts that day', () => {
    expect(dayCount({ opensAt: new Date('2026-11-22T15:30:00+09:00'), closesAt: after('2026-12-21'), zone }, profiles.STRICT)).toBe(30);
  });

  test('warnings name weekends, holidays and the seasons in which few people have time', () => {
    const warned = (first: string, last: string) => countedDays({ opensAt: day(first), closesAt: after(last), zone }, profiles.STRICT).warnings;
    expect(warned('2026-10-20', '2026-11-23')).toEqual(['CLOSES_HOLIDAY']);
    expect(warned('2026-11-22', '2027-01-01')).toEqual(['CLOSES_HOLIDAY', 'CLOSES_YEAR_END', 'TOUCHES_YEAR_END']);
    expect(warned('2026-12-13', '2027-01-11')).toEqual(['CLOSES_HOLIDAY', 'TOUCHES_YEAR_END']);
    expect(warned('2026-11-10', '2026-12-20')).toEqual(['CLOSES_WEEKEND']);
    expect(warned('2026-07-20', '2026-08-20')).toEqual(['TOUCHES_OBON']);
    expect(warned('2026-04-20', '2026-05-20')).toEqual(['TOUCHES_GOLDEN_WEEK']);
    expect(warned('2027-12-01', '2028-01-20')).toEqual(['TOUCHES_YEAR_END', 'HOLIDAYS_UNKNOWN']);
  });
});

describe('PC41 time that was lost', () => {
  test('45 minutes move a close at midnight to the next one, and one at 18:00 to that midnight', () => {
    const lost = 45 * 60_000;
    expect(endAfter(day('2026-12-26'), lost, zone)).toEqual(day('2026-12-27'));
    expect(endAfter(new Date('2026-12-25T18:00:00+09:00'), lost, zone)).toEqual(day('2026-12-26'));
    expect(endAfter(day('2026-12-26'), 0, zone)).toEqual(day('2026-12-26'));
  });
});

describe('PC5 a material correction', () => {
  test('leaves a week: by the end as it is, or by the midnight after it', () => {
    const closesAt = day('2026-12-26');
    expect(endAfterCorrection(closesAt, new Date(+closesAt - 7 * 86_400_000), zone)).toEqual(closesAt);
    expect(endAfterCorrection(closesAt, new Date(+closesAt - 7 * 86_400_000 + 1), zone)).toEqual(day('2026-12-27'));
    expect(endAfterCorrection(closesAt, new Date('2026-12-23T10:00:00+09:00'), zone)).toEqual(day('2026-12-31'));
  });

  test('and the answer is due so many weeks after the last day, at its end', () => {
    expect(answerDue(day('2026-12-26'), 12, zone)).toEqual(day('2027-03-20'));
  });
});
