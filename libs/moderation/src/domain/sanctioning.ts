import { privateEvent, Refusal, type Decision } from '@hiroba/kernel';
import {
  citable,
  decided,
  nothingWaits,
  reasoned,
  type CaseDecision,
  type JudgedSubject,
} from './moderation.commands.ts';
import { moderationPolicy } from './moderation.policy.ts';
import type { Judging, PolicyRule } from './rules.ts';
import { mostDays, sanctionKinds, weightOf, type GraveKind, type SanctionKind } from './sanction-kinds.ts';
import { secondBy, type Approval, type Proposed } from './second-person.ts';

/** What is typed about a decision on a person. */
export interface TypedSanction {
  readonly kind: string;
  readonly rule: string;
  readonly reason: string;
  readonly days: number | null;
}

/** A person before those who moderate, and what they did. */
export interface SanctionedPerson extends JudgedSubject {
  /** Whether they were ever told that they broke a rule. */
  readonly warned: boolean;
  /** Whether a grave decision about them waits for a second person. */
  readonly proposed: boolean;
}

interface Weighed {
  readonly kind: SanctionKind;
  readonly days: number | null;
  readonly rule: PolicyRule;
  readonly reason: string;
  readonly weight: ReturnType<typeof weightOf>;
}

/** A person is told, or kept from reporting, under any rule; the rest is for the rules that name it. */
export const isAllowed = (kind: SanctionKind, { allowed }: PolicyRule): boolean =>
  kind === 'WARN' || kind === 'LIMIT_REPORTING' || allowed.includes(kind);

function weighed(
  { kind: typed, rule: id, reason, days }: TypedSanction,
  at: Judging,
  person: SanctionedPerson,
): Weighed | Refusal {
  const refusal = moderationPolicy.moderate(at, person);
  if (refusal) return refusal;
  if (person.proposed) return new Refusal('AWAITING_SECOND');
  const kind = sanctionKinds.find((one) => one === typed);
  if (!kind) return new Refusal(typed === '' ? 'EMPTY' : 'BAD_USER_INPUT', 'kind');
  const rule = citable(at, id, person);
  if (rule instanceof Refusal) return rule;
  if (!isAllowed(kind, rule)) return new Refusal('NOT_ALLOWED', 'kind');
  const most = kind === 'SUSPEND' || kind === 'LIMIT_REPORTING' ? mostDays[kind] : undefined;
  if (most !== undefined && (days === null || !Number.isInteger(days) || days < 1 || days > most))
    return new Refusal(days === null ? 'EMPTY' : 'BAD_USER_INPUT', 'days', { max: most });
  const because = reasoned(reason);
  if (because instanceof Refusal) return because;
  const bounded = most === undefined ? null : days;
  const weight = weightOf(kind, bounded);
  const isDanger = rule.severity === 'CRITICAL' && kind === 'SUSPEND';
  if (weight === 'MEDIUM' && !person.warned && !isDanger) return new Refusal('WARN_FIRST', 'kind');
  return { kind, days: bounded, rule, reason: because, weight };
}

const endOf = (now: Date, days: number | null): Date | null =>
  days === null ? null : new Date(now.getTime() + days * 86_400_000);

/** Decides about a person what one moderator may decide alone. */
export const sanction =
  (typed: TypedSanction) =>
  (at: Judging, person: SanctionedPerson): CaseDecision | Refusal => {
    const found = weighed(typed, at, person);
    if (found instanceof Refusal) return found;
    const { kind, rule, reason, days, weight } = found;
    if (weight === 'GRAVE' || kind === 'BLOCK') return new Refusal('SECOND_NEEDED');
    return decided(at, person, nothingWaits, { kind, class: weight, rule, reason, endsAt: endOf(at.now, days) });
  };

/** A grave decision that is asked for: nothing of it is in force. */
export type ProposedDecision = Decision<{ readonly state: 'AWAITING_SECOND'; readonly dueAt: Date }> & {
  readonly proposed: Omit<Proposed, 'id'>;
};

/** Asks for a grave decision about a person, for a second person to agree. */
export const propose =
  (typed: TypedSanction) =>
  (at: Judging, person: SanctionedPerson): ProposedDecision | Refusal => {
    const found = weighed(typed, at, person);
    if (found instanceof Refusal) return found;
    const { kind, rule, reason, days, weight } = found;
    if (weight !== 'GRAVE') return new Refusal('NOT_ALLOWED', 'kind');
    const proposed = {
      kind: kind as GraveKind,
      ruleId: rule.id,
      ruleVersion: rule.version,
      reason,
      locale: at.viewer.locale,
      days,
      contentDate: person.publishedAt,
      proposerId: at.viewer.personId ?? '',
      proposedAt: at.now,
    };
    return {
      proposed,
      patch: { state: 'AWAITING_SECOND', dueAt: secondBy(proposed) },
      event: privateEvent('mod.proposed', { kind }),
    };
  };

/** Puts a grave decision into force; without the approval of a second person it cannot be written down. */
export function decideWithSecond(
  at: Judging,
  person: JudgedSubject,
  second: Approval,
  waiting = nothingWaits,
): CaseDecision {
  const { kind, ruleId, ruleVersion, reason, reasonCode, locale, days, contentDate } = second.proposed;
  const rule = at.rules.of(ruleId, ruleVersion);
  if (!rule) throw new Error(`no rule ${ruleId}@${ruleVersion}`);
  const subject = { ...person, publishedAt: contentDate };
  return decided(at, subject, waiting, {
    kind,
    class: 'GRAVE',
    second,
    ...(reasonCode ? { reasonCode } : {}),
    rule,
    reason,
    locale,
    endsAt: endOf(at.now, days),
  });
}

/** Whether somebody is kept from reporting, and until when. */
export const reportingLimited = (until: Date | null | undefined, now: Date): Refusal | undefined =>
  until && now < until ? new Refusal('REPORTING_LIMITED', undefined, { until: until.toISOString() }) : undefined;
