import type { RoundFacts } from '../domain/round.ts';

const instant = (at: Date | string | null): Date | null => (at === null ? null : new Date(at));

/** The facts of a round, whether it comes as an entity or as a row. */
export const factsOfRow = (round: RoundFacts): RoundFacts => ({
  ...round, opensAt: instant(round.opensAt), closesAt: instant(round.closesAt), responseDueAt: instant(round.responseDueAt),
});
