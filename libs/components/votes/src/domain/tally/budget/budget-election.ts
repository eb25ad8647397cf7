import { Purse, type Amount } from '../money.ts';

/** A project as its election knows it. */
export interface Project {
  readonly id: string;
  readonly cost: Amount;
}

/** Voters who approve the same projects, and how many they are. */
export interface VoterClass {
  readonly approved: readonly number[];
  readonly n: number;
}

/** An election that shares out a budget: projects by their place, money in whole parts of the currency. */
export interface BudgetElection {
  readonly ids: readonly string[];
  readonly costs: readonly bigint[];
  readonly budget: bigint;
  readonly purse: Purse;
  /** All valid ballots, blank ones among them. */
  readonly voters: number;
  readonly classes: readonly VoterClass[];
  /** For each project the classes that approve it. */
  readonly supporters: readonly (readonly number[])[];
  readonly scores: readonly number[];
}

/** What one ballot gives to the projects it names, by their places. */
export interface BudgetBallot {
  readonly given: readonly (readonly [project: number, points: number])[];
  readonly n: number;
}

/** An election of projects, a budget and ballots; voters who approve the same projects are put together. */
export function budgetElection(
  projects: readonly Project[],
  budget: Amount,
  ballots: Iterable<BudgetBallot>,
): BudgetElection {
  const purse = new Purse([budget, ...projects.map(({ cost }) => cost)]);
  const merged = new Map<string, { approved: readonly number[]; n: number }>();
  const scores = projects.map(() => 0);
  let voters = 0;
  for (const { given, n } of ballots) {
    voters += n;
    for (const [project, points] of given) scores[project] = (scores[project] as number) + points * n;
    const approved = given.map(([project]) => project).sort((a, b) => a - b);
    const key = approved.join();
    const same = merged.get(key);
    if (same) same.n += n;
    else merged.set(key, { approved, n });
  }
  const classes = [...merged.values()];
  const supporters: number[][] = projects.map(() => []);
  classes.forEach(({ approved }, at) => approved.forEach((project) => supporters[project]?.push(at)));
  return {
    ids: projects.map(({ id }) => id),
    costs: projects.map(({ cost }) => purse.of(cost)),
    budget: purse.of(budget),
    purse,
    voters,
    classes,
    supporters,
    scores,
  };
}

/** How many voters approve a project. */
export const approvalsOf = ({ supporters, classes }: BudgetElection, project: number): number =>
  (supporters[project] as readonly number[]).reduce((sum, at) => sum + (classes[at] as VoterClass).n, 0);

/** What some projects cost together. */
export const costOf = ({ costs }: BudgetElection, projects: Iterable<number>): bigint => {
  let sum = 0n;
  for (const project of projects) sum += costs[project] as bigint;
  return sum;
};
