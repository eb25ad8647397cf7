import type { ReactNode } from 'react';
import { civilIn, formatDate, formatDateTime, formatDeadline, instantOf, plusDays, relativeDays } from '@hiroba/kernel';
import { useLocale, useT } from './i18n.tsx';
import { useNow } from './situation.tsx';
import { useSite } from './site.tsx';

type Instant = Date | string;

interface DateProps {
  readonly at: Instant;
  /** Whether how long ago it was is said after it. */
  readonly relative?: boolean;
}

/** The next midnight of a zone, where "today" becomes "yesterday". */
const nextDay = (zone: string) => (now: Date): Date =>
  instantOf({ ...plusDays(civilIn(now, zone), 1), hour: 0, minute: 0, second: 0 }, zone);

/** How far a day is from today, in words. */
function useDaysFrom(at: Date): string {
  const t = useT();
  const { timeZone } = useSite();
  const days = relativeDays(useNow(nextDay(timeZone)), at, timeZone);
  return days < 0 ? t('ui.date.ago', { days: -days }) : t('ui.date.ahead', { days });
}

/** A date and what is said after it: beside each other, or below on a narrow page. */
const Beside = ({ children }: { children: ReactNode }) =>
  <span className="inline-flex flex-wrap gap-x-4">{children}</span>;

function Relative({ at }: { at: Date }) {
  return <span className="text-ink-soft">{useDaysFrom(at)}</span>;
}

/** A day, with its weekday. */
export function Day({ at, relative }: DateProps) {
  const locale = useLocale();
  const { timeZone } = useSite();
  const date = new Date(at);
  return (
    <Beside>
      <time dateTime={date.toISOString()}>{formatDate(date, timeZone, locale)}</time>
      {relative ? <Relative at={date} /> : null}
    </Beside>
  );
}

/** A day with its time. */
export function DateTime({ at, relative }: DateProps) {
  const locale = useLocale();
  const { timeZone } = useSite();
  const date = new Date(at);
  return (
    <Beside>
      <time dateTime={date.toISOString()}>{formatDateTime(date, timeZone, locale)}</time>
      {relative ? <Relative at={date} /> : null}
    </Beside>
  );
}

const HOUR = 3_600_000;

/** When what is left until an end is said otherwise: at midnight, and each hour of the last day. */
const nextWords = (end: Date, zone: string) => (from: Date): Date | undefined => {
  const hours = Math.min(24, Math.ceil((+end - +from) / HOUR) - 1);
  return from < end ? new Date(Math.min(+end - hours * HOUR, +nextDay(zone)(from))) : undefined;
};

/** The end of a window: the last minute that still counts, and how many days are left, or hours where it ends by tomorrow. */
export function Deadline({ at }: { at: Instant }) {
  const t = useT();
  const locale = useLocale();
  const { timeZone } = useSite();
  const date = new Date(at);
  const now = useNow(nextWords(date, timeZone));
  const days = relativeDays(now, new Date(date.getTime() - 1), timeZone);
  const hours = Math.floor((+date - +now) / HOUR);
  const left = hours < 1 || (days > 0 && hours < 24) ? t('ui.date.hours', { hours }) : t('ui.date.left', { days });
  return (
    <Beside>
      <time dateTime={date.toISOString()}>{formatDeadline(date, timeZone, locale)}</time>
      <span className="font-700">{now < date ? left : t('ui.date.over')}</span>
    </Beside>
  );
}
