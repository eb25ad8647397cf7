import { composed, event, Refusal, textLimit, type Decision, type Situation } from '@hiroba/kernel';
import { moderationPolicy } from './moderation.policy.ts';
import type { GraveKind, SanctionKind } from './sanction-kinds.ts';
import type { Approval } from './second-person.ts';
import { ruleReference, withholds, type Judging, type PolicyRule } from './rules.ts';
import { seenAgain, type Label, type Visibility } from './visibility.ts';
import { LONGEST_REASON, targetOf, type SubjectFacts, type Waiting } from './withholding.ts';

/** A subject with what the log commits to of it: its words as they are now. */
export interface JudgedSubject extends SubjectFacts {
  readonly content: Readonly<Record<string, unknown>>;
  readonly locale: string;
}

/** The statement of reasons of a decision, as it is kept. */
export interface Statement {
  readonly kind: PlainKind | GraveKind;
  readonly class: 'LIGHT' | 'MEDIUM' | 'GRAVE';
  readonly ruleId: string;
  readonly ruleVersion: number;
  readonly ground: 'RULES' | 'ILLEGAL';
  readonly reasonCode: string | null;
  readonly explanation: string;
  readonly locale: string;
  readonly contentType: 'TEXT';
  readonly contentDate: Date;
  readonly contentLanguage: string;
  /** Whether somebody had reported it, or those who moderate found it. */
  readonly source: 'NOTICE' | 'OWN';
  readonly automatedDetection: boolean;
  readonly automatedDecision: 'NONE';
  /** When it ends by itself; null where it does not. */
  readonly endsAt: Date | null;
}

/** What one person may decide. */
export type PlainKind =
  | 'HIDE'
  | 'RESTORE'
  | 'REDACT'
  | 'DISMISS'
  | 'INTERIM_HIDE'
  | 'LOCK_THREAD'
  | 'UNLOCK_THREAD'
  | 'LABEL'
  | 'UNLABEL'
  | Exclude<SanctionKind, 'BLOCK'>;

/** A decision about a case, with its statement of reasons. It settles all that waits. */
export type CaseDecision = Decision<{
  readonly visibility?: Visibility;
  readonly redacted?: boolean;
  readonly label?: Label | null;
  readonly interimUntil?: Date | null;
  readonly heldMode?: null;
  readonly heldUntil?: null;
  readonly lockedUntil?: Date | null;
  readonly state: 'OPEN' | 'DECIDED' | 'DISMISSED';
  readonly dueAt: Date | null;
}> & {
  readonly statement: Statement;
  /** The rule it cites, in the words of then. */
  readonly rule: PolicyRule;
  /** That a second person agreed, where it is grave. */
  readonly second?: Approval;
};

/** A reason in composed form, or what is wrong with it in its field. */
export const reasoned = (typed: string, field = 'reason'): string | Refusal => {
  const reason = composed(typed);
  const problem = textLimit({ max: LONGEST_REASON })(reason);
  return problem ? new Refusal(problem, field, { max: LONGEST_REASON }) : reason;
};

const visibilityAfter: Readonly<Partial<Record<Statement['kind'], Visibility>>> = {
  HIDE: 'HIDDEN',
  INTERIM_HIDE: 'HIDDEN',
  REDACT: 'REDACTED',
  SUPPRESS: 'SUPPRESSED',
};

/** How a thing stands after a decision; undefined where it stands as before. */
function visibilityOf(kind: Statement['kind'], subject: JudgedSubject): Visibility | undefined {
  if (kind === 'RESTORE') return subject.withheldAt ? seenAgain(subject) : 'VISIBLE';
  return kind === 'DISMISS' && subject.interimUntil ? seenAgain(subject) : visibilityAfter[kind];
}

interface Grounds {
  readonly rule: PolicyRule;
  readonly reason: string;
  readonly reasonCode?: string;
  readonly endsAt?: Date | null;
  /** The language of the reason; by default that of whoever decides. */
  readonly locale?: string;
}

/** What somebody decides: a grave kind only with the approval of a second person. */
export type Judgement = Grounds &
  (
    | { readonly kind: PlainKind; readonly class: 'LIGHT' | 'MEDIUM'; readonly second?: never }
    | { readonly kind: GraveKind; readonly class: 'GRAVE'; readonly second: Approval }
  );

/** Nothing waits: those who moderate act by themselves. */
export const nothingWaits: Waiting = { reports: [], signals: [] };

