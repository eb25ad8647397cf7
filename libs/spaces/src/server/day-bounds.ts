import { instantOf, isCivilDate, plusDays, type CivilDate } from '@hiroba/kernel';
import { badInput } from '@hiroba/server';

/** The instant at which a day begins in a zone, or the day so many days later. */
export function startOfDay(field: string, typed: string | null | undefined, zone: string, later: number): Date | undefined {
  if (typed === undefined || typed === null || typed === '') return undefined;
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(typed) ?? [];
  const date: CivilDate = { year: Number(year), month: Number(month), day: Number(day) };
  if (!isCivilDate(date)) throw badInput(field);
  return instantOf({ ...plusDays(date, later), hour: 0, minute: 0, second: 0 }, zone);
}
