import type { Lot } from '../lot.ts';
import { byEarlierRounds } from './earlier.ts';
import { usable, type RankedBallots } from './ranked-ballots.ts';

/** A round of instant runoff: votes of the continuing options, ballots without one, and who left or won. */
export interface RunoffRound {
  readonly votes: Readonly<Record<string, number>>;
  readonly exhausted: number;
  readonly eliminated?: string;
  readonly winner?: string;
}

/** All rounds of instant runoff. */
export interface RunoffResult {
  readonly winner: string | null;
  readonly drawnByLot: number;
  readonly rounds: readonly RunoffRound[];
}

interface Pile {
  readonly wishes: readonly number[];
  readonly n: number;
}

/** Instant runoff (voting design, 3.4): the fewest leave one by one, until one has more than half of the continuing votes. */
export function instantRunoff(ranked: RankedBallots, lot: Lot): RunoffResult {
  const { options } = ranked;
  const piles: Pile[] = ranked.ballots.map((ballot) => ({ wishes: usable(ballot), n: ballot.n }));
  const all = piles.reduce((sum, { n }) => sum + n, 0);
  const continuing = new Set(options.keys());
  const earlier: number[][] = [];
  const rounds: RunoffRound[] = [];
  const before = lot.draws.length;
  while (continuing.size > 0) {
    const votes = options.map(() => 0);
    for (const { wishes, n } of piles) {
      const wish = wishes.find((option) => continuing.has(option));
      if (wish !== undefined) votes[wish] = (votes[wish] as number) + n;
    }
    const counted = votes.reduce((sum, n) => sum + n, 0);
    const round = {
      votes: Object.fromEntries(
        [...continuing].sort((a, b) => a - b).map((option) => [options[option] as string, votes[option] as number]),
      ),
      exhausted: all - counted,
    };
    const winner = [...continuing].find((option) => 2 * (votes[option] as number) > counted || continuing.size === 1);
    if (winner !== undefined) {
      rounds.push({ ...round, winner: options[winner] as string });
      return { winner: options[winner] as string, drawnByLot: lot.draws.length - before, rounds };
    }
    const fewest = Math.min(...[...continuing].map((option) => votes[option] as number));
    const tied = [...continuing].filter((option) => votes[option] === fewest);
    const out = tied.length === 1 ? (tied[0] as number) : byEarlierRounds(tied, earlier, true, lot, options);
    rounds.push({ ...round, eliminated: options[out] as string });
    earlier.push(votes);
    continuing.delete(out);
  }
  return { winner: null, drawnByLot: 0, rounds };
}
