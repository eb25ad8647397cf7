import type { Ballot } from '../../ballot.ts';
import type { CountedBallot } from '../../ballots-file.ts';
import { byId } from '../../option-order.ts';
import type { TallyRules } from '../../vote-document.ts';
import { fraction, minus, textOfFraction, times, type Fraction } from '../fraction.ts';
import type { Draw, Lot } from '../lot.ts';
import type { Progress } from '../progress.ts';
import { contributions } from '../scores.ts';
import { turnoutOf } from '../turnout.ts';
import { budgetElection, type BudgetBallot, type BudgetElection } from './budget-election.ts';
import type { BudgetRule, TieOrder } from './budget-rules.ts';
import type { Unpaid } from './equal-shares.ts';
import { preferences, votersByWinners } from './figures.ts';
import { purchaseReports, ruleReport, type PurchaseReport, type RuleReport } from './rule-report.ts';
import { RuleRuns, type RuleRun } from './rule-runs.ts';

/** Why a project did not win: its supporters could not pay it, or it did not fit into what was left. */
export interface LostReport {
  readonly project: string;
  /** What its supporters had when equal shares gave it up, what was lacking, and how many more with a whole endowment would have done. */
  readonly money?: string;
  readonly lack?: string;
  readonly supportersLacking?: number;
  /** What was left of the budget when its turn by score came. */
  readonly left?: string;
}

/** How a budget was shared out. */
export interface BudgetResult extends RuleReport {
  readonly rule: BudgetRule;
  readonly budget: string;
  readonly left: string;
  readonly turnout?: string;
  readonly quorumMet?: boolean;
  readonly status?: 'no-quorum';
  readonly scores: Readonly<Record<string, string>>;
  readonly nominalEndowment?: string;
  readonly finalEndowment?: string;
  readonly purchases?: readonly PurchaseReport[];
  /** What was bought by score with what equal shares left. */
  readonly completion?: readonly string[];
  readonly lost: readonly LostReport[];
  readonly votersByWinners: readonly number[];
  readonly moreThanGreedy: number;
  readonly fewerThanGreedy: number;
  /** What other rules would have bought. */
  readonly rules: Readonly<Record<string, RuleReport>>;
  readonly draws: readonly Draw[];
}

const besides: readonly BudgetRule[] = [
  'greedy',
  'mesCost',
  'mesCostUtilitarian',
  'mesCostAdd1',
  'mesCostAdd1Utilitarian',
  'phragmen',
];
const onlyScores: ReadonlySet<string> = new Set(['points', 'ranked']);

/** The rules that ballots of a type allow: points and rankings are counted by score alone. */
export const rulesFor = (type: TallyRules['type']): readonly BudgetRule[] =>
  onlyScores.has(type)
    ? ['greedy', 'greedyNoSkip', 'greedyThreshold']
    : [...besides, 'greedyNoSkip', 'greedyThreshold', 'mesCard', 'mesCardAdd1', 'mesCostAdd1Compare'];

/** What a ballot gives to the projects: its points; for a ranking as many as its longest allows for the first rank, one less for each further. */
function given(type: TallyRules['type'], ballot: Ballot, longest: number): readonly (readonly [string, number])[] {
  if (type !== 'ranked') return contributions(ballot);
  let place = 0;
  return (ballot as readonly (readonly string[])[]).flatMap((rank) => {
    const points = Math.max(0, longest - place);
    place += rank.length;
    return rank.map((id) => [id, points] as const);
  });
}

/** The election of a budget vote. */
export function electionOf(
  { type, options, parameters }: TallyRules,
  ballots: readonly CountedBallot[],
): BudgetElection {
  const place = new Map(options.map(({ id }, at) => [id, at]));
  const lengthOf = ({ b }: CountedBallot): number => (Array.isArray(b) ? b.flat().length : 0);
  const longest = parameters.maxLength ?? ballots.reduce((most, ballot) => Math.max(most, lengthOf(ballot)), 0);
  const placed = ballots.map(({ b, n }): BudgetBallot => ({
    n,
    given: given(type, b, longest).map(([id, points]) => [place.get(id) as number, points] as const),
  }));
  return budgetElection(
    options.map(({ id, cost = '0' }) => ({ id, cost })),
    parameters.budget ?? '0',
    placed,
  );
}

