import { all, any, hasRole, inside, placeIsPublic, Refusal, type Rule } from '@hiroba/kernel';
import type { PublicCommentsPlace } from '../manifest.ts';
import { roundMoves, statusOf, takesSubmissions, type RoundFacts, type RoundStatus } from './round.ts';

type RoundRule = Rule<RoundFacts, PublicCommentsPlace>;
type Move = Parameters<typeof roundMoves.next>[1];

/** Staff of the place, whose drafts are there for colleagues. */
const works: RoundRule = hasRole('STAFF');

/** No longer a draft that only staff read. */
const isOut: RoundRule = (_, { stage }) => (stage === 'DRAFT' || stage === 'IN_REVIEW' ? new Refusal('NOT_FOUND') : undefined);

const read = all<RoundFacts, PublicCommentsPlace>(inside, any(hasRole('STAFF', 'AUDITOR'), all(isOut, placeIsPublic)));

/** What somebody may not read is not there for them, whatever they want to do with it. */
const known: RoundRule = (at, round) => (read(at, round) ? new Refusal('NOT_FOUND') : undefined);

const can = (move: Move): RoundRule => (_, { stage }) =>
  (roundMoves.next(stage, move) ? undefined : new Refusal('WRONG_STATE', undefined, { state: stage }));

/** In one of the statuses that the clock and people have brought. */
const whileIn = (...statuses: readonly RoundStatus[]): RoundRule => (at, round) => {
  const status = statusOf(round, at.now);
  return statuses.includes(status) ? undefined : new Refusal('WRONG_STATE', undefined, { state: status });
};

const staffMay = (...rules: readonly RoundRule[]): RoundRule => all<RoundFacts, PublicCommentsPlace>(known, works, ...rules);

/** Inside its window and not suspended; the refusal says when it closed or opens. */
const windowOpen: RoundRule = ({ now }, round) => {
  if (takesSubmissions(round, now)) return undefined;
  const { opensAt, closesAt, stage } = round;
  if (stage !== 'SCHEDULED') return new Refusal('WRONG_STATE', undefined, { state: stage });
  if (opensAt && now < opensAt) return new Refusal('PHASE_CLOSED', undefined, { opensAt: opensAt.toISOString() });
  return new Refusal('PHASE_CLOSED', undefined, closesAt && now >= closesAt ? { closedAt: closesAt.toISOString() } : {});
};

/** Who may do what to a round. The API enforces it; the web asks it what to show. */
export const roundPolicy = {
  read,
  draft: hasRole('STAFF') as Rule<unknown, PublicCommentsPlace>,
  save: staffMay(whileIn('DRAFT')),
  discard: staffMay(whileIn('DRAFT')),
  requestApproval: staffMay(can('requestApproval')),
  approve: staffMay(can('approve')),
  return: staffMay(can('return')),
  extend: staffMay(can('extend')),
  correctNotice: staffMay(whileIn('ANNOUNCED', 'OPEN', 'SUSPENDED')),
  suspend: staffMay(whileIn('OPEN')),
  resume: staffMay(whileIn('SUSPENDED')),
  withdrawRound: staffMay(can('withdrawRound')),
  declareNotHeld: staffMay(can('declareNotHeld')),
  closeTail: staffMay(can('closeTail'), whileIn('CLOSED')),
  requestResponseApproval: staffMay(can('requestResponseApproval')),
  publishResult: staffMay(can('publishResult')),
  correctResult: staffMay(can('correctResult')),
  adopt: staffMay(can('adopt')),
  declareNotAdopted: staffMay(can('declareNotAdopted')),
  explainDelay: staffMay(whileIn('CLOSED', 'REVIEWING')),
  archive: staffMay(can('archive')),
  /** Once a round is put away, and its time is over. */
  dispose: staffMay(whileIn('ARCHIVED')),
  hold: staffMay(whileIn('ANSWERED', 'ADOPTED', 'NOT_ADOPTED', 'NOT_HELD', 'WITHDRAWN', 'ARCHIVED')),
  /** The text as it is decided is entered when the answer is being written, and as long as nothing is put away. */
  enterFinal: staffMay(whileIn('REVIEWING', 'ANSWERED', 'ADOPTED')),
  /** By anybody the profile lets: with or without an account. */
  submit: all<RoundFacts, PublicCommentsPlace>(known, isOut, placeIsPublic, windowOpen),
};
