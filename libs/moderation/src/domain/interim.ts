import { event, Refusal, type Decision } from '@hiroba/kernel';
import { citable, decided, reasoned, type CaseDecision, type JudgedSubject } from './moderation.commands.ts';
import { moderationPolicy } from './moderation.policy.ts';
import { ruleReference, type Judging } from './rules.ts';
import { seenAgain, type Visibility } from './visibility.ts';
import { targetOf, type Waiting } from './withholding.ts';

/** For how many hours a text can be out of sight before anything is decided. */
export const HOURS_OF_INTERIM = 72;

/** Takes a text out of sight at once where danger is near, for three days at most and once in a case; the decision follows. */
export const hideMeanwhile =
  (ruleId: string, typed: string) =>
  (
    at: Judging,
    subject: JudgedSubject,
    waiting: Waiting,
  ): (CaseDecision & { readonly patch: { readonly interimUntil?: Date } }) | Refusal => {
    const refusal = moderationPolicy.hideMeanwhile(at, subject);
    if (refusal) return refusal;
    if (subject.hadInterim) return new Refusal('ONCE_ONLY');
    const rule = citable(at, ruleId, subject);
    if (rule instanceof Refusal) return rule;
    if (rule.severity !== 'HIGH' && rule.severity !== 'CRITICAL') return new Refusal('NOT_ALLOWED', 'rule');
    const reason = reasoned(typed);
    if (reason instanceof Refusal) return reason;
    const until = new Date(at.now.getTime() + HOURS_OF_INTERIM * 3_600_000);
    const made = decided(at, subject, waiting, { kind: 'INTERIM_HIDE', class: 'LIGHT', rule, reason, endsAt: until });
    return {
      ...made,
      patch: { state: 'OPEN', dueAt: until, visibility: 'HIDDEN', interimUntil: until },
      event: event(
        'mod.interim_hidden',
        { target: targetOf(subject), rule: ruleReference(rule), until: until.toISOString() },
        { actor: 'moderator', ...(made.event.commit ? { commit: made.event.commit } : {}) },
      ),
    };
  };

/** What ends by itself: a text is seen again. */
export const endInterim = (subject: {
  readonly kind: string;
  readonly id: string;
  readonly redactedAt?: Date | null;
}): Decision<{ readonly visibility: Visibility; readonly interimUntil: null }> => ({
  patch: { visibility: seenAgain(subject), interimUntil: null },
  event: event('mod.expired', { target: targetOf(subject) }, { actor: 'system' }),
});
