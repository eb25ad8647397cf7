import { composed, hasRole, privateEvent, Refusal, type Decision, type Situation } from '@hiroba/kernel';
import { moderationPolicy } from './moderation.policy.ts';
import type { GraveKind } from './sanction-kinds.ts';
import type { SubjectFacts } from './withholding.ts';

/** How long a proposed decision waits for a second person, in hours; then it is up to others. */
export const HOURS_FOR_SECOND = 24;

/** A grave decision that somebody asks for, and that somebody else has to agree to. */
export interface Proposed {
  readonly id: string;
  readonly kind: GraveKind;
  readonly ruleId: string;
  readonly ruleVersion: number;
  readonly reason: string;
  readonly locale: string;
  /** For how long; null for good. */
  readonly days: number | null;
  readonly contentDate: Date;
  readonly proposerId: string;
  /** That a court ordered it, where one did. */
  readonly reasonCode?: string | null;
  readonly proposedAt: Date;
}

/** Until when a second person may agree. */
export const secondBy = ({ proposedAt }: Pick<Proposed, 'proposedAt'>): Date =>
  new Date(proposedAt.getTime() + HOURS_FOR_SECOND * 3_600_000);

/** Who agrees or declines: a moderator of the whole city, or a suppressor where words are taken away; never whoever asked and never somebody recused. */
export function maySecond(at: Situation, subject: SubjectFacts, proposed: Proposed): Refusal | undefined {
  const { component: _, spaceId: __, ...everywhere } = at;
  const [allowed, role] =
    proposed.kind === 'SUPPRESS'
      ? [moderationPolicy.suppress, 'SUPPRESSOR' as const]
      : [moderationPolicy.moderate, 'MODERATOR' as const];
  return (
    allowed(at, subject) ??
    hasRole(role)(everywhere, undefined) ??
    (at.viewer.personId === proposed.proposerId ? new Refusal('SAME_PERSON') : undefined) ??
    (at.now >= secondBy(proposed) ? new Refusal('PAST_BOUNDARY') : undefined)
  );
}

/** That a second person has agreed to a grave decision. There is no way to have one but to be that person. */
export class Approval {
  // Nominal: no object of the same shape passes for one.
  readonly #proposed: Proposed;

  private constructor(
    proposed: Proposed,
    readonly approverId: string,
  ) {
    this.#proposed = proposed;
  }

  /** What was agreed to. */
  get proposed(): Proposed {
    return this.#proposed;
  }

  /** Agrees, where the rule lets the viewer. */
  static of(at: Situation, subject: SubjectFacts, proposed: Proposed): Approval | Refusal {
    return maySecond(at, subject, proposed) ?? new Approval(proposed, at.viewer.personId ?? '');
  }
}

/** Declines a grave decision with a reason; the case is looked at anew. */
export const decline =
  (typed: string) =>
  (
    at: Situation,
    subject: SubjectFacts,
    proposed: Proposed,
  ): (Decision<{ state: 'ESCALATED' }> & { reason: string }) | Refusal => {
    const refusal = maySecond(at, subject, proposed);
    if (refusal) return refusal;
    const reason = composed(typed);
    if (reason === '') return new Refusal('EMPTY', 'reason');
    return { reason, patch: { state: 'ESCALATED' }, event: privateEvent('mod.declined') };
  };
