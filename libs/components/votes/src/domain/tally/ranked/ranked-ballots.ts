/** Ranked ballots by the numbers of their options: ranks from best to worst, equal options in one rank. */
export interface RankedBallots {
  readonly options: readonly string[];
  readonly ballots: readonly RankedBallot[];
}

/** One ranking and how many cast it. */
export interface RankedBallot {
  readonly ranks: readonly (readonly number[])[];
  readonly n: number;
}

/** The single option of a rank, or undefined where there is none or several are equal. */
export const only = (rank: readonly number[] | undefined): number | undefined =>
  rank?.length === 1 ? rank[0] : undefined;

/** Ranked ballots by the ids of their options. */
export function rankedBallots(
  options: readonly string[],
  ballots: Iterable<{ readonly b: unknown; readonly n: number }>,
): RankedBallots {
  const number = new Map(options.map((id, at) => [id, at]));
  const numbered: RankedBallot[] = [];
  for (const { b, n } of ballots)
    numbered.push({
      ranks: (b as readonly (readonly string[])[]).map((rank) => rank.map((id) => number.get(id) as number)),
      n,
    });
  return { options, ballots: numbered };
}

/** The options a ballot is used for by methods that take one after another: those before its first equal rank. */
export function usable({ ranks }: RankedBallot): readonly number[] {
  const end = ranks.findIndex((rank) => rank.length !== 1);
  return (end < 0 ? ranks : ranks.slice(0, end)).map(([option]) => option as number);
}

/** Figures by the ids of their options. */
export const named = <T>(options: readonly string[], figure: (at: number) => T): Readonly<Record<string, T>> =>
  Object.fromEntries(options.map((id, at) => [id, figure(at)]));
