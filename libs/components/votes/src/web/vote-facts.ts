import type { VoteFacts } from '../domain/vote.ts';
import type { VoteCardFragment } from './gql/graphql.ts';

const instant = (at: string | null): Date | null => (at ? new Date(at) : null);

/** The facts that rules read, from what a page has loaded. */
export const factsOf = (vote: VoteCardFragment): VoteFacts => ({
  id: vote.id,
  opensAt: instant(vote.opensAt),
  closesAt: instant(vote.closesAt),
  announcedAt: instant(vote.announcedAt),
  frozenAt: instant(vote.frozenAt),
  ballotsAt: instant(vote.ballotsAt),
  talliedAt: instant(vote.talliedAt),
  resultAt: instant(vote.resultAt),
  objectUntil: instant(vote.objectUntil),
  finalAt: instant(vote.finalAt),
  voidedAt: instant(vote.voidedAt),
  paper: vote.paper,
  correctionDue: instant(vote.correctionDue),
  runBy: [],
});
