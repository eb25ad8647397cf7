import type { EntityManager } from '@mikro-orm/postgresql';
import type { Gap, RoundNumbers } from '../domain/coverage.ts';
import type { Profile } from '../domain/profile.ts';
import { submissionGaps, submissionNumbers } from './submission.coverage.ts';

/** The round whose answers are looked at. */
export interface CoveredRound {
  readonly organisationId: string;
  readonly id: string;
  readonly profile: Profile;
}

/** What is not answered yet in a round, as its lock is held; empty where the result can be published. */
export type GapsOf = (em: EntityManager, round: CoveredRound) => Promise<readonly Gap[]>;

/** What a round counts, by the published rules. */
export type NumbersOf = (em: EntityManager, round: CoveredRound) => Promise<RoundNumbers>;

/** All gaps of a round. */
export const gapsOf: GapsOf = submissionGaps;

/** The numbers of a round by the published rules. */
export const numbersOf: NumbersOf = submissionNumbers;
