import { compare, type Fraction } from './fraction.ts';
import type { Lot } from './lot.ts';

/** Who wins seats by score: the cut is the score of the last seat (voting design, 3.1). */
export interface Seated {
  readonly winners: readonly string[];
  readonly tiedForLast: readonly string[];
  readonly reachedThreshold?: readonly string[];
}

/** What seats are given by. */
export interface SeatRule {
  readonly options: readonly string[];
  readonly seats?: number;
  readonly threshold?: Fraction;
  /** Breaks a tie for the last seat; without it the tied are named, and nobody of them wins. */
  readonly lot?: Lot;
}

/** Gives the seats to the highest scores. */
export function seated(
  { options, seats = 1, threshold, lot }: SeatRule,
  scores: ReadonlyMap<string, Fraction>,
): Seated {
  const scoreOf = (id: string): Fraction => scores.get(id) as Fraction;
  const ordered = [...options].sort((a, b) => compare(scoreOf(b), scoreOf(a)));
  const last = ordered[Math.min(seats, ordered.length) - 1];
  const reached = threshold && options.filter((id) => compare(scoreOf(id), threshold) >= 0);
  const may = (id: string): boolean => reached === undefined || reached.includes(id);
  if (last === undefined) return { winners: [], tiedForLast: [], ...(reached && { reachedThreshold: reached }) };
  const cut = scoreOf(last);
  const above = options.filter((id) => compare(scoreOf(id), cut) > 0);
  const at = options.filter((id) => compare(scoreOf(id), cut) === 0);
  const fits = above.length + at.length <= seats;
  const open = at.filter(may);
  const drawn = fits ? open : lot && open.length > 0 ? lot.ranked(open).slice(0, seats - above.length) : [];
  const won = new Set([...above.filter(may), ...drawn]);
  return {
    winners: options.filter((id) => won.has(id)),
    tiedForLast: fits || lot ? [] : open,
    ...(reached && { reachedThreshold: reached }),
  };
}
