import { fraction, type Fraction } from '../fraction.ts';
import type { Progress } from '../progress.ts';
import { approvalsOf, costOf, type BudgetElection } from './budget-election.ts';
import { ExactShares, type SharesRun, type Utility } from './equal-shares.ts';
import { QuickShares } from './quick-shares.ts';
import type { Ties } from './ties.ts';

/** How rounds of growing endowments go. */
export interface RoundOptions {
  readonly utility: Utility;
  /** How many currency units an endowment grows by. */
  readonly step?: number;
  readonly stopWhenExhaustive?: boolean;
  /** Fractions everywhere, also where doubles could decide. */
  readonly exact?: boolean;
  readonly tell?: Progress;
}

/** The last run of growing endowments that stays within the budget. */
export interface Add1Run extends SharesRun {
  /** In parts of the currency. */
  readonly endowment: bigint;
  readonly rounds: number;
}

interface Bought {
  readonly bought: readonly number[];
  readonly cost: bigint;
}

const boughtIn = ({ purchases, cost }: SharesRun): Bought => ({
  bought: purchases.map(({ project }) => project),
  cost,
});

/** The exact run of one endowment, in parts. */
export const exactRun = (
  election: BudgetElection,
  endowment: Fraction,
  utility: Utility,
  ties: Ties,
  limit?: bigint,
): SharesRun => new ExactShares(election, endowment, utility).run(ties, limit);

/** Equal shares in rounds: the endowment grows until the outcome would first cost more than the budget; the one before holds. */
export function add1(
  election: BudgetElection,
  ties: Ties,
  { utility, step = 1, stopWhenExhaustive = false, exact = false, tell }: RoundOptions,
): Add1Run {
  const { budget, voters, purse } = election;
  const quick = !exact && QuickShares.fits(election) ? new QuickShares(election, utility, ties) : undefined;
  const run = (endowment: bigint): Bought => {
    const guess = quick?.run(Number(endowment), Number(budget));
    return guess
      ? { bought: guess.bought, cost: BigInt(guess.cost) }
      : boughtIn(exactRun(election, fraction(endowment), utility, ties, budget));
  };
  const supported = [...election.ids.keys()].filter(
    (project) => approvalsOf(election, project) > 0 && (election.costs[project] as bigint) > 0n,
  );
  const done = ({ bought, cost }: Bought): boolean => {
    if (bought.length === supported.length) return true;
    const has = new Set(bought);
    return stopWhenExhaustive && election.costs.every((each, project) => has.has(project) || cost + each > budget);
  };
  let endowment = voters === 0 ? 0n : (budget / (BigInt(voters) * purse.parts)) * purse.parts;
  let last = run(endowment);
  let rounds = 1;
  const allFit = costOf(election, election.ids.keys()) <= budget;
  while (!allFit && !done(last)) {
    const grown = endowment + BigInt(step) * purse.parts;
    const next = run(grown);
    if (next.cost > budget) break;
    [endowment, last] = [grown, next];
    rounds += 1;
    tell?.({ rounds, endowment: purse.text(endowment), spent: purse.text(last.cost), budget: purse.text(budget) });
  }
  // What is published is always an exact run; it must say the same.
  const final = exactRun(election, fraction(endowment), utility, ties);
  if (boughtIn(final).bought.join() !== last.bought.join()) throw new Error('the quick run differs from the exact one');
  return { ...final, endowment, rounds };
}
