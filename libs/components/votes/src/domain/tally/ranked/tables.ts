import { fraction, type Fraction } from '../fraction.ts';
import { only, type RankedBallots } from './ranked-ballots.ts';

/** How many ballots rank each option alone in the first place. */
export function firstPreferences({ options, ballots }: RankedBallots): readonly number[] {
  const counts = options.map(() => 0);
  for (const { ranks, n } of ballots) {
    const first = only(ranks[0]);
    if (first !== undefined) counts[first] = (counts[first] as number) + n;
  }
  return counts;
}

/** Borda points: m-1, m-2, …; equal ranks, and all that are not ranked, share the remaining points equally. For showing, not for winning. */
export function borda({ options, ballots }: RankedBallots): readonly Fraction[] {
  const m = options.length;
  // A share of consecutive whole points is a whole number of halves.
  const halves = options.map(() => 0n);
  for (const { ranks, n } of ballots) {
    const ranked = new Set(ranks.flat());
    const rest = options.map((_, at) => at).filter((at) => !ranked.has(at));
    let best = m - 1;
    for (const rank of [...ranks, rest]) {
      const share = BigInt(2 * best - rank.length + 1) * BigInt(n);
      for (const option of rank) halves[option] = (halves[option] as bigint) + share;
      best -= rank.length;
    }
  }
  return halves.map((sum) => fraction(sum, 2n));
}

/** The pairwise table: how many ballots rank the option of the row above that of the column. */
export function pairwise({ options, ballots }: RankedBallots): readonly (readonly number[])[] {
  const table = options.map(() => options.map(() => 0));
  const place = new Array<number>(options.length);
  for (const { ranks, n } of ballots) {
    place.fill(ranks.length);
    ranks.forEach((rank, at) => rank.forEach((option) => (place[option] = at)));
    ranks.forEach((rank, at) => {
      for (const option of rank) {
        const row = table[option] as number[];
        for (let other = 0; other < row.length; other += 1)
          if ((place[other] as number) > at) row[other] = (row[other] as number) + n;
      }
    });
  }
  return table;
}

/** The option with the highest figure; of several, the one that comes first in an order. */
export function highest(
  figures: readonly number[],
  ranked: (tied: readonly number[]) => readonly number[],
): number | undefined {
  const most = figures.reduce((a, b) => Math.max(a, b), -Infinity);
  const tied = figures.flatMap((figure, at) => (figure === most ? [at] : []));
  return tied.length > 1 ? ranked(tied)[0] : tied[0];
}
