import type { Lot } from '../lot.ts';

/** Breaks a tie by the most recent earlier round in which the tied differ, then by lot; `least` looks for the fewest votes, else for the most. */
export function byEarlierRounds(
  tied: readonly number[],
  earlier: readonly (readonly number[])[],
  least: boolean,
  lot: Lot,
  options: readonly string[],
): number {
  let left = tied;
  for (const votes of [...earlier].reverse()) {
    const figures = left.map((option) => votes[option] as number);
    const sought = least ? Math.min(...figures) : Math.max(...figures);
    left = left.filter((option) => votes[option] === sought);
    if (left.length === 1) return left[0] as number;
  }
  // The lot favours: who comes first is excluded last.
  const ranked = lot.ranked(left.map((option) => options[option] as string));
  return options.indexOf((least ? ranked.at(-1) : ranked[0]) as string);
}
