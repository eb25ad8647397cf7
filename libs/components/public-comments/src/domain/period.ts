import { civilIn, endOfDay, instantOf, isoDate, plusDays, relativeDays, type CivilDate } from '@hiroba/kernel';
import { daysBetween, isHoliday, seasons } from './holidays.ts';
import type { Profile } from './profile.ts';

/** When a round takes opinions. */
export interface Period {
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly zone: string;
}

/** What staff should know of a period before they ask for it; none of it stops them. */
export type PeriodWarning =
  | 'CLOSES_WEEKEND' | 'CLOSES_HOLIDAY' | 'CLOSES_YEAR_END' | 'TOUCHES_YEAR_END' | 'TOUCHES_GOLDEN_WEEK' | 'TOUCHES_OBON' | 'HOLIDAYS_UNKNOWN';

/** The days of a period as a procedure counts them. */
export interface CountedDays {
  readonly first: CivilDate;
  readonly last: CivilDate;
  readonly days: number;
  readonly minDays: number;
  /** Whether a reason has to be published because the days are too few. */
  readonly isShort: boolean;
  readonly warnings: readonly PeriodWarning[];
}

const LONGEST = 400;

const civil = (at: Date, zone: string): CivilDate => {
  const { year, month, day } = civilIn(at, zone);
  return { year, month, day };
};

const isMidnight = (at: Date, zone: string): boolean => {
  const { hour, minute, second } = civilIn(at, zone);
  return hour === 0 && minute === 0 && second === 0 && at.getTime() % 1_000 === 0;
};

/** How many days a period has: from the day of publication to the last day, as the procedure counts both. */
export function dayCount({ opensAt, closesAt, zone }: Period, { countFrom, partialLastDayCounts }: Pick<Profile, 'countFrom' | 'partialLastDayCounts'>): number {
  const lastInstant = new Date(closesAt.getTime() - 1);
  const whole = partialLastDayCounts || isMidnight(closesAt, zone);
  return relativeDays(opensAt, lastInstant, zone) + 1 - (countFrom === 'EXCLUSIVE' ? 1 : 0) - (whole ? 0 : 1);
}

function warningsOf(first: CivilDate, last: CivilDate): PeriodWarning[] {
  const days = daysBetween(first, last, LONGEST);
  const weekday = new Date(Date.UTC(last.year, last.month - 1, last.day)).getUTCDay();
  const closes: (PeriodWarning | false)[] = [
    (weekday === 0 || weekday === 6) && 'CLOSES_WEEKEND',
    isHoliday(last) === true && 'CLOSES_HOLIDAY',
    seasons[0]?.has(last) === true && 'CLOSES_YEAR_END',
  ];
  return [
    ...closes.filter((warning) => warning !== false),
    ...seasons.filter(({ has }) => days.some(has)).map(({ name }): PeriodWarning => `TOUCHES_${name}`),
    ...(isHoliday(first) === undefined || isHoliday(last) === undefined ? ['HOLIDAYS_UNKNOWN' as const] : []),
  ];
}

/** A period as a procedure counts it, with what staff should know of it. */
export function countedDays(period: Period, profile: Pick<Profile, 'countFrom' | 'partialLastDayCounts' | 'minDays'>): CountedDays {
  const [first, last] = [civil(period.opensAt, period.zone), civil(new Date(period.closesAt.getTime() - 1), period.zone)];
  const days = dayCount(period, profile);
  return { first, last, days, minDays: profile.minDays, isShort: days < profile.minDays, warnings: warningsOf(first, last) };
}

/** The next local midnight at or after an instant. */
export function midnightFrom(at: Date, zone: string): Date {
  return isMidnight(at, zone) ? at : instantOf({ ...plusDays(civil(at, zone), 1), hour: 0, minute: 0, second: 0 }, zone);
}

/** The end that is proposed after the form was off: the old one and the time lost, up to the next midnight. */
export const endAfter = (closesAt: Date, lostMs: number, zone: string): Date =>
  (lostMs <= 0 ? closesAt : midnightFrom(new Date(closesAt.getTime() + lostMs), zone));

/** How many days a person has at least after something material was corrected. */
export const DAYS_AFTER_CORRECTION = 7;

/** The end that leaves enough time after a material correction: the old one where it does already. */
export function endAfterCorrection(closesAt: Date, now: Date, zone: string): Date {
  const needed = new Date(now.getTime() + DAYS_AFTER_CORRECTION * 86_400_000);
  return closesAt >= needed ? closesAt : midnightFrom(needed, zone);
}

/** Until when the city answers: so many weeks after the last day, to its end. */
export const answerDue = (closesAt: Date, weeks: number, zone: string): Date =>
  endOfDay(plusDays(civil(new Date(closesAt.getTime() - 1), zone), weeks * 7), zone);

/** A day as files and feeds write it. */
export const dayText = (at: Date, zone: string): string => isoDate(civil(at, zone));
