import type { EntityManager } from '@mikro-orm/postgresql';
import { noNumbers, type Gap, type RoundNumbers } from '../domain/coverage.ts';
import type { Profile } from '../domain/profile.ts';

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

/** Everything that can keep a result from being published. Submissions and replies add theirs here. */
export const gapSources: readonly GapsOf[] = [];

/** All gaps of a round. */
export const gapsOf: GapsOf = async (em, round) => (await Promise.all(gapSources.map((source) => source(em, round)))).flat();

/** The numbers of a round; zeros as long as nobody wrote to it. */
export const numbersOf: NumbersOf = async (_, { profile }) => noNumbers(profile.channels, profile.dispositions.map(({ code }) => code));
