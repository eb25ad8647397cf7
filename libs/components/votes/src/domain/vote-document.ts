import { jcs, type Json, type Sha256 } from '@hiroba/kernel';
import type { BallotLimits, BallotOption, BallotRules } from './ballot.ts';
import { toHex } from './package-text.ts';
import { budgetRules, type BudgetParameters, type BudgetRule } from './tally/budget/budget-rules.ts';
import { majorities, type Majority } from './tally/majority.ts';
import type { Amount } from './tally/money.ts';
import type { TieRule } from './vote.ts';

/** The methods that seat options by scores; each is named like the ballots it counts. */
export const scoreMethods = ['plurality', 'approval', 'points', 'score', 'quadratic'] as const;

/** The methods that count rankings. */
export const rankedMethods = ['schulze', 'irv', 'stv'] as const;

/** How a vote is counted: a majority, scores, rankings, or the sharing out of a budget. */
export type TallyMethod = Majority | (typeof scoreMethods)[number] | (typeof rankedMethods)[number] | BudgetRule;

const within = <T extends string>(list: readonly T[], method: string): method is T =>
  (list as readonly string[]).includes(method);

/** Whether a method shares out a budget. */
export const isBudgetRule = (method: string): method is BudgetRule => within(budgetRules, method);

/** Whether a method asks for a majority. */
export const isMajority = (method: string): method is Majority => within(majorities, method);

/** Whether a method counts rankings. */
export const isRankedMethod = (method: string): method is (typeof rankedMethods)[number] =>
  within(rankedMethods, method);

/** Whether a name is that of a method. */
export const isTallyMethod = (method: string): method is TallyMethod =>
  isMajority(method) || isBudgetRule(method) || isRankedMethod(method) || within(scoreMethods, method);

/** All that steers a tally; fixed before opening. */
export interface TallyParameters extends BallotLimits, BudgetParameters {
  readonly seats?: number;
  readonly threshold?: number | string;
  readonly quorumPercent?: number | string;
  readonly percent?: number | string;
  readonly tieRule?: TieRule;
}

/** An option of a vote; a title is for people, and no count looks at it. */
export interface VoteOption extends BallotOption {
  readonly title?: Readonly<Record<string, string>>;
  readonly category?: string;
}

/** A part of a vote that is counted for itself: a district, with its own budget and its own options. */
export interface VoteScope {
  readonly id: string;
  readonly title?: Readonly<Record<string, string>>;
  readonly options?: readonly string[];
  readonly budget?: Amount;
  readonly eligible?: number;
}

/** The rule of a tally. */
export interface TallyRules extends BallotRules {
  readonly method: TallyMethod;
  readonly options: readonly VoteOption[];
  readonly parameters: TallyParameters;
  readonly eligible?: number;
}

/** Where the value of a lot comes from, named before opening. */
export interface LotSource {
  readonly kind: 'STOCK_INDEX' | 'LOTTERY' | 'PUBLIC_DRAWING';
  readonly description: string;
  readonly date?: string;
}

/** `vote.json`: everything that is fixed before a vote opens; its digest is the rule hash. */
export interface VoteDocument extends TallyRules {
  readonly id: string;
  readonly title?: Readonly<Record<string, string>>;
  readonly scopes: readonly VoteScope[];
  readonly secrecy: 'OPEN' | 'SEPARATED';
  readonly publication: { readonly uniqueLimitPermille: number; readonly openings: 'PUBLIC' | 'AUDITORS' };
  readonly lotSource?: LotSource;
  readonly dates: { readonly opensAt: string; readonly closesAt: string };
}

/** A value without the members that are undefined, as JSON has it. */
const settled = (value: object): Json => JSON.parse(JSON.stringify(value)) as Json;

/** The canonical text of `vote.json` (RFC 8785). */
export const voteText = (vote: VoteDocument): string => jcs(settled(vote));

/** The rule hash: what the log knows of the rule of a vote before it opens, spelled as there. */
export const ruleHash = (vote: VoteDocument, sha256: Sha256): string =>
  toHex(sha256(new TextEncoder().encode(voteText(vote))));

/** The rule of one scope of a vote: its options, its budget, its eligible people. */
export function rulesOfScope(vote: VoteDocument, scopeId: string): TallyRules {
  const scope = vote.scopes.find(({ id }) => id === scopeId);
  if (scope === undefined) throw new RangeError(`no such scope: ${scopeId}`);
  const { budget = vote.parameters.budget, eligible = vote.eligible } = scope;
  return {
    type: vote.type,
    method: vote.method,
    options: scope.options ? vote.options.filter(({ id }) => scope.options?.includes(id)) : vote.options,
    parameters: { ...vote.parameters, ...(budget !== undefined && { budget }) },
    ...(eligible !== undefined && { eligible }),
  };
}
