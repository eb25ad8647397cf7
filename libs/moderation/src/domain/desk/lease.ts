import { Refusal, type Situation } from '@hiroba/kernel';
import { moderationPolicy } from '../moderation.policy.ts';
import type { SubjectFacts } from '../withholding.ts';

/** So long a case stays with whoever took it. */
export const LEASE_MINUTES = 30;

/** A case as somebody takes it from the queue. */
export interface LeasedCase {
  /** Whether anything waits for a decision in it. */
  readonly isOpen: boolean;
  /** Who has it, while they have it. */
  readonly takenBy: string | null;
}

/** With whom a case is, and until when. */
export interface Lease {
  readonly by: string;
  readonly until: Date;
}

/** Takes a case from the queue, so that nobody else works on it meanwhile; whoever has it already keeps it longer. */
export function claim(at: Situation, subject: SubjectFacts, { isOpen, takenBy }: LeasedCase): Lease | Refusal {
  const refusal = subject.underAppeal ? moderationPolicy.review(at, subject) : moderationPolicy.moderate(at, subject);
  if (refusal) return refusal;
  if (!isOpen) return new Refusal('NOTHING_OPEN');
  const by = at.viewer.personId ?? '';
  if (takenBy !== null && takenBy !== by) return new Refusal('CASE_TAKEN');
  return { by, until: new Date(at.now.getTime() + LEASE_MINUTES * 60_000) };
}
