import { civilIn, instantOf, plusDays, type CivilDate } from './civil.ts';
import { eraYearText } from './eras.ts';

/** A language the platform words dates in. */
export type DateLocale = 'ja' | 'en';

const WEEKDAYS = {
  ja: ['日', '月', '火', '水', '木', '金', '土'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
} as const;
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

const two = (n: number): string => String(n).padStart(2, '0');

/** The short name of a civil date's weekday. */
export function weekday(date: CivilDate, locale: DateLocale): string {
  return WEEKDAYS[locale][new Date(Date.UTC(date.year, date.month - 1, date.day)).getUTCDay()] ?? '';
}

function dayAndMonth(date: CivilDate, locale: DateLocale): string {
  return locale === 'ja' ? `${date.month}月${date.day}日` : `${date.day} ${MONTHS[date.month - 1]}`;
}

/** A civil date as pages show it: 2026年（令和8年）11月22日（日）, or Sun 22 November 2026. */
export function formatCivil(date: CivilDate, locale: DateLocale): string {
  if (locale === 'en') return `${weekday(date, 'en')} ${dayAndMonth(date, 'en')} ${date.year}`;
  const era = eraYearText(date);
  return `${date.year}年${era === undefined ? '' : `（${era}）`}${dayAndMonth(date, 'ja')}（${weekday(date, 'ja')}）`;
}

/** The date of an instant in a zone, as pages show it. */
export function formatDate(at: Date, zone: string, locale: DateLocale): string {
  return formatCivil(civilIn(at, zone), locale);
}

/** The 24-hour time of an instant in a zone: 9:05. */
export function formatTime(at: Date, zone: string): string {
  const { hour, minute } = civilIn(at, zone);
  return `${hour}:${two(minute)}`;
}

/** The date and time of an instant in a zone, as pages show it. */
export function formatDateTime(at: Date, zone: string, locale: DateLocale): string {
  return `${formatDate(at, zone, locale)} ${formatTime(at, zone)}`;
}

/** The words for the end of a half-open window: midnight is the day before at 23:59. */
export function formatDeadline(closesAt: Date, zone: string, locale: DateLocale): string {
  const { hour, minute, second, ...day } = civilIn(closesAt, zone);
  const midnight = hour === 0 && minute === 0 && second === 0;
  const date = midnight ? plusDays(day, -1) : day;
  const time = midnight ? '23:59' : `${hour}:${two(minute)}`;
  return locale === 'ja'
    ? `${dayAndMonth(date, 'ja')}（${weekday(date, 'ja')}）${time}まで`
    : `until ${time} on ${weekday(date, 'en')} ${dayAndMonth(date, 'en')}`;
}

/** The civil date as files write it: 2026-11-22. */
export function isoDate({ year, month, day }: CivilDate): string {
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

/** The instant as files write it: ISO 8601 with the zone's offset. */
export function isoWithOffset(at: Date, zone: string): string {
  const { hour, minute, second, ...day } = civilIn(at, zone);
  const local = Date.UTC(day.year, day.month - 1, day.day, hour, minute, second);
  const offset = Math.round((local - Math.floor(at.getTime() / 1000) * 1000) / 60_000);
  const size = Math.abs(offset);
  const sign = offset < 0 ? '-' : '+';
  const time = [hour, minute, second].map(two).join(':');
  return `${isoDate(day)}T${time}${sign}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** How many civil days of the zone lie from one instant to another: 0 is the same day, 1 the next. */
export function relativeDays(from: Date, to: Date, zone: string): number {
  const days = [from, to].map((at) => {
    const { year, month, day } = civilIn(at, zone);
    return Date.UTC(year, month - 1, day) / 86_400_000;
  });
  return (days[1] ?? 0) - (days[0] ?? 0);
}

/** The instant at which a civil date ends in a zone: "until the end of 25 December" is the 26th, 0:00. */
export function endOfDay(date: CivilDate, zone: string): Date {
  return instantOf({ ...plusDays(date, 1), hour: 0, minute: 0, second: 0 }, zone);
}
