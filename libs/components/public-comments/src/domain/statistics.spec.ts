import { describe, expect, test } from '@jest/globals';
import { percent, yearsOf, type RoundOfYear } from './statistics.ts';

/** Rounds of a year that together have so many people, opinions, and opinions for which the plan was changed. */
const rounds = (year: number, many: number, people: number, opinions: number, adopted: number, code = 'A'): RoundOfYear[] =>
  Array.from({ length: many }, (_, n) => {
    const share = (total: number) => Math.floor(total / many) + (n < total % many ? 1 : 0);
    return {
      year, stage: 'RESULT_PUBLISHED' as const, exemption: null, late: false, reflecting: [code],
      numbers: {
        persons: share(people), submissions: share(people), opinions: share(opinions),
        byDisposition: [{ code, opinions: share(adopted) }, { code: 'C', opinions: share(opinions) - share(adopted) }],
      },
    };
  });

const sized = (year: number, ...opinions: readonly number[]): RoundOfYear[] => opinions.map((many) => ({
  year, stage: 'ADOPTED' as const, exemption: null, late: false, reflecting: ['A'], numbers: { persons: many, submissions: many, opinions: many, byDisposition: [] },
}));

describe('PC17 F5 the rate of reflected opinions', () => {
  test('is 18.5, 30.9 and 22.8 in the three years of Hidaka', () => {
    const years = yearsOf([...rounds(2019, 7, 101, 178, 33), ...rounds(2020, 8, 78, 489, 151), ...rounds(2021, 8, 123, 224, 51)]);
    expect(years.map(({ year, held, persons, opinions, reflected, rate }) => [year, held, persons, opinions, reflected, rate])).toEqual([
      [2021, 8, 123, 224, 51, '22.8'], [2020, 8, 78, 489, 151, '30.9'], [2019, 7, 101, 178, 33, '18.5']]);
  });

  test('is rounded half up on whole numbers, and is nothing of nothing', () => {
    expect([percent(1, 16), percent(1, 3), percent(2, 3), percent(1, 2_000), percent(5, 5)]).toEqual(['6.3', '33.3', '66.7', '0.1', '100.0']);
    expect([percent(0, 0), percent(0, 7)]).toEqual([null, '0.0']);
  });
});

describe('PC14 rounds that nobody wrote to', () => {
  test('F4 are counted: seven rounds, four with none, by a scheme of their own', () => {
    const [year] = yearsOf([...sized(2020, 0, 0, 0, 0), ...rounds(2020, 3, 9, 30, 6, 'REFLECTED')]);
    expect(year).toMatchObject({ held: 7, sizes: { none: 4, few: 0, some: 3, many: 0 }, opinions: 30, reflected: 6, rate: '20.0' });
  });

  test('F9 are most often small: 31 rounds in five years', () => {
    const five = [
      ...sized(2016, 0, 0, 3, 8, 12, 124), ...sized(2017, 0, 1, 2, 9, 15, 29), ...sized(2018, 0, 4, 5, 6, 10, 41), ...sized(2019, 0, 7, 8, 9, 22, 14),
      ...sized(2020, 0, 1, 2, 3, 4, 30, 28),
    ];
    const sizes = yearsOf(five).reduce((sum, year) => ({
      rounds: sum.rounds + year.held, none: sum.none + year.sizes.none, few: sum.few + year.sizes.few, some: sum.some + year.sizes.some,
      many: sum.many + year.sizes.many, most: Math.max(sum.most, year.most),
    }), { rounds: 0, none: 0, few: 0, some: 0, many: 0, most: 0 });
    expect(sizes).toEqual({ rounds: 31, none: 6, few: 15, some: 7, many: 3, most: 124 });
  });
});

test('PC15 what was not held, not adopted, withdrawn or late has a number of its own', () => {
  const other = (stage: RoundOfYear['stage'], exemption: string | null = null, late = false): RoundOfYear =>
    ({ year: 2026, stage, exemption, late, numbers: null, reflecting: [] });
  const [year] = yearsOf([other('NOT_HELD', 'MINOR'), other('ARCHIVED', 'URGENT'), other('NOT_ADOPTED'), other('WITHDRAWN'), other('ANALYSIS', null, true)]);
  expect(year).toMatchObject({ held: 3, answered: 0, notHeld: 2, notAdopted: 1, withdrawn: 1, late: 1, rate: null, sizes: { none: 0 } });
});
