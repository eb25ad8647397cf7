import type { RankedBallot } from '../ranked/ranked-ballots.ts';

/** A ranked election as a file of others records it; ballots name candidates by their place. */
export interface RankedElection {
  readonly title: string;
  readonly candidates: readonly string[];
  readonly seats: number;
  readonly ballots: readonly RankedBallot[];
}
