import { instantOf, civilIn, plusDays } from '@hiroba/kernel';

/** How often somebody is told what happened in what they follow. */
export const frequencies = ['DAILY', 'WEEKLY', 'NONE'] as const;
export type Frequency = (typeof frequencies)[number];

/** How often those are told who have not said. */
export const usualFrequency: Frequency = 'DAILY';

export const noticeLimits = {
  /** How many things one person follows. */
  follows: 500,
  /** How many things one mail names; of the others it tells how many they are. */
  lines: 30,
  /** At which hour of the city mails go out. */
  hour: 7,
  /** How long a mail that asks whether an address is right waits for its answer. */
  confirmDays: 7,
} as const;

/** What happened is told at once to whoever follows the thing itself, and not again with what happened that day. */
export const toldAtOnce = ['ANSWERED', 'MERGED', 'CONCLUDED', 'CLOSED', 'OPENED'] as const;

/** Until when a mail tells that goes out now or is late: the end of the last whole day, or week, whose morning after has come. */
export function toldUntil(frequency: Exclude<Frequency, 'NONE'>, now: Date, zone: string): Date {
  const local = civilIn(now, zone);
  const day =
    local.hour < noticeLimits.hour ? plusDays(local, -1) : { year: local.year, month: local.month, day: local.day };
  // Monday is the first day of a week.
  const since = frequency === 'DAILY' ? 0 : (new Date(Date.UTC(day.year, day.month - 1, day.day)).getUTCDay() + 6) % 7;
  return instantOf({ ...plusDays(day, -since), hour: 0, minute: 0, second: 0 }, zone);
}
