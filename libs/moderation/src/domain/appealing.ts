import { composed, event, Refusal, textLimit, type Decision, type Rule, type Situation } from '@hiroba/kernel';
import { reasoned, type CaseDecision, type JudgedSubject } from './moderation.commands.ts';
import { noReplacement, replace, type Replaceable, type TypedReplacement } from './modifying.ts';
import { moderationPolicy } from './moderation.policy.ts';
import { gravest, hoursToDecide, type OpenCase } from './reporting.ts';
import type { Judging } from './rules.ts';
import { sanctionKinds } from './sanction-kinds.ts';
import { seenAgain, type Visibility } from './visibility.ts';
import type { SubjectFacts } from './withholding.ts';

/** How many days a decision can be appealed (moderation.md, section 8), and within how many an appeal is to be decided. */
export const APPEAL_DAYS = 184;
export const DAYS_TO_REVIEW = 14;

/** The longest appeal, in graphemes. */
export const LONGEST_APPEAL = 4_000;

/** What an appeal comes to: the decision stands, it falls, or something milder takes its place. */
export const appealOutcomes = ['UPHELD', 'OVERTURNED', 'MODIFIED'] as const;
export type AppealOutcome = (typeof appealOutcomes)[number];

/** What can be appealed: what was taken out of sight, what was dismissed, and what was decided about a person. */
export const appealableKinds = [
  'HIDE',
  'REDACT',
  'SUPPRESS',
  'LABEL',
  'DISMISS',
  'LOCK_THREAD',
  ...sanctionKinds,
] as const;
export type AppealableKind = (typeof appealableKinds)[number];

/** A decision as it is appealed: what it was, when, and as whom the viewer may do so, if they may. */
export interface AppealedDecision {
  readonly kind: AppealableKind;
  readonly decidedAt: Date;
  readonly by: 'AUTHOR' | 'REPORTER' | undefined;
  readonly appealed: boolean;
  /** Whether somebody else's appeal waits for its review. */
  readonly underAppeal: boolean;
  /** Whose report it was, where somebody without an account appeals by the key of their mail. */
  readonly visitorId?: string;
}

/** Until when a decision can be appealed. */
export const appealUntil = (decidedAt: Date): Date => new Date(decidedAt.getTime() + APPEAL_DAYS * 86_400_000);

/** Who may appeal a decision: whoever it concerns, once, within its time. */
export const mayAppeal: Rule<AppealedDecision> = (at, { by, appealed, underAppeal, decidedAt, visitorId }) =>
  ((visitorId ?? at.viewer.personId) ? undefined : new Refusal('UNAUTHENTICATED')) ??
  (by === undefined ? new Refusal('NOT_FOUND') : undefined) ??
  (appealed ? new Refusal('ALREADY_APPEALED') : undefined) ??
  (underAppeal ? new Refusal('UNDER_APPEAL') : undefined) ??
  (at.now >= appealUntil(decidedAt) ? new Refusal('PAST_BOUNDARY') : undefined);

type Appealed = Decision<{ readonly state: 'APPEALED'; readonly dueAt: Date }> & { readonly text: string };

/** Asks for a decision to be looked at by somebody else. Somebody suspended may do so too: it is their way back. */
export const appeal =
  (typed: string) =>
  (at: Situation, decision: AppealedDecision): Appealed | Refusal => {
    const refusal = mayAppeal(at, decision);
    if (refusal) return refusal;
    const text = composed(typed);
    const problem = textLimit({ max: LONGEST_APPEAL })(text);
    if (problem) return new Refusal(problem, 'text', { max: LONGEST_APPEAL });
    const by = decision.by ?? 'AUTHOR';
    return {
      text,
      patch: { state: 'APPEALED', dueAt: new Date(at.now.getTime() + DAYS_TO_REVIEW * 86_400_000) },
      event: event(
        'mod.appealed',
        { by },
        { actor: 'participant', commit: { text, appellant: decision.visitorId ?? at.viewer.personId ?? '' } },
      ),
    };
  };

/** An appeal before whoever reviews it: of which decision, and who took part in the case: reported, decided or wrote. */
export interface OpenAppeal extends Replaceable {
  readonly participants: readonly string[];
}

