import { isCivilDate, plusDays, type CivilDate } from './civil.ts';
import { eraOf, eras } from './eras.ts';

/** What typed text says as a date: the date, or why it is none and the date that was probably meant. */
export type ParsedDate =
  | { readonly date: CivilDate }
  | { readonly problem: 'NOT_A_DATE' | 'NO_SUCH_DAY' | 'WRONG_ERA'; readonly suggestion?: CivilDate };

const DIGITS = '〇一二三四五六七八九';

function kanjiNumber(s: string): string {
  if (!s.includes('十')) return [...s].map((c) => (c === '元' ? '1' : String(DIGITS.indexOf(c)))).join('');
  const [tens = '', ones = ''] = s.split('十');
  return String((tens === '' ? 1 : DIGITS.indexOf(tens)) * 10 + (ones === '' ? 0 : DIGITS.indexOf(ones)));
}

const ERA = eras.flatMap(({ name, letter }) => [name, name.charAt(0), letter]).join('|');
const WITH_ERA = new RegExp(`^(${ERA})(\\d{1,2})(?:年|[./-])(\\d{1,2})(?:月|[./-])(\\d{1,2})日?$`);
const WESTERN = /^(\d{4})(?:年|[./-])(\d{1,2})(?:月|[./-])(\d{1,2})日?$/;
const DASHES = /[\u2010-\u2015\u2212ー]/g;

function plain(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/\([^()]{0,20}\)/g, '')
    .replace(/\s+/g, '')
    .replace(DASHES, '-')
    .replace(/元(?=年)|[〇一二三四五六七八九十]+/g, kanjiNumber);
}

function existing(date: CivilDate): ParsedDate {
  if (isCivilDate(date)) return { date };
  const { year, month, day } = date;
  if (month < 1 || month > 12 || day < 1 || day > 31) return { problem: 'NO_SUCH_DAY' };
  const last = plusDays(month === 12 ? { year: year + 1, month: 1, day: 1 } : { year, month: month + 1, day: 1 }, -1);
  return isCivilDate(last) ? { problem: 'NO_SUCH_DAY', suggestion: last } : { problem: 'NO_SUCH_DAY' };
}

/** Reads a date in any usual Japanese or ISO form, in full or half width. */
export function parseDate(typed: string): ParsedDate {
  if (typed.length > 60) return { problem: 'NOT_A_DATE' };
  const text = plain(typed);
  const western = WESTERN.exec(text);
  if (western !== null)
    return existing({ year: Number(western[1]), month: Number(western[2]), day: Number(western[3]) });
  const [matched, sign, n, month, day] = WITH_ERA.exec(text) ?? [];
  const era = eras.find(({ name, letter }) => sign === name || sign === letter || sign === name.charAt(0));
  if (matched === undefined || era === undefined || Number(n) < 1) return { problem: 'NOT_A_DATE' };
  const parsed = existing({ year: era.from.year + Number(n) - 1, month: Number(month), day: Number(day) });
  if (!('date' in parsed) || eraOf(parsed.date) === era) return parsed;
  return { problem: 'WRONG_ERA', suggestion: parsed.date };
}
