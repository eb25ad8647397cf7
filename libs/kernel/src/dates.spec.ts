import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { civilIn, instantOf, isCivilDate, plusDays, type CivilDate } from './civil.ts';
import {
  endOfDay,
  formatCivil,
  formatDate,
  formatDateTime,
  formatDeadline,
  isoDate,
  isoWithOffset,
  relativeDays,
} from './dates.ts';
import { fiscalYear, formatFiscalYear } from './fiscal-year.ts';
import { eraYearText } from './eras.ts';
import { parseDate } from './parse-date.ts';

const TOKYO = 'Asia/Tokyo';
const civil = (iso: string): CivilDate => {
  const [year = 0, month = 0, day = 0] = iso.split('-').map(Number);
  return { year, month, day };
};

describe('words', () => {
  test.each([
    ['2026-11-22T00:00:00Z', TOKYO, 'ja', '2026年（令和8年）11月22日（日）'],
    ['2026-11-22T00:00:00Z', 'America/Los_Angeles', 'ja', '2026年（令和8年）11月21日（土）'],
    ['2026-11-22T15:00:00Z', TOKYO, 'en', 'Mon 23 November 2026'],
    ['2019-04-30T15:00:00Z', TOKYO, 'ja', '2019年（令和元年）5月1日（水）'],
    ['2019-04-30T14:59:59Z', TOKYO, 'ja', '2019年（平成31年）4月30日（火）'],
    ['1920-01-01T00:00:00Z', TOKYO, 'ja', '1920年1月1日（木）'],
  ] as const)('%s in %s', (at, zone, locale, text) => {
    expect(formatDate(new Date(at), zone, locale)).toBe(text);
  });

  test('times have 24 hours', () => {
    expect(formatDateTime(new Date('2026-11-22T14:05:00Z'), TOKYO, 'ja')).toBe('2026年（令和8年）11月22日（日） 23:05');
  });

  test.each([
    ['2026-12-26T00:00+09:00', TOKYO, 'ja', '12月25日（金）23:59まで'],
    ['2026-12-26T00:00+09:00', TOKYO, 'en', 'until 23:59 on Fri 25 December'],
    ['2026-12-25T17:00+09:00', TOKYO, 'ja', '12月25日（金）17:00まで'],
    ['2026-12-26T00:00+09:00', 'UTC', 'ja', '12月25日（金）15:00まで'],
    ['2027-01-01T00:00+09:00', TOKYO, 'ja', '12月31日（木）23:59まで'],
  ] as const)('the deadline %s in %s', (at, zone, locale, text) => {
    expect(formatDeadline(new Date(at), zone, locale)).toBe(text);
  });

  test.each([
    ['1926-12-25', '昭和元年'],
    ['1989-01-07', '昭和64年'],
    ['1989-01-08', '平成元年'],
    ['2019-04-30', '平成31年'],
    ['2019-05-01', '令和元年'],
    ['1926-12-24', undefined],
  ])('%s is %s', (date, text) => {
    expect(eraYearText(civil(date))).toBe(text);
  });

  test.each([
    ['2026-03-31', '令和7年度', 'fiscal year 2025'],
    ['2026-04-01', '令和8年度', 'fiscal year 2026'],
    ['2019-04-01', '令和元年度', 'fiscal year 2019'],
    ['2019-03-31', '平成30年度', 'fiscal year 2018'],
    ['1989-03-31', '昭和63年度', 'fiscal year 1988'],
  ])('%s lies in %s', (date, ja, en) => {
    const year = fiscalYear(civil(date));
    expect([formatFiscalYear(year, 'ja'), formatFiscalYear(year, 'en')]).toEqual([ja, en]);
  });
});