function tieOrdersOf(order: TieOrder | undefined): { greedy: TieOrder; shares: TieOrder } {
  return order ? { greedy: order, shares: order } : { greedy: 'score-cost-lot', shares: 'cost-score-lot' };
}

function lostReports(election: BudgetElection, run: RuleRun, endowment: Fraction): readonly LostReport[] {
  const { ids, costs, purse } = election;
  const won = new Set(run.winners);
  const unpaid = new Map<number, Unpaid>(run.shares?.unpaid.map((each) => [each.project, each]));
  const unfit = new Map(run.greedy?.unfit.map((each) => [each.project, each]));
  const units = (parts: Fraction): string => textOfFraction(times(parts, fraction(1n, purse.parts)));
  return [...ids.keys()]
    .filter((project) => !won.has(project))
    .sort((a, b) => byId(ids[a] as string, ids[b] as string))
    .map((project) => {
      const [money, left] = [unpaid.get(project)?.money, unfit.get(project)?.left];
      const lack = money && minus(fraction(costs[project] as bigint), money);
      const more =
        lack && endowment.n > 0n
          ? (lack.n * endowment.d + lack.d * endowment.n - 1n) / (lack.d * endowment.n)
          : undefined;
      return {
        project: ids[project] as string,
        ...(money && lack && { money: units(money), lack: units(lack) }),
        ...(more !== undefined && { supportersLacking: Number(more) }),
        ...(left !== undefined && { left: purse.text(left) }),
      };
    });
}

/** Shares out a budget by the rule of a vote, with the figures that explain it. */
export function budgetResult(
  rule: BudgetRule,
  rules: TallyRules,
  ballots: readonly CountedBallot[],
  lot?: Lot,
  tell?: Progress,
): BudgetResult {
  const { parameters, type } = rules;
  const election = electionOf(rules, ballots);
  const { ids, purse, budget, voters } = election;
  const part = turnoutOf({ valid: voters, eligible: rules.eligible, quorumPercent: parameters.quorumPercent });
  const threshold = parameters.threshold === undefined ? undefined : Number(parameters.threshold);
  const runs = new RuleRuns(election, {
    tieOrders: tieOrdersOf(parameters.tieOrder),
    lot: lot?.order,
    threshold,
    step: parameters.step,
    stopWhenExhaustive: parameters.stopWhenExhaustive,
    tell,
  });
  const run = runs.run(rule);
  const nominal = voters === 0 ? fraction(0n) : fraction(budget, BigInt(voters));
  const endowment = run.add1 ? fraction(run.add1.endowment) : nominal;
  const against = preferences(election, run.winners, runs.run('greedy').winners);
  const first = new Set(run.shares?.purchases.map(({ project }) => project));
  const failed = part.quorumMet === false;
  const report = ruleReport(election, run, parameters.threshold?.toString());
  return {
    ...part,
    rule,
    budget: purse.text(budget),
    scores: Object.fromEntries(ids.map((id, at) => [id, String(election.scores[at])])),
    ...report,
    ...(failed && { winners: [], status: 'no-quorum' as const }),
    left: purse.text(budget - run.cost),
    ...(run.shares && {
      nominalEndowment: textOfFraction(times(nominal, fraction(1n, purse.parts))),
      purchases: purchaseReports(election, run.shares, (tied) => run.ties.named(tied)),
    }),
    ...(run.add1 && { finalEndowment: purse.text(run.add1.endowment), add1Rounds: run.add1.rounds }),
    ...(run.shares &&
      run.greedy && {
        completion: run.winners.filter((project) => !first.has(project)).map((project) => ids[project] as string),
      }),
    lost: lostReports(election, run, endowment),
    votersByWinners: votersByWinners(election, run.winners),
    moreThanGreedy: against.first,
    fewerThanGreedy: against.second,
    rules: Object.fromEntries(
      (onlyScores.has(type) ? ['greedy' as const] : besides).map((each) => [
        each,
        ruleReport(election, runs.run(each)),
      ]),
    ),
    draws: run.ties.draws,
  };
}
