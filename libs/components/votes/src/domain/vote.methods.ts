import type { VoteParameters, VoteType } from './vote.ts';

/** The methods by which the ballots of a type can be counted; the first is proposed. */
export const methodsOf: Readonly<Record<VoteType, readonly string[]>> = {
  yesno: ['simple', 'twoThirds', 'absolute', 'percentOfEligible'],
  single: ['plurality'],
  approval: ['approval', 'mesCostAdd1Utilitarian', 'greedy'],
  points: ['points'],
  score: ['score'],
  ranked: ['irv', 'stv', 'schulze'],
  knapsack: ['mesCostAdd1Utilitarian', 'greedy'],
};

/** The methods that spend a budget. */
export const budgetMethods: readonly string[] = ['mesCostAdd1Utilitarian', 'greedy'];

/** Whether a vote decides what a budget is spent on. */
export const spends = ({ type, method }: { readonly type: VoteType; readonly method: string }): boolean =>
  type === 'knapsack' || budgetMethods.includes(method);

/** The parameters that a type and a method are set with. */
export function parametersOf(vote: { readonly type: VoteType; readonly method: string }): readonly (keyof VoteParameters)[] {
  const { type, method } = vote;
  if (spends(vote)) return type === 'knapsack' ? ['budget', 'minPercent', 'quorumPercent', 'step'] : ['budget', 'min', 'max', 'quorumPercent', 'step'];
  switch (type) {
    case 'yesno': return method === 'percentOfEligible' ? ['percent', 'quorumPercent'] : ['quorumPercent'];
    case 'single': return ['seats', 'quorumPercent'];
    case 'approval': return ['seats', 'min', 'max', 'quorumPercent'];
    case 'points': return ['points', 'maxPerOption', 'seats', 'quorumPercent'];
    case 'score': return ['low', 'high', 'seats', 'quorumPercent'];
    default: return method === 'stv' ? ['seats', 'quorumPercent'] : ['quorumPercent'];
  }
}
