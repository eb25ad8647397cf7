import { byId } from '../../option-order.ts';
import { fractionOf, textOfFraction, type Fraction } from '../fraction.ts';
import type { BudgetRule, TieOrder } from '../budget/budget-rules.ts';
import { ruleReport, type RuleReport } from '../budget/rule-report.ts';
import { RuleRuns } from '../budget/rule-runs.ts';
import { lotOrder } from '../lot.ts';
import type { Progress } from '../progress.ts';
import type { PabulibFile } from './pabulib.ts';
import { pabulibElection } from './pabulib-election.ts';

/** What `hiroba tally pb` is asked. */
export interface PabulibQuestion {
  readonly rules?: readonly BudgetRule[];
  readonly ties?: TieOrder;
  readonly seed?: Uint8Array;
  readonly step?: number;
  readonly stopWhenExhaustive?: boolean;
  readonly exact?: boolean;
  readonly tell?: (rule: BudgetRule) => Progress;
}

/** What `hiroba tally pb` answers. */
export interface PabulibReport {
  readonly file: string;
  readonly voteType: string;
  readonly rule: string;
  readonly voters: number;
  readonly distinctBallots: number;
  readonly projects: number;
  readonly budget: string;
  readonly scores: Readonly<Record<string, string>>;
  readonly recordedWinners: readonly string[];
  readonly rules: Readonly<Partial<Record<BudgetRule, RuleReport>>>;
}

const forApprovals: readonly BudgetRule[] = [
  'greedy',
  'greedyNoSkip',
  'greedyThreshold',
  'mesCost',
  'mesCard',
  'mesCostUtilitarian',
  'mesCostAdd1',
  'mesCardAdd1',
  'mesCostAdd1Utilitarian',
  'mesCostAdd1Compare',
  'phragmen',
];

const thresholdOf = ({ meta }: PabulibFile): Fraction | undefined =>
  fractionOf(meta.get('min_project_score_threshold') ?? '');

/** The rules that apply to a file: points and rankings by score alone, a threshold where the file has one. */
export function rulesThatApply(file: PabulibFile): readonly BudgetRule[] {
  const approvals = file.type === 'approval' || file.type === 'choose-1';
  const may: readonly BudgetRule[] = approvals ? forApprovals : forApprovals.slice(0, 3);
  return thresholdOf(file) ? may : may.filter((rule) => rule !== 'greedyThreshold');
}

/** Whether a project won by the rule, as the file records it. */
export const recordedWinners = ({ projects }: PabulibFile): readonly string[] =>
  projects
    .filter(({ selected }) => selected === '1')
    .map(({ id }) => id)
    .sort(byId);

/** Counts a Pabulib file by some rules, or by all that apply. */
export function pabulibReport(name: string, file: PabulibFile, question: PabulibQuestion = {}): PabulibReport {
  const election = pabulibElection(file);
  const threshold = thresholdOf(file);
  const { seed, step, stopWhenExhaustive, exact, tell, ties = 'score-cost-id' } = question;
  const order = seed ? (ties.replace('-id', '-lot') as TieOrder) : ties;
  const lot = seed && lotOrder(seed, election.ids);
  const reports: Partial<Record<BudgetRule, RuleReport>> = {};
  const options = { tieOrders: { greedy: order, shares: order }, lot, step, stopWhenExhaustive, exact };
  const least = threshold === undefined ? undefined : Number(threshold.n) / Number(threshold.d);
  let telling: Progress | undefined;
  const runs = new RuleRuns(election, { ...options, threshold: least, tell: (done) => telling?.(done) });
  for (const rule of question.rules ?? rulesThatApply(file)) {
    telling = tell?.(rule);
    reports[rule] = ruleReport(election, runs.run(rule), threshold && textOfFraction(threshold));
  }
  return {
    file: name,
    voteType: file.type,
    rule: file.meta.get('rule') ?? '',
    voters: election.voters,
    distinctBallots: election.classes.length,
    projects: file.projects.length,
    budget: election.purse.text(election.budget),
    scores: Object.fromEntries(election.ids.map((id, at) => [id, String(election.scores[at])])),
    recordedWinners: recordedWinners(file),
    rules: reports,
  };
}
