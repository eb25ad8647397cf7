import type { RoundFacts } from '../domain/round.ts';
import type { RoundCardFragment } from './gql/graphql.ts';

const instant = (at: string | null): Date | null => (at ? new Date(at) : null);

/** The facts that rules read, from what a page has loaded. */
export const factsOf = ({ id, stage, opensAt, closesAt, responseDueAt, suspensions }: RoundCardFragment): RoundFacts =>
  ({ id, stage, suspensions, opensAt: instant(opensAt), closesAt: instant(closesAt), responseDueAt: instant(responseDueAt) });
