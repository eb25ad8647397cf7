/** The rules by which a budget is shared out (voting design, 7.3). */
export const budgetRules = [
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
] as const;

export type BudgetRule = (typeof budgetRules)[number];

/** The rules that need no more than scores; the only ones for points and rankings. */
export const greedyFamily = ['greedy', 'greedyNoSkip', 'greedyThreshold'] as const satisfies readonly BudgetRule[];

/** In which order equals come: the greedy family and equal shares each name two (voting design, 7.2). */
export const tieOrders = ['score-cost-id', 'cost-score-id', 'score-cost-lot', 'cost-score-lot'] as const;

export type TieOrder = (typeof tieOrders)[number];

/** What steers the sharing out of a budget. */
export interface BudgetParameters {
  readonly tieOrder?: TieOrder;
  /** How many currency units an endowment grows by in each round. */
  readonly step?: number;
  /** Whether rounds end as soon as nothing that was not bought fits. */
  readonly stopWhenExhaustive?: boolean;
  /** How many points the first rank gives. */
  readonly maxLength?: number;
}
