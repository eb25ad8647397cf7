import { instantOf, locales, parseDate } from '@hiroba/kernel';
import { textOf } from '@hiroba/ui';

/** A staff text as a form sends it, one field for each language. */
export const localizedOf = (form: FormData, name: string): { ja?: string; en?: string } =>
  Object.fromEntries(locales.map((locale) => [locale, textOf(form, `${name}.${locale}`)]));

const LOCAL = /^(\d{4}-\d{2}-\d{2})[T ](\d{1,2}):(\d{2})(?::\d{2})?$/;

/** The instant typed into a date and time field, in a zone; undefined when it is none. */
export function instantTyped(typed: string, zone: string): Date | undefined {
  const text = typed.normalize('NFKC').trim();
  const [, day, hours, minutes] = LOCAL.exec(text) ?? [];
  const [dayText = '', time = '0:00'] = day ? [day, `${hours}:${minutes}`] : text.split(/\s+(?=\d{1,2}:\d{2}$)/);
  const parsed = parseDate(dayText);
  const [hour, minute] = time.split(':').map(Number);
  if (!('date' in parsed) || hour === undefined || minute === undefined || hour > 24 || minute > 59) return undefined;
  return instantOf({ ...parsed.date, hour, minute, second: 0 }, zone);
}

/** A whole number as typed, in full or half width; NaN when it is none. */
export const integerTyped = (typed: string): number => {
  const digits = typed.normalize('NFKC').replace(/[\s,]/g, '').replace(/[−ー]/g, '-');
  return /^[+-]?\d{1,9}$/.test(digits) ? Number(digits) : Number.NaN;
};
