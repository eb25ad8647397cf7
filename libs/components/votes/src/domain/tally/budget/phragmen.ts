import { fraction, plus, times, zero, compare, type Fraction } from '../fraction.ts';
import { approvalsOf, type BudgetElection, type VoterClass } from './budget-election.ts';
import type { Ties } from './ties.ts';

/** Sequential Phragmén: next comes whose supporters would bear the smallest load; ends when a project tied for next breaks the budget. */
export function phragmen(election: BudgetElection, ties: Ties): readonly number[] {
  const { ids, costs, budget, supporters, classes } = election;
  const approvals = [...ids.keys()].map((project) => BigInt(approvalsOf(election, project)));
  const open = [...ids.keys()].filter(
    (project) => (costs[project] as bigint) <= budget && (approvals[project] as bigint) > 0n,
  );
  // The load of a voter is that of the last project bought for them: loads are few, voters many.
  const last = new Array<number>(classes.length).fill(-1);
  const loads: Fraction[] = [];
  const bought: number[] = [];
  let spent = 0n;
  const loadOf = (project: number): Fraction => {
    const many = new Map<number, number>();
    for (const at of supporters[project] as readonly number[]) {
      const from = last[at] as number;
      if (from >= 0) many.set(from, (many.get(from) ?? 0) + (classes[at] as VoterClass).n);
    }
    let sum = zero;
    for (const [from, n] of many) sum = plus(sum, times(loads[from] as Fraction, fraction(BigInt(n))));
    return times(plus(sum, fraction(costs[project] as bigint)), fraction(1n, approvals[project]));
  };
  // Loads only grow: what a project would have cost its supporters before is the least it costs now.
  const bounds = new Map(open.map((project) => [project, loadOf(project)]));
  while (bounds.size > 0) {
    let best: readonly number[] = [];
    let least: Fraction | undefined;
    for (const [project, bound] of [...bounds].sort(([, a], [, b]) => compare(a, b))) {
      if (least && compare(bound, least) > 0) break;
      const load = loadOf(project);
      bounds.set(project, load);
      const order = least ? compare(load, least) : -1;
      if (order < 0) [best, least] = [[project], load];
      else if (order === 0) best = [...best, project];
    }
    if (least === undefined || best.some((project) => spent + (costs[project] as bigint) > budget)) break;
    const next = ties.first(best);
    bounds.delete(next);
    bought.push(next);
    spent += costs[next] as bigint;
    loads.push(least);
    for (const at of supporters[next] as readonly number[]) last[at] = loads.length - 1;
  }
  return bought;
}