/** What a judgement is in the case, in its statement and in the log. A thing that nothing was found against is not named in public. */
export function decided(
  at: Situation,
  subject: JudgedSubject,
  { reports, signals }: Waiting,
  judgement: Judgement,
): CaseDecision {
  const { kind, rule, reason, reasonCode, second } = judgement;
  const isDismissed = kind === 'DISMISS';
  const visibility = visibilityOf(kind, subject);
  const looked = { heldMode: null, heldUntil: null };
  const shown = visibility ? { visibility, interimUntil: null, ...looked } : isDismissed ? looked : {};
  const automatedDetection = reports.length === 0 && signals.length > 0;
  const statement: Statement = {
    kind,
    class: judgement.class,
    ruleId: rule.id,
    ruleVersion: rule.version,
    ground: rule.grounds === 'LAW' ? 'ILLEGAL' : 'RULES',
    reasonCode: reasonCode ?? null,
    explanation: reason,
    locale: judgement.locale ?? at.viewer.locale,
    contentType: 'TEXT',
    contentDate: subject.publishedAt,
    contentLanguage: subject.locale,
    source: reports.length > 0 ? 'NOTICE' : 'OWN',
    automatedDetection,
    automatedDecision: 'NONE',
    endsAt: judgement.endsAt ?? null,
  };
  return {
    statement,
    rule,
    ...(second ? { second } : {}),
    patch: { state: isDismissed ? 'DISMISSED' : 'DECIDED', dueAt: null, ...shown },
    event: event(
      'mod.decided',
      {
        kind,
        class: statement.class,
        rule: ruleReference(rule),
        ground: statement.ground,
        ...(isDismissed ? {} : { target: targetOf(subject) }),
        ...(reasonCode ? { reason_code: reasonCode } : {}),
        automated_detection: automatedDetection,
        automated_decision: statement.automatedDecision,
        second_approver: second !== undefined,
        ...(statement.endsAt ? { ends_at: statement.endsAt.toISOString() } : {}),
        notified: !isDismissed && subject.authorIds.length > 0,
      },
      {
        actor: 'moderator',
        commit: {
          ...(isDismissed ? { target: targetOf(subject) } : {}),
          statement: {
            ...statement,
            contentDate: statement.contentDate.toISOString(),
            endsAt: statement.endsAt?.toISOString() ?? null,
          },
          content_snapshot: subject.content,
          moderator: second?.proposed.proposerId ?? at.viewer.personId ?? '',
          ...(second ? { approver: second.approverId } : {}),
        },
      },
    ),
  };
}

/** The rule that may be cited about a text: one that was in force when it was published, never a later one. */
export function citable(
  { rules, now }: Pick<Judging, 'rules' | 'now'>,
  id: string,
  { publishedAt }: Pick<JudgedSubject, 'publishedAt'>,
): PolicyRule | Refusal {
  if (id === '') return new Refusal('EMPTY', 'rule');
  const code = rules.inForce(id, now) ? 'RULE_TOO_NEW' : 'BAD_USER_INPUT';
  return rules.inForce(id, publishedAt) ?? new Refusal(code, 'rule');
}

/** Withholds a text under a rule that was in force when it was published: everybody reads the reason in its place. */
export const withhold =
  (rule: string, reason: string) =>
  (at: Judging, subject: JudgedSubject, waiting: Waiting): CaseDecision | Refusal => {
    const refusal = moderationPolicy.withhold(at, subject);
    if (refusal) return refusal;
    const cited = citable(at, rule, subject);
    if (cited instanceof Refusal) return cited;
    if (!withholds(cited)) return new Refusal('BAD_USER_INPUT', 'rule');
    const because = reasoned(reason);
    return because instanceof Refusal
      ? because
      : decided(at, subject, waiting, { kind: 'HIDE', class: 'MEDIUM', rule: cited, reason: because });
  };

/** The rule that a decision cited. */
export type Cited = Pick<PolicyRule, 'id' | 'version'>;

/** Shows a withheld text again, or uncovers one that is seen, under the rule it was withheld or covered for. */
export const restore =
  (reason: string, { id, version }: Cited) =>
  (at: Judging, subject: JudgedSubject): CaseDecision | Refusal => {
    const refusal = moderationPolicy.restore(at, subject);
    if (refusal) return refusal;
    const because = reasoned(reason);
    if (because instanceof Refusal) return because;
    const cited = at.rules.of(id, version);
    if (!cited) throw new Error(`no rule ${id}@${version}`);
    const made = decided(at, subject, nothingWaits, { kind: 'RESTORE', class: 'MEDIUM', rule: cited, reason: because });
    return subject.withheldAt ? made : { ...made, patch: { ...made.patch, redacted: false } };
  };
