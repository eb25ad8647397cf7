import type { BudgetElection } from './budget-election.ts';

/** How many voters have more approved winners in the first outcome, and how many in the second. */
export interface Preferences {
  readonly first: number;
  readonly second: number;
}

const hits = (approved: readonly number[], winners: ReadonlySet<number>): number =>
  approved.reduce((sum, project) => (winners.has(project) ? sum + 1 : sum), 0);

/** Compares two outcomes by the voters' eyes; those without any approved winner count, too. */
export function preferences(
  { classes }: BudgetElection,
  first: Iterable<number>,
  second: Iterable<number>,
): Preferences {
  const [a, b] = [new Set(first), new Set(second)];
  const found = { first: 0, second: 0 };
  for (const { approved, n } of classes) {
    const [x, y] = [hits(approved, a), hits(approved, b)];
    if (x > y) found.first += n;
    else if (y > x) found.second += n;
  }
  return found;
}

/** How many voters have no approved winner, one, two and so on. */
export function votersByWinners({ classes }: BudgetElection, winners: Iterable<number>): readonly number[] {
  const won = new Set(winners);
  const counts: number[] = [0];
  for (const { approved, n } of classes) {
    const many = hits(approved, won);
    while (counts.length <= many) counts.push(0);
    counts[many] = (counts[many] as number) + n;
  }
  return counts;
}

/** How well an outcome serves its voters. */
export interface Service {
  readonly votersWithNoApprovedWinner: number;
  readonly sumApprovedWinners: number;
}

/** The two figures of how well an outcome serves its voters. */
export function serviceOf(election: BudgetElection, winners: Iterable<number>): Service {
  const counts = votersByWinners(election, winners);
  return {
    votersWithNoApprovedWinner: counts[0] as number,
    sumApprovedWinners: counts.reduce((sum, n, many) => sum + n * many, 0),
  };
}