describe('zones', () => {
  test.each([
    ['2026-12-25', TOKYO, '2026-12-25T15:00:00.000Z'],
    ['2026-03-08', 'America/Los_Angeles', '2026-03-09T07:00:00.000Z'],
    ['2026-03-28', 'Europe/London', '2026-03-29T00:00:00.000Z'],
  ])('the end of %s in %s', (date, zone, at) => {
    expect(endOfDay(civil(date), zone).toISOString()).toBe(at);
  });

  test('a wall time in a gap is the time after it, a doubled one the first', () => {
    const zone = 'America/Los_Angeles';
    const at = (iso: string, hour: number) =>
      instantOf({ ...civil(iso), hour, minute: 30, second: 0 }, zone).toISOString();
    expect(at('2026-03-08', 2)).toBe('2026-03-08T10:30:00.000Z');
    expect(at('2026-11-01', 1)).toBe('2026-11-01T08:30:00.000Z');
  });

  test.each([TOKYO, 'UTC', 'America/Los_Angeles', 'Asia/Kathmandu', 'Pacific/Apia'])(
    'instants survive a round trip in %s',
    (zone) => {
      const seconds = fc.integer({ min: Date.UTC(1951, 0) / 1000, max: Date.UTC(2100, 0) / 1000 });
      fc.assert(
        fc.property(seconds, (s) => {
          const at = new Date(s * 1000);
          expect(new Date(isoWithOffset(at, zone)).getTime()).toBe(at.getTime());
          expect(civilIn(instantOf(civilIn(at, zone), zone), zone)).toEqual(civilIn(at, zone));
        }),
        { numRuns: 200 },
      );
    },
  );

  test('ISO with offset', () => {
    expect(isoWithOffset(new Date('2026-11-22T00:00:00.900Z'), TOKYO)).toBe('2026-11-22T09:00:00+09:00');
    expect(isoWithOffset(new Date('2026-11-22T00:00:00Z'), 'America/Los_Angeles')).toBe('2026-11-21T16:00:00-08:00');
  });

  test('days are counted by the calendar of the zone', () => {
    const [from, to] = [new Date('2026-11-22T14:59:00Z'), new Date('2026-11-22T15:00:00Z')];
    expect([relativeDays(from, to, TOKYO), relativeDays(from, to, 'UTC'), relativeDays(to, from, TOKYO)]).toEqual([
      1, 0, -1,
    ]);
  });
});

describe('parse', () => {
  test.each([
    ['令和8年11月22日', '2026-11-22'],
    ['R8.11.22', '2026-11-22'],
    ['ｒ８／１１／２２', '2026-11-22'],
    ['令和八年十一月二十二日', '2026-11-22'],
    ['令和元年5月1日', '2019-05-01'],
    ['H31.4.30', '2019-04-30'],
    ['S64.1.7', '1989-01-07'],
    ['2026-11-22', '2026-11-22'],
    ['２０２６年１１月２２日', '2026-11-22'],
    ['㋿8年1月2日', '2026-01-02'],
    ['2026−11−22', '2026-11-22'],
    ['二〇二六年十月三日', '2026-10-03'],
    ['2026年（令和8年）11月22日（日）', '2026-11-22'],
    ['令和二十年十二月三十一日', '2038-12-31'],
  ])('%s', (typed, iso) => {
    expect(parseDate(typed)).toEqual({ date: civil(iso) });
  });

  test.each([
    ['H31.5.1', 'WRONG_ERA', '2019-05-01'],
    ['S64.1.8', 'WRONG_ERA', '1989-01-08'],
    ['2026-02-30', 'NO_SUCH_DAY', '2026-02-28'],
    ['R1.4.30', 'WRONG_ERA', '2019-04-30'],
  ])('%s is refused and the right form offered', (typed, problem, iso) => {
    expect(parseDate(typed)).toEqual({ problem, suggestion: civil(iso) });
  });

  test.each(['', 'R0.1.1', '11/22', '明日', '2026-11', '20261122x', '2026-11-22T00:00', '9'.repeat(1000)])(
    '%s is no date',
    (typed) => {
      expect(parseDate(typed)).toEqual({ problem: 'NOT_A_DATE' });
    },
  );

  test.each(['2026-13-01', '2026-00-10', '2026-01-32'])('%s is no day', (typed) => {
    expect(parseDate(typed)).toEqual({ problem: 'NO_SUCH_DAY' });
  });

  test('every date is read back from the form we write', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), (n) => {
        const date = plusDays({ year: 1927, month: 1, day: 1 }, n);
        expect(isCivilDate(date)).toBe(true);
        for (const text of [formatCivil(date, 'ja'), isoDate(date)]) expect(parseDate(text)).toEqual({ date });
      }),
    );
  });
});
