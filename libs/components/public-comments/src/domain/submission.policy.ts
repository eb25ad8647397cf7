import { all, any, hasRole, inside, Refusal, type Rule } from '@hiroba/kernel';
import type { PublicCommentsPlace } from '../manifest.ts';
import { roundPolicy } from './round.policy.ts';
import { statusOf, type RoundStatus } from './round.ts';
import type { InRound, SubmissionFacts } from './submission.ts';

type SubmissionRule = Rule<InRound, PublicCommentsPlace>;

const read = all<InRound, PublicCommentsPlace>(inside, any(hasRole('STAFF', 'AUDITOR')));

/** To everybody else what is not published is not there. */
const known: SubmissionRule = (at, subject) => (read(at, subject) ? new Refusal('NOT_FOUND') : undefined);
const works: SubmissionRule = all(known, hasRole('STAFF'));

const whileIn = (...statuses: readonly RoundStatus[]): SubmissionRule => (at, { round }) => {
  const status = statusOf(round, at.now);
  return statuses.includes(status) ? undefined : new Refusal('WRONG_STATE', undefined, { state: status });
};

const there: SubmissionRule = (_, { submission }) => (submission.withdrawnAt ? new Refusal('WRONG_STATE', undefined, { state: 'WITHDRAWN' }) : undefined);

/** By somebody else than whoever entered it: two people see each sheet of paper. */
const second: SubmissionRule = ({ viewer }, { submission }) => (submission.enteredBy === viewer.personId ? new Refusal('SAME_PERSON') : undefined);

const unless = (known: (submission: SubmissionFacts) => boolean): SubmissionRule =>
  (_, { submission }) => (known(submission) ? new Refusal('NOTHING_CHANGED') : undefined);

/** The window of the round, as for a new submission. */
const windowOpen: SubmissionRule = (at, { round }) => roundPolicy.submit(at, round);

const notYetLeft = unless(({ excluded }) => excluded === 'NOT_MINE');
const claimable = whileIn('OPEN', 'SUSPENDED', 'CLOSED', 'REVIEWING', 'ANSWERED', 'ADOPTED', 'NOT_ADOPTED');

/** Who may do what to a submission. Whoever holds the receipt code needs no account: holding it is looked at where it is looked up. */
export const submissionPolicy = {
  read,
  /** By whoever holds the receipt code. */
  amend: all<InRound, PublicCommentsPlace>(windowOpen, there),
  /** By whoever holds the receipt code. */
  withdraw: all<InRound, PublicCommentsPlace>(windowOpen, there),
  register: ((at, round) => (roundPolicy.read(at, round) ? new Refusal('NOT_FOUND') : undefined) ?? hasRole('STAFF')(at, round)
    ?? (['OPEN', 'SUSPENDED', 'CLOSED'].includes(statusOf(round, at.now)) ? undefined : new Refusal('WRONG_STATE', undefined, { state: statusOf(round, at.now) }))
  ) as Rule<InRound['round'], PublicCommentsPlace>,
  check: all<InRound, PublicCommentsPlace>(works, there, unless(({ checkedBy }) => checkedBy !== null), second),
  exclude: all<InRound, PublicCommentsPlace>(works, there, whileIn('OPEN', 'SUSPENDED', 'CLOSED')),
  decideLate: all<InRound, PublicCommentsPlace>(works, there, whileIn('OPEN', 'SUSPENDED', 'CLOSED'), unless(({ late }) => late === null)),
  split: all<InRound, PublicCommentsPlace>(works, there, whileIn('REVIEWING')),
  /** By whoever holds the receipt code, as long as anything can come of it. */
  claim: all<InRound, PublicCommentsPlace>(there, notYetLeft, claimable),
  /** Staff write down what somebody says at the counter or on the telephone. */
  noteClaim: all<InRound, PublicCommentsPlace>(works, there, notYetLeft, claimable),
  decideClaim: all<InRound, PublicCommentsPlace>(works, there, claimable),
  /** Whose contact data are looked at is written down, with what for. */
  openContact: works,
  /** Files tell who sent them as well: who looks at them is written down, too. */
  openFiles: works,
};
