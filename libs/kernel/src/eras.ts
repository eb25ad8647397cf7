import { compareCivil, type CivilDate } from './civil.ts';

/** A Japanese era: its name, its letter in forms such as R8.11.22, and its first day. */
export interface Era {
  readonly name: string;
  readonly letter: string;
  readonly from: CivilDate;
}

/** The eras, newest first; each ends on the day before the next. */
export const eras: readonly Era[] = [
  { name: '令和', letter: 'R', from: { year: 2019, month: 5, day: 1 } },
  { name: '平成', letter: 'H', from: { year: 1989, month: 1, day: 8 } },
  { name: '昭和', letter: 'S', from: { year: 1926, month: 12, day: 25 } },
];

/** The era a civil date lies in, or undefined before the first we know. */
export function eraOf(date: CivilDate): Era | undefined {
  return eras.find(({ from }) => compareCivil(date, from) >= 0);
}

/** The year of a civil date in its era: 令和元年, 令和8年. */
export function eraYearText(date: CivilDate): string | undefined {
  const era = eraOf(date);
  if (era === undefined) return undefined;
  const n = date.year - era.from.year + 1;
  return `${era.name}${n === 1 ? '元' : n}年`;
}
