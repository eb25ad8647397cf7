import { byCodePoint } from '../../option-order.ts';
import type { Ballot } from '../../ballot.ts';
import { mergeBallots, type CountedBallot } from '../../ballots-file.ts';
import type { BudgetParameters, BudgetRule } from '../budget/budget-rules.ts';

/** A budget vote as it is handed to other tools. */
export interface WrittenElection {
  readonly title: string;
  readonly type: 'approval' | 'knapsack' | 'single' | 'points' | 'ranked';
  readonly rule: BudgetRule;
  readonly budget: string;
  readonly parameters: BudgetParameters;
  readonly threshold?: number | string;
  readonly options: readonly {
    readonly id: string;
    readonly cost: string;
    readonly title: string;
    readonly category?: string;
  }[];
  readonly ballots: readonly CountedBallot[];
  readonly winners?: readonly string[];
}

const types = {
  approval: 'approval',
  knapsack: 'approval',
  single: 'choose-1',
  points: 'cumulative',
  ranked: 'ordinal',
} as const;

/** A field as Pabulib quotes it. Canonical files are for machines: nothing in them is neutralised. */
const field = (text: string): string =>
  /[;"\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
const row = (...fields: readonly string[]): string => `${fields.map(field).join(';')}\n`;

function written(ballot: Ballot): readonly string[] {
  if (ballot === null) return [''];
  if (typeof ballot === 'string') return [ballot];
  if (!Array.isArray(ballot)) {
    const given = Object.entries(ballot as Readonly<Record<string, number>>).sort(([a], [b]) => byCodePoint(a, b));
    return [given.map(([id]) => id).join(), given.map(([, points]) => points).join()];
  }
  const ids = (ballot as readonly (string | readonly string[])[]).map((rank) => {
    if (typeof rank === 'string') return rank;
    if (rank.length > 1) throw new RangeError('Pabulib knows no equal rank');
    return rank[0] as string;
  });
  return [ids.join()];
}

/** A Pabulib file of a vote: voters are numbers in canonical order, and nothing is said of them. */
export function writePabulib(election: WrittenElection): string {
  const { type, options, winners } = election;
  const ballots = mergeBallots(election.ballots);
  const meta: Readonly<Record<string, string>> = {
    description: election.title,
    num_projects: String(options.length),
    num_votes: String(ballots.reduce((sum, { n }) => sum + n, 0)),
    budget: election.budget,
    vote_type: types[type],
    rule: election.rule,
    ...(election.parameters.maxLength !== undefined && { max_length: String(election.parameters.maxLength) }),
    ...(election.threshold !== undefined && { min_project_score_threshold: String(election.threshold) }),
    comment: JSON.stringify(election.parameters),
  };
  if (options.some(({ id }) => /[,\s]/.test(id))) throw new RangeError('Pabulib knows no id with a comma or a blank');
  const won = new Set(winners);
  let voter = 0;
  const votes = ballots.flatMap(({ b, n }) => {
    const given = written(b);
    return Array.from({ length: n }, () => row(String((voter += 1)), ...given));
  });
  return [
    'META\n',
    row('key', 'value'),
    ...Object.entries(meta).map((pair) => row(...pair)),
    'PROJECTS\n',
    row('project_id', 'cost', 'name', 'category', ...(winners ? ['selected'] : [])),
    ...options.map(({ id, cost, title, category = '' }) =>
      row(id, cost, title, category, ...(winners ? [won.has(id) ? '1' : '0'] : [])),
    ),
    'VOTES\n',
    row('voter_id', 'vote', ...(type === 'points' ? ['points'] : [])),
    ...votes,
  ].join('');
}
