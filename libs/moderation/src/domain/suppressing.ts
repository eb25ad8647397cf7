import { event, privateEvent, Refusal, type Decision } from '@hiroba/kernel';
import { APPEAL_DAYS } from './appealing.ts';
import { citable, reasoned, type CaseDecision, type JudgedSubject } from './moderation.commands.ts';
import { moderationPolicy } from './moderation.policy.ts';
import type { Judging } from './rules.ts';
import { decideWithSecond, type ProposedDecision } from './sanctioning.ts';
import { secondBy, type Approval } from './second-person.ts';
import type { Waiting } from './withholding.ts';

/** The rules for which words are taken away for good: threats, the data of others, the protection of minors. */
export const suppressibleRules: readonly string[] = ['R1', 'R3', 'R12'];

/** A court has ordered it: then any rule is cited. */
export const COURT_ORDER = 'COURT_ORDER';

/** What is typed about words that are to be taken away. */
export interface TypedSuppression {
  readonly rule: string;
  readonly reason: string;
  readonly byCourt: boolean;
}

/** Asks for the words of a text to be taken away for good, for a second person to agree. */
export const proposeSuppression =
  ({ rule: id, reason: typed, byCourt }: TypedSuppression) =>
  (at: Judging, subject: JudgedSubject, isProposed: boolean): ProposedDecision | Refusal => {
    const refusal = moderationPolicy.suppress(at, subject);
    if (refusal) return refusal;
    if (isProposed) return new Refusal('AWAITING_SECOND');
    const rule = citable(at, id, subject);
    if (rule instanceof Refusal) return rule;
    const isFor = suppressibleRules.includes(rule.id) && rule.allowed.includes('SUPPRESS');
    if (!isFor && !byCourt) return new Refusal('NOT_ALLOWED', 'rule');
    const reason = reasoned(typed);
    if (reason instanceof Refusal) return reason;
    const proposed = {
      kind: 'SUPPRESS' as const,
      ruleId: rule.id,
      ruleVersion: rule.version,
      reason,
      reasonCode: byCourt ? COURT_ORDER : null,
      locale: at.viewer.locale,
      days: null,
      contentDate: subject.publishedAt,
      proposerId: at.viewer.personId ?? '',
      proposedAt: at.now,
    };
    return {
      proposed,
      patch: { state: 'AWAITING_SECOND', dueAt: secondBy(proposed) },
      event: privateEvent('mod.proposed', { kind: proposed.kind }),
    };
  };

/** Takes the words of a text away: without the approval of a second person it cannot be written down. Nobody reads them, and after the time for an appeal they are erased. */
export function suppress(
  at: Judging,
  subject: JudgedSubject,
  second: Approval,
  waiting: Waiting,
): CaseDecision & { readonly eraseAt: Date } {
  const made = decideWithSecond(at, subject, second, waiting);
  return {
    ...made,
    patch: { ...made.patch, redacted: false },
    eraseAt: new Date(at.now.getTime() + APPEAL_DAYS * 86_400_000),
  };
}

/** Somebody who reviews an appeal reads what was taken away; the log says so. */
export const sealedOpened = (at: Judging): Decision<object> => ({
  patch: {},
  event: event('mod.sealed_opened', {}, { actor: 'moderator', commit: { moderator: at.viewer.personId ?? '' } }),
});

/** On what ground words are erased. */
export const SUPPRESSED = 'SUPPRESSED';
