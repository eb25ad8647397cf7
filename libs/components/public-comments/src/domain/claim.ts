import { composed, event, Refusal, type Decision } from '@hiroba/kernel';
import type { PublicCommentsSituation } from '../manifest.ts';
import { textFits } from './round.draft.commands.ts';
import { LONGEST_SUBMISSION, type InRound } from './submission.ts';
import { submissionPolicy } from './submission.policy.ts';

/** Somebody says that they did not send what stands under their name, and what came of it. */
export interface Claim {
  readonly reason: string;
  readonly at: Date;
  readonly decidedAt: Date | null;
  readonly accepted: boolean | null;
}

type Outcome = Decision<object> | Refusal;

/** Says that somebody did not send it. By the receipt code anybody who holds it; at the counter or on the telephone staff write it down. */
export const claimNotMine = (reason: string, pending: Claim | undefined, by: 'HOLDER' | 'STAFF') => (at: PublicCommentsSituation, subject: InRound): Outcome =>
  (by === 'STAFF' ? submissionPolicy.noteClaim : submissionPolicy.claim)(at, subject)
  ?? (pending ? new Refusal('NOTHING_CHANGED') : undefined) ?? textFits('reason', composed(reason), LONGEST_SUBMISSION.reason, 1)
  ?? { patch: {}, event: event('submission.claimed', { round: subject.round.id }, { actor: by === 'STAFF' ? 'staff' : 'participant' }) };

/** Decides a claim: what was not theirs leaves the counts and stays as a tombstone; otherwise it stays, and the reason is kept. */
export const decideClaim = (accepted: boolean, reason: string, pending: Claim | undefined) => (at: PublicCommentsSituation, subject: InRound): Outcome =>
  submissionPolicy.decideClaim(at, subject)
  ?? (pending ? undefined : new Refusal('NOTHING_OPEN')) ?? textFits('reason', composed(reason), LONGEST_SUBMISSION.reason, 1)
  ?? {
    patch: accepted ? { excluded: 'NOT_MINE', excludedReason: composed(reason) } : {},
    event: event('submission.claim_decided', { round: subject.round.id, accepted }, { actor: 'staff' }),
  };
