import { composed, event, Refusal, textLimit, type Decision, type Situation } from '@hiroba/kernel';
import { moderationPolicy } from './moderation.policy.ts';
import { ruleInForce, ruleOf, ruleReference, type DecisionKind, type PolicyRule } from './rules.ts';
import { LONGEST_REASON, targetOf, type SubjectFacts, type Visibility } from './withholding.ts';

/** A subject with what the log commits to of it: its words as they are now. */
export interface JudgedSubject extends SubjectFacts {
  readonly content: Readonly<Record<string, unknown>>;
  readonly locale: string;
}

/** The statement of reasons of a decision, as it is kept. */
export interface Statement {
  readonly kind: DecisionKind;
  readonly class: 'LIGHT' | 'MEDIUM' | 'GRAVE';
  readonly ruleId: string;
  readonly ruleVersion: number;
  readonly ground: 'RULES' | 'ILLEGAL';
  readonly explanation: string;
  readonly locale: string;
  readonly contentType: 'TEXT';
  readonly contentDate: Date;
  readonly contentLanguage: string;
  readonly source: 'OWN';
  readonly automatedDetection: boolean;
  readonly automatedDecision: 'NONE';
}

/** A decision about a case, with its statement of reasons. */
export type CaseDecision = Decision<{ readonly visibility: Visibility }> & { readonly statement: Statement };

const reasoned = (typed: string): string | Refusal => {
  const reason = composed(typed);
  const problem = textLimit({ max: LONGEST_REASON })(reason);
  return problem ? new Refusal(problem, 'reason', { max: LONGEST_REASON }) : reason;
};

function decided(
  at: Situation,
  subject: JudgedSubject,
  visibility: Visibility,
  rule: PolicyRule,
  reason: string,
): CaseDecision {
  const statement: Statement = {
    kind: visibility === 'HIDDEN' ? 'HIDE' : 'RESTORE',
    class: 'MEDIUM',
    ruleId: rule.id,
    ruleVersion: rule.version,
    ground: rule.grounds === 'LAW' ? 'ILLEGAL' : 'RULES',
    explanation: reason,
    locale: at.viewer.locale,
    contentType: 'TEXT',
    contentDate: subject.publishedAt,
    contentLanguage: subject.locale,
    source: 'OWN',
    automatedDetection: false,
    automatedDecision: 'NONE',
  };
  return {
    statement,
    patch: { visibility },
    event: event(
      'mod.decided',
      {
        kind: statement.kind,
        class: statement.class,
        rule: ruleReference(rule),
        ground: statement.ground,
        target: targetOf(subject),
        automated_detection: false,
        automated_decision: statement.automatedDecision,
        second_approver: false,
        notified: subject.authorIds.length > 0,
      },
      {
        actor: 'moderator',
        commit: {
          statement: { ...statement, contentDate: statement.contentDate.toISOString() },
          content_snapshot: subject.content,
          moderator: at.viewer.personId ?? '',
        },
      },
    ),
  };
}

/** Withholds a text under a rule that was in force when it was published: everybody reads the reason in its place. */
export const withhold =
  (rule: string, reason: string) =>
  (at: Situation, subject: JudgedSubject): CaseDecision | Refusal => {
    const refusal = moderationPolicy.withhold(at, subject);
    if (refusal) return refusal;
    const cited = ruleInForce(rule, subject.publishedAt);
    if (!cited?.allowed.includes('HIDE')) return new Refusal(rule === '' ? 'EMPTY' : 'BAD_USER_INPUT', 'rule');
    const because = reasoned(reason);
    return because instanceof Refusal ? because : decided(at, subject, 'HIDDEN', cited, because);
  };

/** The rule that a decision cited. */
export type Cited = Pick<PolicyRule, 'id' | 'version'>;

/** Shows a withheld text again, under the rule it was withheld for. */
export const restore =
  (reason: string, { id, version }: Cited) =>
  (at: Situation, subject: JudgedSubject): CaseDecision | Refusal => {
    const refusal = moderationPolicy.restore(at, subject);
    if (refusal) return refusal;
    const because = reasoned(reason);
    if (because instanceof Refusal) return because;
    const cited = ruleOf(id, version);
    if (!cited) throw new Error(`no rule ${id}@${version}`);
    return decided(at, subject, 'VISIBLE', cited, because);
  };
