import { composed, event, holds, insideRoles, Refusal, textLimit, type Decision } from '@hiroba/kernel';
import { citable, decided, reasoned, type CaseDecision, type JudgedSubject } from './moderation.commands.ts';
import { moderationPolicy } from './moderation.policy.ts';
import { severities, type Judging, type PolicyRule, type RuleBook, type Severity } from './rules.ts';
import { ruleOfSignal, type SignalId } from './signals/signal.ts';
import { targetOf, type OpenReport, type Waiting } from './withholding.ts';

/** How reports can end without anything being withheld. `VIEWPOINT`: what is said is an opinion, and criticism is none of our business. */
export const dismissals = ['NO_VIOLATION', 'VIEWPOINT', 'NOT_FOUND_IN_TEXT', 'ABUSIVE_REPORT'] as const;
export type Dismissal = (typeof dismissals)[number];

/** The longest note of a report, in graphemes. */
export const LONGEST_NOTE = 1_000;

/** Within how many hours a report is to be decided, by the severity of its rule. */
export const hoursToDecide: Readonly<Record<Severity, number>> = { CRITICAL: 24, HIGH: 24, MEDIUM: 72, LOW: 168 };

/** What is open in a case, and until when it is to be decided. */
export interface OpenCase extends Waiting {
  readonly dueAt: Date | null;
}

/** A report as it is decided on: what it says, and until when the case is to be decided. */
export type ReportDecision = Decision<{ readonly state?: 'OPEN'; readonly dueAt: Date }> & {
  readonly report: OpenReport & { readonly note: string; readonly source: ReportSource };
};

/** Who reports: somebody with an account, somebody of the city, somebody whose address was confirmed. */
export type ReportSource = 'PARTICIPANT' | 'STAFF' | 'VISITOR';

interface Said {
  readonly ruleId: string;
  readonly note: string;
  readonly source: ReportSource;
  /** Whose report it is, for the commitment. */
  readonly reporter: string;
  readonly needsNote?: boolean;
}

const dueBy = ({ severity }: PolicyRule, now: Date): Date =>
  new Date(now.getTime() + hoursToDecide[severity] * 3_600_000);

/** What a report is in the case and in the log. */
export function reported(
  at: Judging,
  subject: JudgedSubject,
  { dueAt }: Pick<OpenCase, 'dueAt'>,
  { ruleId, note: typed, source, reporter, needsNote = false }: Said,
): ReportDecision | Refusal {
  const rule = citable(at, ruleId, subject);
  if (rule instanceof Refusal) return rule;
  const note = composed(typed);
  const problem = note === '' && !needsNote ? undefined : textLimit({ max: LONGEST_NOTE })(note);
  if (problem) return new Refusal(problem, 'note', { max: LONGEST_NOTE });
  const due = dueBy(rule, at.now);
  return {
    report: { ruleId: rule.id, ruleVersion: rule.version, note, source },
    patch: { ...(subject.underAppeal ? {} : { state: 'OPEN' }), dueAt: dueAt && dueAt < due ? dueAt : due },
    event: event(
      'mod.reported',
      { reason_code: rule.id, source },
      { actor: source === 'STAFF' ? 'staff' : 'participant', commit: { target: targetOf(subject), reporter } },
    ),
  };
}

/** Tells those who moderate that a text breaks a rule. It hides nothing, however many do so, and nobody learns who did. */
export const report =
  (ruleId: string, note: string) =>
  (at: Judging, subject: JudgedSubject, open: Pick<OpenCase, 'dueAt'>): ReportDecision | Refusal => {
    const source = holds(at.viewer, insideRoles, at.component?.spaceId) ? 'STAFF' : 'PARTICIPANT';
    return (
      moderationPolicy.report(at, subject) ??
      reported(at, subject, open, { ruleId, note, source, reporter: at.viewer.personId ?? '' })
    );
  };

/** The gravest rule among reports. */
export function gravest(book: RuleBook, reports: readonly OpenReport[]): PolicyRule | undefined {
  const rules = reports.flatMap(({ ruleId, ruleVersion }) => book.of(ruleId, ruleVersion) ?? []);
  return rules.sort((a, b) => severities.indexOf(b.severity) - severities.indexOf(a.severity))[0];
}

/** The gravest rule that signals warn of in a text of then. */
const warnedOf = (book: RuleBook, signals: readonly SignalId[], then: Date): PolicyRule | undefined =>
  gravest(
    book,
    signals.map((id) => ({
      ruleId: ruleOfSignal[id],
      ruleVersion: book.inForce(ruleOfSignal[id], then)?.version ?? 1,
    })),
  );

/** Until when somebody should have looked at what signals warn of. */
export function lookBy(book: RuleBook, signals: readonly SignalId[], now: Date): Date | undefined {
  const rule = warnedOf(book, signals, now);
  return rule && dueBy(rule, now);
}

/** Ends what waits about a text that breaks no rule: it stays as it is, and those who reported it read why. */
export const dismiss =
  (code: string, answer: string) =>
  (at: Judging, subject: JudgedSubject, { reports, signals }: Waiting): CaseDecision | Refusal => {
    const refusal = moderationPolicy.dismiss(at, subject);
    if (refusal) return refusal;
    const rule = gravest(at.rules, reports) ?? warnedOf(at.rules, signals, subject.publishedAt);
    if (!rule) return new Refusal('NOT_REPORTED');
    const reasonCode = dismissals.find((one) => one === code);
    if (!reasonCode) return new Refusal(code === '' ? 'EMPTY' : 'BAD_USER_INPUT', 'code');
    // Where nobody reported anything there is nobody to answer.
    const because = reports.length === 0 && answer.trim() === '' ? '' : reasoned(answer, 'answer');
    return because instanceof Refusal
      ? because
      : decided(
          at,
          subject,
          { reports, signals },
          {
            kind: 'DISMISS',
            class: 'LIGHT',
            rule,
            reason: because,
            reasonCode,
          },
        );
  };
