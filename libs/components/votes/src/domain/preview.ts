import type { CountedBallot } from './ballots-file.ts';
import { electionOf } from './tally/budget/budget-result.ts';
import type { BudgetElection } from './tally/budget/budget-election.ts';
import { preferences } from './tally/budget/figures.ts';
import { ruleReport } from './tally/budget/rule-report.ts';
import { RuleRuns } from './tally/budget/rule-runs.ts';
import { pabulibElection } from './tally/formats/pabulib-election.ts';
import { readPabulib } from './tally/formats/pabulib.ts';
import { readRanked } from './tally/formats/ranked-report.ts';
import { UnreadableFile } from './tally/formats/unreadable-file.ts';
import { rankedBallots, type RankedBallots } from './tally/ranked/ranked-ballots.ts';
import { rankedResult } from './tally/ranked/ranked-result.ts';
import { isBudgetRule, type TallyRules } from './vote-document.ts';

/** The rules that share out a budget and are shown side by side. */
export const previewRules = ['mesCostAdd1Utilitarian', 'mesCost', 'greedy'] as const;
export type PreviewRule = (typeof previewRules)[number];

/** What one rule would have done. */
export interface RuleFigures {
  readonly rule: PreviewRule;
  readonly winners: number;
  readonly cost: string;
  /** How many voters got nothing of what they chose. */
  readonly without: number;
}

/** What each rule would have done with the ballots of an earlier election, or with ballots that were made up. */
export type Preview = { readonly title: string; readonly ballots: number } & (
  | {
    readonly kind: 'BUDGET'; readonly options: number; readonly budget: string; readonly rules: readonly RuleFigures[];
    /** How many voters get more of what they chose by equal shares than by score, and how many less. */
    readonly more: number; readonly fewer: number;
  }
  | {
    readonly kind: 'RANKED'; readonly options: number; readonly seats: number; readonly plurality: readonly string[]; readonly irv: readonly string[];
    readonly schulze: readonly string[]; readonly stv: readonly string[]; readonly condorcet: string | null;
  }
);

/** Ballots to try rules on: a file that others have recorded, or ballots of ours with their rule. */
export type PreviewSource = { readonly name: string; readonly text: string } | { readonly name: string; readonly rules: TallyRules; readonly ballots: readonly CountedBallot[] };

function budgetPreview(title: string, election: BudgetElection): Preview {
  const { voters, ids, purse, budget } = election;
  const step = stepFor(budget / purse.parts, voters);
  const runs = new RuleRuns(election, { tieOrders: { greedy: 'score-cost-id', shares: 'cost-score-id' }, step });
  const { first, second } = preferences(election, runs.run('mesCostAdd1Utilitarian').winners, runs.run('greedy').winners);
  return {
    kind: 'BUDGET', title, ballots: voters, options: ids.length, budget: purse.text(budget), more: first, fewer: second,
    rules: previewRules.map((rule) => {
      const { count, cost, votersWithNoApprovedWinner } = ruleReport(election, runs.run(rule));
      return { rule, winners: count, cost, without: votersWithNoApprovedWinner };
    }),
  };
}

function rankedPreview(title: string, ranked: RankedBallots, seats: number): Preview {
  const { irv, stv, pluralityWinner, schulzeLevels, condorcetWinner } = rankedResult(ranked, seats);
  const some = (name: string | null): readonly string[] => (name === null ? [] : [name]);
  return {
    kind: 'RANKED', title, options: ranked.options.length, seats, ballots: ranked.ballots.reduce((sum, { n }) => sum + n, 0),
    plurality: some(pluralityWinner), irv: some(irv.winner), schulze: schulzeLevels[0] ?? [], stv: stv.elected, condorcet: condorcetWinner,
  };
}

const STEPS = [1, 10, 100, 1_000] as const;
const MOST_ROUNDS = 2_000n;

/** By how much endowments grow, so that rounds stay bounded (voting design, 7.3). */
export function stepFor(budget: bigint, voters: number): number {
  const each = voters === 0 ? 0n : budget / BigInt(voters);
  return STEPS.find((step) => each / BigInt(step) <= MOST_ROUNDS) ?? 1_000;
}

/** Runs all rules on some ballots; throws `UnreadableFile` where a file is none that we know. */
export function previewOf(source: PreviewSource): Preview {
  const { name } = source;
  if ('rules' in source) {
    const { rules, ballots } = source;
    if (isBudgetRule(rules.method)) return budgetPreview(name, electionOf(rules, ballots));
    if (rules.type !== 'ranked') throw new UnreadableFile(1, 'neither a budget nor rankings');
    return rankedPreview(name, rankedBallots(rules.options.map(({ id }) => id), ballots), rules.parameters.seats ?? 1);
  }
  if (/^META\b/.test(source.text.replace(/^\uFEFF/, ''))) {
    const file = readPabulib(source.text);
    // Points and rankings are counted by score alone: there is nothing to compare.
    if (file.type !== 'approval' && file.type !== 'choose-1') throw new UnreadableFile(1, 'not a vote by approval');
    return budgetPreview(file.meta.get('description') || name, pabulibElection(file));
  }
  const { title, candidates, seats, ballots } = readRanked(name, source.text);
  return rankedPreview(title || name, { options: candidates, ballots }, seats);
}

const VOTERS = 2_000;

/** Ballots made up over the options of a vote: groups with leanings of their own, the same each time. */
export function madeUpBallots({ type, options, parameters }: Pick<TallyRules, 'type' | 'options' | 'parameters'>): readonly CountedBallot[] {
  let state = 7;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const ids = options.map(({ id }) => id);
  const budget = Number(parameters.budget ?? 0);
  const costs = new Map(options.map(({ id, cost = '0' }) => [id, Number(cost)]));
  return Array.from({ length: VOTERS }, () => {
    // Three groups, the first of them as large as the others together; each likes a third of the options best.
    const group = [0, 0, 1, 2][next(4)] ?? 0;
    const liked = ids.map((id, at) => ({ id, by: next(100) + (at % 3 === group ? 60 : 0) })).sort((a, b) => b.by - a.by).map(({ id }) => id);
    if (type === 'ranked') return { b: liked.slice(0, 1 + next(ids.length)).map((id) => [id]), n: 1 };
    let spent = 0;
    const chosen = liked.slice(0, Math.min(parameters.max ?? ids.length, 2 + next(4))).filter((id) => {
      const fits = type !== 'knapsack' || spent + (costs.get(id) ?? 0) <= budget;
      if (fits) spent += costs.get(id) ?? 0;
      return fits;
    });
    return { b: chosen.sort(), n: 1 };
  });
}
