import { civilIn, formatDate, formatTime } from '@hiroba/kernel';
import { useLocale, useSite } from '@hiroba/ui';

/** The last day of a window whose end is given: at midnight the day before, with its year; a time only where it ends during the day. */
export function LastDay({ at }: { at: Date | string }) {
  const locale = useLocale();
  const { timeZone } = useSite();
  const end = new Date(at);
  const { hour, minute } = civilIn(end, timeZone);
  const day = formatDate(new Date(end.getTime() - 1), timeZone, locale);
  return <time dateTime={end.toISOString()}>{hour === 0 && minute === 0 ? day : `${day} ${formatTime(end, timeZone)}`}</time>;
}