/** Nobody reviews a case in which they took part. */
export const mayReview: Rule<SubjectFacts & { readonly appeal: Pick<OpenAppeal, 'participants'> | undefined }> = (
  at,
  subject,
) => {
  const refusal = moderationPolicy.review(at, subject);
  if (refusal) return refusal;
  if (!subject.appeal) return new Refusal('NOT_APPEALED');
  const isPart =
    subject.reported ||
    subject.recused ||
    [...subject.appeal.participants, ...subject.authorIds].includes(at.viewer.personId ?? '');
  return isPart ? new Refusal('PARTICIPANT') : undefined;
};

type Reviewed = Decision<{
  readonly state: 'OPEN' | 'DECIDED' | 'DISMISSED';
  readonly dueAt: Date | null;
  readonly visibility?: Visibility;
  readonly redacted?: false;
  readonly label?: null;
  readonly lockedUntil?: null;
}> & {
  readonly outcome: AppealOutcome;
  readonly answer: string;
  /** What takes the place of the decision. */
  readonly replaced?: CaseDecision;
};

/** What the case is afterwards: a text that was wrongly withheld is shown; reports that were wrongly dismissed wait for a new decision. */
function caseAfter(
  at: Judging,
  subject: Pick<SubjectFacts, 'redactedAt' | 'withheldAt'>,
  { kind }: OpenAppeal,
  outcome: AppealOutcome,
  { reports, signals }: OpenCase,
): Reviewed['patch'] {
  const falls = outcome === 'OVERTURNED';
  const shown = {
    ...(falls && kind === 'HIDE' ? { visibility: seenAgain(subject) } : {}),
    ...(falls && (kind === 'REDACT' || kind === 'SUPPRESS')
      ? { visibility: 'VISIBLE' as const, redacted: false as const }
      : {}),
    ...(falls && kind === 'LABEL' ? { label: null } : {}),
    ...(falls && kind === 'LOCK_THREAD' ? { lockedUntil: null } : {}),
  };
  const isOpen = reports.length > 0 || signals.length > 0 || (outcome === 'OVERTURNED' && kind === 'DISMISS');
  if (!isOpen) return { state: kind === 'DISMISS' ? 'DISMISSED' : 'DECIDED', dueAt: null, ...shown };
  const hours = hoursToDecide[gravest(at.rules, reports)?.severity ?? 'MEDIUM'];
  return { state: 'OPEN', dueAt: new Date(at.now.getTime() + hours * 3_600_000), ...shown };
}

/** The decision in the place of another, in its case: what waits there goes on waiting. */
function inPlace(at: Judging, made: CaseDecision, after: Reviewed['patch']): CaseDecision {
  const { kind, endsAt } = made.statement;
  const { state, dueAt } = after;
  const lockedUntil = endsAt && endsAt > at.now ? endsAt : null;
  return { ...made, patch: { state, dueAt, ...(kind === 'LOCK_THREAD' ? { lockedUntil } : {}) } };
}

/** Decides an appeal, by somebody who had no part in the case. */
export const reviewAppeal =
  (outcome: string, typed: string, replacement: TypedReplacement = noReplacement) =>
  (at: Judging, subject: JudgedSubject, review: OpenAppeal | undefined, open: OpenCase): Reviewed | Refusal => {
    const refusal = mayReview(at, { ...subject, appeal: review });
    if (refusal || !review) return refusal ?? new Refusal('NOT_APPEALED');
    const decided = appealOutcomes.find((one) => one === outcome);
    if (!decided) return new Refusal(outcome === '' ? 'EMPTY' : 'BAD_USER_INPUT', 'outcome');
    const answer = reasoned(typed, 'answer');
    if (answer instanceof Refusal) return answer;
    const made = decided === 'MODIFIED' ? replace(replacement, at, subject, review) : undefined;
    if (made instanceof Refusal) return made;
    const patch = caseAfter(at, subject, review, decided, open);
    return {
      outcome: decided,
      answer,
      patch,
      ...(made ? { replaced: inPlace(at, made, patch) } : {}),
      event: event(
        'mod.appeal_decided',
        { outcome: decided, other_moderator: true },
        { actor: 'moderator', commit: { answer, reviewer: at.viewer.personId ?? '' } },
      ),
    };
  };
