import { costOf, type BudgetElection } from './budget-election.ts';
import type { Ties } from './ties.ts';

/** How a greedy pass goes about it. */
export interface GreedyOptions {
  /** Ends at the first project that does not fit. */
  readonly noSkip?: boolean;
  /** Leaves out projects below a score. */
  readonly threshold?: number;
  /** What is bought already. */
  readonly bought?: readonly number[];
}

/** Why a project is not bought by score. */
export interface Unfit {
  readonly project: number;
  /** What was left when its turn came, in parts; nothing where it was left out by its score or by an earlier end. */
  readonly left?: bigint;
}

/** What a greedy pass buys, in its order, and what it does not. */
export interface GreedyRun {
  readonly bought: readonly number[];
  readonly unfit: readonly Unfit[];
}

/** Buys by score what fits into the budget; of equals whatever comes first. */
export function greedy(
  election: BudgetElection,
  ties: Ties,
  { noSkip = false, threshold, bought = [] }: GreedyOptions = {},
): GreedyRun {
  const { scores, costs, ids } = election;
  const before = new Set(bought);
  const order = [...ids.keys()]
    .filter((project) => !before.has(project))
    .sort((a, b) => (scores[b] as number) - (scores[a] as number) || ties.compare(a, b));
  const more: number[] = [];
  const unfit: Unfit[] = [];
  let left = election.budget - costOf(election, bought);
  let ended = false;
  for (const project of order) {
    const cost = costs[project] as bigint;
    if (ended || (threshold !== undefined && (scores[project] as number) < threshold)) unfit.push({ project });
    else if (cost <= left) {
      more.push(project);
      left -= cost;
    } else {
      unfit.push({ project, left });
      ended = noSkip;
    }
  }
  ties.tell(order, new Set(more));
  return { bought: [...bought, ...more], unfit };
}
