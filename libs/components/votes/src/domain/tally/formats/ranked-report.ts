import { lotOrder } from '../lot.ts';
import { rankedResult, type RankedResult } from '../ranked/ranked-result.ts';
import { readPrefLib } from './preflib.ts';
import type { RankedElection } from './ranked-election.ts';
import { readScottish } from './scottish.ts';

/** What `hiroba tally ranked` answers. */
export interface RankedReport extends RankedResult {
  readonly title: string;
  readonly candidates: readonly string[];
  readonly seats: number;
  readonly ballots: number;
  readonly distinctBallots: number;
}

/** Reads a file of rankings by the ending of its name. */
export const readRanked = (name: string, text: string): RankedElection =>
  name.toLowerCase().endsWith('.csv') ? readScottish(text) : readPrefLib(text);

/** Counts a ranked election in every way. */
export function rankedReport(
  election: RankedElection,
  { seats = election.seats, seed }: { seats?: number; seed?: Uint8Array } = {},
): RankedReport {
  const { title, candidates, ballots } = election;
  return {
    title,
    candidates,
    seats,
    ballots: ballots.reduce((sum, { n }) => sum + n, 0),
    distinctBallots: new Set(ballots.map(({ ranks }) => JSON.stringify(ranks))).size,
    ...rankedResult({ options: candidates, ballots }, seats, seed && lotOrder(seed, candidates)),
  };
}
