import { budgetElection, type BudgetBallot, type BudgetElection } from '../budget/budget-election.ts';
import type { PabulibBallot, PabulibFile } from './pabulib.ts';

const present = <T>(pair: readonly [T | undefined, number]): pair is readonly [T, number] => pair[0] !== undefined;

/** How many points the first rank of a ranking gives: as the file says, else the length of the longest ballot. */
function longest({ meta, ballots }: PabulibFile): number {
  const said = Number(meta.get('max_length'));
  return Number.isSafeInteger(said) && said > 0
    ? said
    : ballots.reduce((most, { places }) => Math.max(most, places.length), 0);
}

/** The election of a Pabulib file: approvals count one, points what they are, ranks one less each. */
export function pabulibElection(file: PabulibFile): BudgetElection {
  const most = longest(file);
  const worth = ({ places, points }: PabulibBallot): BudgetBallot => ({
    n: 1,
    given: places
      .map((place, at) => [place, file.type === 'ordinal' ? Math.max(0, most - at) : (points[at] ?? 1)] as const)
      .filter(present),
  });
  return budgetElection(file.projects, file.budget, file.ballots.map(worth));
}
