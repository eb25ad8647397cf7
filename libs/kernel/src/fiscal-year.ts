import type { CivilDate } from './civil.ts';
import type { DateLocale } from './dates.ts';
import { eraOf, eraYearText } from './eras.ts';

/** The fiscal year (April to March) a civil date lies in, named by the year it begins. */
export function fiscalYear({ year, month }: CivilDate): number {
  return month >= 4 ? year : year - 1;
}

/** The name of a fiscal year: 令和8年度, or fiscal year 2026. */
export function formatFiscalYear(year: number, locale: DateLocale): string {
  if (locale === 'en') return `fiscal year ${year}`;
  // Named by the era of its last day (2019 is 令和元年度), unless that era began in its last quarter (1988: 昭和63年度).
  const era = eraOf({ year: year + 1, month: 3, day: 31 });
  if (era === undefined) return `${year}年度`;
  const n = year - era.from.year + 1;
  return n < 1 ? `${eraYearText({ year, month: 4, day: 1 }) ?? `${year}年`}度` : `${era.name}${n === 1 ? '元' : n}年度`;
}
