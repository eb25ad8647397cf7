import { all, any, confirmed, hasRole, inside, operating, placeIsPublic, Refusal, takesPart, type Rule } from '@hiroba/kernel';
import type { VotesPlace } from '../manifest.ts';
import { isPastGrace, voteStatus, type VoteFacts, type VoteStatus } from './vote.ts';

/** No longer a private draft. */
const isOut: Rule<VoteFacts> = (_, { announcedAt }) => (announcedAt ? undefined : new Refusal('NOT_FOUND'));

const read = all<VoteFacts, VotesPlace>(inside, any(operating, hasRole('STAFF', 'AUDITOR'), all(isOut, placeIsPublic)));

/** What somebody may not read is not there for them, whatever they want to do with it. */
const known: Rule<VoteFacts, VotesPlace> = (at, vote) => (read(at, vote) ? new Refusal('NOT_FOUND') : undefined);

/** It stands where this can be done now. */
const standsAt = (...statuses: readonly VoteStatus[]): Rule<VoteFacts> => ({ now }, vote) => {
  const status = voteStatus(vote, now);
  return statuses.includes(status) ? undefined : new Refusal('WRONG_STATE', undefined, { state: status });
};

/** It takes ballots at this instant; otherwise the answer says when it did or will. */
const takesBallots: Rule<VoteFacts> = ({ now }, vote) => {
  const status = voteStatus(vote, now);
  if (status === 'OPEN') return undefined;
  if (status === 'VOID') return new Refusal('WRONG_STATE', undefined, { state: status });
  const { opensAt, closesAt } = vote;
  return new Refusal('PHASE_CLOSED', undefined, status === 'ANNOUNCED' && opensAt ? { opensAt: opensAt.toISOString() } : closesAt ? { closedAt: closesAt.toISOString() } : {});
};

const inWindow: Rule<VoteFacts> = ({ now }, { objectUntil }) =>
  (objectUntil && now < objectUntil ? undefined : new Refusal('PHASE_CLOSED', undefined, objectUntil ? { closedAt: objectUntil.toISOString() } : {}));

const windowOver: Rule<VoteFacts> = ({ now }, { objectUntil }) => (objectUntil && now >= objectUntil ? undefined : new Refusal('TOO_EARLY'));

const pastGrace: Rule<VoteFacts> = ({ now }, vote) => (isPastGrace(vote, now) ? undefined : new Refusal('TOO_EARLY'));

/** Papers are handed out for it and entered. */
const takesPaper: Rule<VoteFacts> = (_, { paper }) => (paper ? undefined : new Refusal('NO_PAPER'));

/** Paper of a fixed vote was found wrong, and is put right now. */
const awaitsCorrection: Rule<VoteFacts> = (_, { correctionDue }) => (correctionDue ? undefined : new Refusal('NOT_ASKED_FOR'));
const needsNoCorrection: Rule<VoteFacts> = (_, { correctionDue }) => (correctionDue ? new Refusal('CORRECTION_NEEDED') : undefined);

/** None of those who ran it judges what is said against it. */
const tookNoPart: Rule<VoteFacts> = ({ viewer }, { runBy }) => (runBy.includes(viewer.personId ?? '') ? new Refusal('TOOK_PART') : undefined);

const by = (who: Rule<VoteFacts>) => (...statuses: readonly VoteStatus[]) => all<VoteFacts, VotesPlace>(known, who, standsAt(...statuses));
const staff = by(hasRole('STAFF'));
/** What the clock brings and no person decides. */
const clock = by(operating);

/** Who may do what to a vote. The API enforces it; the web asks it what to show. */
export const votePolicy = {
  read,
  create: any(operating, hasRole('STAFF')) as Rule<unknown, VotesPlace>,
  /** Options and method stand once they are announced. */
  save: staff('DRAFT'),
  discard: staff('DRAFT'),
  /** Rules are tried out before one of them stands. */
  preview: staff('DRAFT'),
  announce: all<VoteFacts, VotesPlace>(staff('DRAFT'), placeIsPublic),
  amend: staff('ANNOUNCED'),
  extend: staff('OPEN'),
  open: clock('OPEN'),
  cast: all<VoteFacts, VotesPlace>(known, confirmed, takesPart, takesBallots),
  withdraw: all<VoteFacts, VotesPlace>(known, confirmed, takesBallots),
  freeze: all<VoteFacts, VotesPlace>(clock('CLOSED'), pastGrace),
  /** A paper is handed out while others vote, and keyed until the ballots are fixed. */
  issuePaper: all<VoteFacts, VotesPlace>(staff('OPEN'), takesPaper),
  enterPaper: all<VoteFacts, VotesPlace>(staff('OPEN', 'CLOSED'), takesPaper),
  correct: all<VoteFacts, VotesPlace>(staff('FROZEN'), awaitsCorrection),
  publishBallots: all<VoteFacts, VotesPlace>(clock('FROZEN'), needsNoCorrection),
  drawLot: staff('FROZEN', 'BALLOTS_PUBLISHED'),
  tally: clock('BALLOTS_PUBLISHED'),
  publishResult: staff('TALLIED'),
  /** Where a decision departs from the count, that is written down, after the end too. */
  override: staff('TALLIED', 'PROVISIONAL', 'FINAL'),
  object: all<VoteFacts, VotesPlace>(known, confirmed, standsAt('PROVISIONAL'), inWindow),
  decide: all<VoteFacts, VotesPlace>(staff('PROVISIONAL'), tookNoPart),
  finalise: all<VoteFacts, VotesPlace>(by(any(operating, hasRole('STAFF')))('PROVISIONAL'), windowOver),
  annul: staff('ANNOUNCED', 'OPEN', 'CLOSED', 'FROZEN', 'BALLOTS_PUBLISHED', 'TALLIED', 'PROVISIONAL'),
};
