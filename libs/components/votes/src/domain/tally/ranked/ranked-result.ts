import { textOfFraction } from '../fraction.ts';
import { Lot } from '../lot.ts';
import { condorcetWinner, schulzeLevels, smithSet } from './condorcet.ts';
import { instantRunoff, type RunoffResult } from './instant-runoff.ts';
import { named, type RankedBallots } from './ranked-ballots.ts';
import { borda, firstPreferences, highest, pairwise } from './tables.ts';
import { transferableVote, type TransferResult } from './transferable-vote.ts';

/** The tables that are published with every ranked vote, whatever its method. */
export interface RankedTables {
  readonly firstPreferences: Readonly<Record<string, number>>;
  readonly pluralityWinner: string | null;
  readonly borda: Readonly<Record<string, string>>;
  readonly pairwise: readonly (readonly number[])[];
  readonly condorcetWinner: string | null;
  readonly smithSet: readonly string[];
  readonly schulzeLevels: readonly (readonly string[])[];
}

/** All that ranked ballots can be counted to. */
export interface RankedResult extends RankedTables {
  readonly irv: RunoffResult;
  readonly stv: TransferResult;
}

/** The condorcet winner, the Smith set and the Schulze levels of a pairwise table. */
export function condorcetTables(
  options: readonly string[],
  table: readonly (readonly number[])[],
): Pick<RankedTables, 'condorcetWinner' | 'smithSet' | 'schulzeLevels'> {
  const ids = (numbers: readonly number[]): readonly string[] => numbers.map((at) => options[at] as string);
  const winner = condorcetWinner(table);
  return {
    condorcetWinner: winner === undefined ? null : (options[winner] as string),
    smithSet: ids(smithSet(table)),
    schulzeLevels: schulzeLevels(table).map(ids),
  };
}

/** The tables of ranked ballots. */
export function rankedTables(ranked: RankedBallots, lot: Lot): RankedTables {
  const { options } = ranked;
  const first = firstPreferences(ranked);
  const points = borda(ranked);
  const table = pairwise(ranked);
  const most = highest(first, (tied) =>
    [...tied].sort((a, b) => lot.compare(options[a] as string, options[b] as string)),
  );
  return {
    firstPreferences: named(options, (at) => first[at] as number),
    pluralityWinner: most === undefined ? null : (options[most] as string),
    borda: named(options, (at) => textOfFraction(points[at] as (typeof points)[number])),
    pairwise: table,
    ...condorcetTables(options, table),
  };
}

/** Everything that ranked ballots can be counted to, side by side. */
export const rankedResult = (
  ranked: RankedBallots,
  seats: number,
  order: readonly string[] = ranked.options,
): RankedResult => ({
  ...rankedTables(ranked, new Lot(order)),
  irv: instantRunoff(ranked, new Lot(order)),
  stv: transferableVote(ranked, seats, new Lot(order)),
});
