import { all, any, hasRole, inside, placeIsPublic, Refusal, type Rule } from '@hiroba/kernel';
import type { VotesPlace } from '../manifest.ts';
import { voteStatus, type VoteFacts, type VoteStatus } from './vote.ts';

/** No longer a private draft. */
const isOut: Rule<VoteFacts> = (_, { announcedAt, voidedAt }) => (announcedAt ?? voidedAt ? undefined : new Refusal('NOT_FOUND'));

const read = all<VoteFacts, VotesPlace>(inside, any(hasRole('STAFF', 'AUDITOR'), all(isOut, placeIsPublic)));

/** What somebody may not read is not there for them, whatever they want to do with it. */
const known: Rule<VoteFacts, VotesPlace> = (at, vote) => (read(at, vote) ? new Refusal('NOT_FOUND') : undefined);

/** It stands where this can be done now. */
const standsAt = (...statuses: readonly VoteStatus[]): Rule<VoteFacts> => ({ now }, vote) => {
  const status = voteStatus(vote, now);
  return statuses.includes(status) ? undefined : new Refusal('WRONG_STATE', undefined, { state: status });
};

const staffAt = (...statuses: readonly VoteStatus[]) => all<VoteFacts, VotesPlace>(known, hasRole('STAFF'), standsAt(...statuses));

/** Who may do what to a vote. The API enforces it; the web asks it what to show. */
export const votePolicy = {
  read,
  create: hasRole('STAFF') as Rule<unknown, VotesPlace>,
  /** Options and method stand once they are announced. */
  save: staffAt('DRAFT'),
  discard: staffAt('DRAFT'),
  announce: all<VoteFacts, VotesPlace>(staffAt('DRAFT'), placeIsPublic),
};
