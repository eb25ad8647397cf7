import { ballotsIn, type CountedBallot } from '../ballots-file.ts';
import { isBudgetRule, isMajority, isRankedMethod, type TallyRules } from '../vote-document.ts';
import { budgetResult, type BudgetResult } from './budget/budget-result.ts';
import { fraction } from './fraction.ts';
import { Lot, type Draw } from './lot.ts';
import { plainResult, type PlainResult } from './plain-result.ts';
import type { Progress } from './progress.ts';
import { instantRunoff, type RunoffResult } from './ranked/instant-runoff.ts';
import { rankedBallots } from './ranked/ranked-ballots.ts';
import { rankedTables, type RankedTables } from './ranked/ranked-result.ts';
import { transferableVote, type TransferResult } from './ranked/transferable-vote.ts';
import { seated, type Seated } from './seats.ts';
import { turnoutOf } from './turnout.ts';

/** The version of the definitions that a tally follows. */
export const ENGINE = 'hiroba-tally/1';

/** What every result tells. */
export interface Told {
  readonly engine: typeof ENGINE;
  readonly method: TallyRules['method'];
  readonly valid: number;
  readonly blank: number;
  /** That a lot decides here which has not been drawn; until then the result is not one. */
  readonly awaitsLot?: true;
}

/** What comes of a vote by rankings. */
export interface RankedOutcome extends RankedTables, Seated {
  readonly turnout?: string;
  readonly quorumMet?: boolean;
  readonly status?: 'no-quorum';
  readonly irv?: RunoffResult;
  readonly stv?: TransferResult;
  readonly draws?: readonly Draw[];
}

/** The result of a tally. */
export type TallyResult = Told & (PlainResult | RankedOutcome | BudgetResult);

function levelled(rules: TallyRules, levels: readonly (readonly string[])[], lot?: Lot): Seated {
  const scores = new Map(levels.flatMap((level, at) => level.map((id) => [id, fraction(BigInt(-at))])));
  return seated({ options: rules.options.map(({ id }) => id), seats: rules.parameters.seats, lot }, scores);
}

function rankedOutcome(
  rules: TallyRules,
  ballots: readonly CountedBallot[],
  valid: number,
  lot: Lot | undefined,
): RankedOutcome {
  const ids = rules.options.map(({ id }) => id);
  const ranked = rankedBallots(ids, ballots);
  const part = turnoutOf({ valid, eligible: rules.eligible, quorumPercent: rules.parameters.quorumPercent });
  const drawing = lot ?? new Lot(ids);
  const tables = rankedTables(ranked, drawing);
  if (part.quorumMet === false) return { ...part, ...tables, winners: [], tiedForLast: [], status: 'no-quorum' };
  if (rules.method === 'schulze') {
    const tied = rules.parameters.tieRule === 'lot' ? lot : undefined;
    return { ...part, ...tables, ...levelled(rules, tables.schulzeLevels, tied), ...(tied && { draws: tied.draws }) };
  }
  if (rules.method === 'irv') {
    const irv = instantRunoff(ranked, drawing);
    return {
      ...part,
      ...tables,
      irv,
      winners: irv.winner === null ? [] : [irv.winner],
      tiedForLast: [],
      draws: drawing.draws,
    };
  }
  const stv = transferableVote(ranked, rules.parameters.seats ?? 1, drawing);
  return { ...part, ...tables, stv, winners: stv.elected, tiedForLast: [], draws: drawing.draws };
}

type Outcome = PlainResult | RankedOutcome | BudgetResult;

function outcome(
  rules: TallyRules,
  ballots: readonly CountedBallot[],
  valid: number,
  lot?: Lot,
  tell?: Progress,
): Outcome {
  const { method, type, eligible, parameters } = rules;
  if (isBudgetRule(method)) return budgetResult(method, rules, ballots, lot, tell);
  if (isRankedMethod(method)) return rankedOutcome(rules, ballots, valid, lot);
  const { seats, threshold, quorumPercent, percent, tieRule } = parameters;
  const options = rules.options.map(({ id }) => id);
  const majority = isMajority(method) ? method : undefined;
  const rule = { type, options, eligible, seats, threshold, quorumPercent, majority, percent, valid };
  return plainResult(rule, ballots, tieRule === 'lot' ? lot : undefined);
}

/** Whether a lot had to decide and none was drawn. */
function awaits(rules: TallyRules, found: Outcome): boolean {
  if ('draws' in found && (found.draws?.length ?? 0) > 0) return true;
  return rules.parameters.tieRule === 'lot' && 'tiedForLast' in found && found.tiedForLast.length > 0;
}

/** Counts ballots by the rule of a vote; the same input gives the same result everywhere. `lot` is the lot order of the options, once it is drawn. */
export function tally(
  rules: TallyRules,
  ballots: readonly CountedBallot[],
  lot?: readonly string[],
  tell?: Progress,
): TallyResult {
  const counts = ballotsIn(ballots);
  const found = outcome(rules, ballots, counts.valid, lot && new Lot(lot), tell);
  return {
    engine: ENGINE,
    method: rules.method,
    ...counts,
    ...found,
    ...(lot === undefined && awaits(rules, found) && { awaitsLot: true as const }),
  };
}
