import { Refusal } from '@hiroba/kernel';
import type { AppealableKind } from './appealing.ts';
import {
  citable,
  decided,
  nothingWaits,
  reasoned,
  type CaseDecision,
  type JudgedSubject,
  type PlainKind,
} from './moderation.commands.ts';
import { MOST_DAYS_LOCKED } from './locking.ts';
import { severities, withholds, type Judging, type PolicyRule } from './rules.ts';
import { mostDays, weightOf, type SanctionKind } from './sanction-kinds.ts';
import { isAllowed } from './sanctioning.ts';

/** A decision that an appeal is about, as far as a milder one is measured by it. */
export interface Replaceable {
  readonly kind: AppealableKind;
  readonly ruleId: string;
  readonly ruleVersion: number;
  readonly decidedAt: Date;
  readonly endsAt: Date | null;
  readonly contentDate: Date;
}

/** What is typed of the decision that takes its place. */
export interface TypedReplacement {
  readonly kind: string;
  readonly rule: string;
  /** How long it lasts, counted from the decision it replaces: what has passed of that has been served. */
  readonly days: number | null;
  readonly reason: string;
}

/** Nothing is put in the place of a decision. */
export const noReplacement: TypedReplacement = { kind: '', rule: '', days: null, reason: '' };

/** What can take the place of a decision: the same under another rule or for a shorter time, or something milder. A dismissal has nothing below it. */
export const milderKinds: Readonly<Record<AppealableKind, readonly PlainKind[]>> = {
  HIDE: ['HIDE'],
  REDACT: [],
  LABEL: [],
  SUPPRESS: [],
  DISMISS: [],
  LOCK_THREAD: ['LOCK_THREAD'],
  WARN: ['WARN'],
  LIMIT_REPORTING: ['LIMIT_REPORTING', 'WARN'],
  SUSPEND: ['SUSPEND', 'LIMIT_REPORTING', 'WARN'],
  BLOCK: ['SUSPEND', 'LIMIT_REPORTING', 'WARN'],
};

const longest: Readonly<Partial<Record<PlainKind, number>>> = { ...mostDays, LOCK_THREAD: MOST_DAYS_LOCKED };

const DAY_MS = 86_400_000;

/** The end of a decision that lasts; null for one that does not. */
function endOf(kind: PlainKind, days: number | null, decidedAt: Date): Date | null | Refusal {
  const max = longest[kind];
  if (max === undefined) return null;
  if (days === null || !Number.isInteger(days) || days < 1 || days > max)
    return new Refusal(days === null ? 'EMPTY' : 'BAD_USER_INPUT', 'days', { max });
  if (kind !== 'LOCK_THREAD' && weightOf(kind as SanctionKind, days) === 'GRAVE')
    return new Refusal('SECOND_NEEDED', 'days');
  return new Date(decidedAt.getTime() + days * DAY_MS);
}

const isHeavier = (one: PolicyRule, other: PolicyRule | undefined): boolean =>
  other !== undefined && severities.indexOf(one.severity) > severities.indexOf(other.severity);

const mayCite = (kind: PlainKind, rule: PolicyRule): boolean =>
  kind === 'HIDE' || kind === 'LOCK_THREAD' ? withholds(rule) : isAllowed(kind as SanctionKind, rule);

const weightIn = (kind: PlainKind): 'LIGHT' | 'MEDIUM' => (kind === 'WARN' ? 'LIGHT' : 'MEDIUM');

/** Puts something milder in the place of a decision, with a statement of its own; what one person may decide, and nothing heavier in any way. */
export function replace(
  { kind: typedKind, rule: ruleId, days, reason: typed }: TypedReplacement,
  at: Judging,
  subject: JudgedSubject,
  before: Replaceable,
): CaseDecision | Refusal {
  const kind = milderKinds[before.kind].find((one) => one === typedKind);
  if (!kind)
    return new Refusal(typedKind === '' && milderKinds[before.kind].length > 0 ? 'EMPTY' : 'NOT_ALLOWED', 'kind');
  const about = { ...subject, publishedAt: before.contentDate };
  const rule = citable(at, ruleId, about);
  if (rule instanceof Refusal) return rule;
  if (!mayCite(kind, rule)) return new Refusal('NOT_ALLOWED', 'rule');
  if (isHeavier(rule, at.rules.of(before.ruleId, before.ruleVersion))) return new Refusal('NOT_MILDER', 'rule');
  const endsAt = endOf(kind, days, before.decidedAt);
  if (endsAt instanceof Refusal) return endsAt;
  if (kind === before.kind && endsAt && before.endsAt && endsAt > before.endsAt)
    return new Refusal('NOT_MILDER', 'days');
  if (kind === before.kind && rule.id === before.ruleId && endsAt?.getTime() === before.endsAt?.getTime())
    return new Refusal('NOTHING_CHANGED', 'kind');
  const reason = reasoned(typed);
  if (reason instanceof Refusal) return reason;
  return decided(at, about, nothingWaits, { kind, class: weightIn(kind), rule, reason, endsAt });
}
