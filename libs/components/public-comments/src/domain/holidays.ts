import { isoDate, plusDays, type CivilDate } from '@hiroba/kernel';

/** The last year whose holidays are known; the cabinet office names those of a year in the February before it. */
export const HOLIDAYS_KNOWN = { from: 2025, to: 2027 } as const;

const holidays = new Set([
  '2025-01-01', '2025-01-13', '2025-02-11', '2025-02-23', '2025-02-24', '2025-03-20', '2025-04-29', '2025-05-03', '2025-05-04', '2025-05-05', '2025-05-06',
  '2025-07-21', '2025-08-11', '2025-09-15', '2025-09-23', '2025-10-13', '2025-11-03', '2025-11-23', '2025-11-24',
  '2026-01-01', '2026-01-12', '2026-02-11', '2026-02-23', '2026-03-20', '2026-04-29', '2026-05-03', '2026-05-04', '2026-05-05', '2026-05-06',
  '2026-07-20', '2026-08-11', '2026-09-21', '2026-09-22', '2026-09-23', '2026-10-12', '2026-11-03', '2026-11-23',
  '2027-01-01', '2027-01-11', '2027-02-11', '2027-02-23', '2027-03-21', '2027-03-22', '2027-04-29', '2027-05-03', '2027-05-04', '2027-05-05',
  '2027-07-19', '2027-08-11', '2027-09-20', '2027-09-23', '2027-10-11', '2027-11-03', '2027-11-23',
]);

/** Whether a day is a Japanese public holiday; nothing where the year is not known. */
export const isHoliday = (day: CivilDate): boolean | undefined =>
  (day.year < HOLIDAYS_KNOWN.from || day.year > HOLIDAYS_KNOWN.to ? undefined : holidays.has(isoDate(day)));

/** A stretch of the year in which few people have time, from a day to a day. */
export interface Season {
  readonly name: 'YEAR_END' | 'GOLDEN_WEEK' | 'OBON';
  readonly has: (day: CivilDate) => boolean;
}

const between = (from: number, to: number) => ({ month, day }: CivilDate): boolean => month * 100 + day >= from && month * 100 + day <= to;

/** The seasons that staff are warned of. */
export const seasons: readonly Season[] = [
  { name: 'YEAR_END', has: (day) => between(1229, 1231)(day) || between(101, 103)(day) },
  { name: 'GOLDEN_WEEK', has: between(429, 505) },
  { name: 'OBON', has: between(813, 816) },
];

/** The days from one to another, both among them; at most so many. */
export function daysBetween(from: CivilDate, to: CivilDate, most: number): CivilDate[] {
  const days: CivilDate[] = [];
  for (let day = from; days.length < most && isoDate(day) <= isoDate(to); day = plusDays(day, 1)) days.push(day);
  return days;
}
