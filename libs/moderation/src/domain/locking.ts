import { event, Refusal, type Decision } from '@hiroba/kernel';
import {
  citable,
  decided,
  nothingWaits,
  reasoned,
  type CaseDecision,
  type Cited,
  type JudgedSubject,
} from './moderation.commands.ts';
import { moderationPolicy } from './moderation.policy.ts';
import { withholds, type Judging } from './rules.ts';
import { targetOf, type SubjectFacts } from './withholding.ts';
import type { OpenCase } from './reporting.ts';

/** For how many days at most a conversation is closed for new comments. */
export const MOST_DAYS_LOCKED = 30;

const DAY_MS = 86_400_000;

type Locked = CaseDecision & { readonly patch: { readonly lockedUntil: Date | null } };

// Nothing of the thing itself is decided by it: what waits goes on waiting.
const asItWaits = ({ dueAt }: Pick<OpenCase, 'dueAt'>) => ({
  state: dueAt ? ('OPEN' as const) : ('DECIDED' as const),
  dueAt,
});

/** Closes the conversation below a thing for new comments, for some days: what was said stays, and its author may appeal. */
export const lockThread =
  (ruleId: string, typed: string, days: number | null) =>
  (at: Judging, subject: JudgedSubject, open: Pick<OpenCase, 'dueAt'>): Locked | Refusal => {
    const refusal = moderationPolicy.lock(at, subject);
    if (refusal) return refusal;
    const rule = citable(at, ruleId, subject);
    if (rule instanceof Refusal) return rule;
    if (!withholds(rule)) return new Refusal('NOT_ALLOWED', 'rule');
    if (days === null || !Number.isInteger(days) || days < 1 || days > MOST_DAYS_LOCKED)
      return new Refusal(days === null ? 'EMPTY' : 'BAD_USER_INPUT', 'days', { max: MOST_DAYS_LOCKED });
    const reason = reasoned(typed);
    if (reason instanceof Refusal) return reason;
    const lockedUntil = new Date(at.now.getTime() + days * DAY_MS);
    const made = decided(at, subject, nothingWaits, {
      kind: 'LOCK_THREAD',
      class: 'MEDIUM',
      rule,
      reason,
      endsAt: lockedUntil,
    });
    return { ...made, patch: { ...asItWaits(open), lockedUntil } };
  };

/** Opens a conversation again before its time, under the rule it was closed for. */
export const unlockThread =
  (typed: string, { id, version }: Cited) =>
  (at: Judging, subject: JudgedSubject, open: Pick<OpenCase, 'dueAt'>): Locked | Refusal => {
    const refusal = moderationPolicy.unlock(at, subject);
    if (refusal) return refusal;
    const reason = reasoned(typed);
    if (reason instanceof Refusal) return reason;
    const rule = at.rules.of(id, version);
    if (!rule) throw new Error(`no rule ${id}@${version}`);
    const made = decided(at, subject, nothingWaits, { kind: 'UNLOCK_THREAD', class: 'LIGHT', rule, reason });
    return { ...made, patch: { ...asItWaits(open), lockedUntil: null } };
  };

/** The time of a closed conversation is over. */
export const endLock = (subject: Pick<SubjectFacts, 'kind' | 'id'>): Decision<{ readonly lockedUntil: null }> => ({
  patch: { lockedUntil: null },
  event: event('mod.expired', { target: targetOf(subject) }, { actor: 'system' }),
});
