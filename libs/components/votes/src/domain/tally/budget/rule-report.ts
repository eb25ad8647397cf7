import { asDouble, fraction, textOfFraction, times, type Fraction } from '../fraction.ts';
import type { BudgetElection } from './budget-election.ts';
import type { Purchase, SharesRun, Utility } from './equal-shares.ts';
import { serviceOf, type Service } from './figures.ts';
import type { RuleRun } from './rule-runs.ts';

/** A purchase as results write it. */
export interface PurchaseReport {
  readonly project: string;
  readonly share: string;
  readonly effectiveVotes: string;
  readonly tied: readonly string[];
}

/** What a rule buys, as results write it. */
export interface RuleReport extends Service {
  readonly winners: readonly string[];
  readonly count: number;
  readonly cost: string;
  readonly order?: readonly string[];
  readonly purchases?: readonly PurchaseReport[];
  readonly finalEndowment?: string;
  readonly add1Rounds?: number;
  readonly preferEqualShares?: number;
  readonly preferGreedy?: number;
  readonly threshold?: string;
}

const inUnits = ({ purse }: BudgetElection, parts: Fraction): Fraction => times(parts, fraction(1n, purse.parts));

/** Purchases of equal shares as results write them: what one supporter pays at most, and cost over share. */
export const purchaseReports = (
  election: BudgetElection,
  { purchases }: SharesRun,
  named: (projects: Iterable<number>) => readonly string[],
): readonly PurchaseReport[] =>
  purchases.map(({ project, share, tied }: Purchase) => ({
    project: election.ids[project] as string,
    share: textOfFraction(inUnits(election, share)),
    effectiveVotes: textOfFraction(fraction((election.costs[project] as bigint) * share.d, share.n)),
    tied: named(tied),
  }));

/** What a rule buys, as the command line writes it. */
export function ruleReport(election: BudgetElection, run: RuleRun, threshold?: string): RuleReport {
  const { ids, purse } = election;
  const named = (projects: Iterable<number>): readonly string[] => run.ties.named(projects);
  return {
    winners: named(run.winners),
    count: run.winners.length,
    cost: purse.text(run.cost),
    ...serviceOf(election, run.winners),
    ...(run.order && { order: run.order.map((project) => ids[project] as string) }),
    ...(run.order && run.shares && { purchases: purchaseReports(election, run.shares, named) }),
    ...((run.rule === 'mesCostAdd1' || run.rule === 'mesCardAdd1') &&
      run.add1 && { finalEndowment: purse.text(run.add1.endowment), add1Rounds: run.add1.rounds }),
    ...(run.preferences && { preferEqualShares: run.preferences.first, preferGreedy: run.preferences.second }),
    ...(run.rule === 'greedyThreshold' && threshold !== undefined && { threshold }),
  };
}

/** The utility that a rule of equal shares gives to a project; undefined for other rules. */
export const utilityOf = (rule: RuleRun['rule']): Utility | undefined =>
  rule.startsWith('mesCard') ? 'card' : rule.startsWith('mesCost') ? 'cost' : undefined;

/** A fraction for eyes: with so many digits after the point. */
export const rounded = (value: Fraction, digits: number): number => Number(asDouble(value).toFixed(digits));
