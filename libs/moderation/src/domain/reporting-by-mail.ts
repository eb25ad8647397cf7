import type { Refusal } from '@hiroba/kernel';
import type { AppealableKind } from './appealing.ts';
import type { JudgedSubject } from './moderation.commands.ts';
import { moderationPolicy } from './moderation.policy.ts';
import { reported, type OpenCase, type ReportDecision } from './reporting.ts';
import type { Judging } from './rules.ts';

/** What holds for reports by people without an account (moderation.md, section 10). */
export const mailReportLimits = {
  /** How long a mail that asks whether an address is right waits for its answer. */
  confirmDays: 7,
  /** Within how many days whoever reported gets an answer with its reasons. */
  answerDays: 7,
  /** So many mails go to one address in a day, and to all addresses typed in one network; the next ones wait for their turn. */
  perAddress: 3,
  perNetwork: 10,
} as const;

const DAY_MS = 86_400_000;

/** From when on so many of these lie more than a day back; now, where they do already. */
function fewerThan(many: number, sent: readonly Date[], now: Date): number {
  const times = sent.map((instant) => instant.getTime()).sort((a, b) => b - a);
  const last = times[many - 1];
  return last === undefined ? now.getTime() : Math.max(now.getTime(), last + DAY_MS);
}

/** When the mail goes out that asks an address: now, or when it is its turn. Nothing is dropped. */
export const mailsAt = (now: Date, toAddress: readonly Date[], fromNetwork: readonly Date[]): Date =>
  new Date(
    Math.max(
      fewerThan(mailReportLimits.perAddress, toAddress, now),
      fewerThan(mailReportLimits.perNetwork, fromNetwork, now),
    ),
  );

/** Until when an address can say yes. */
export const confirmBy = (mailAt: Date): Date => new Date(mailAt.getTime() + mailReportLimits.confirmDays * DAY_MS);

/** Until when whoever reported gets an answer. */
export const answerBy = (confirmedAt: Date): Date =>
  new Date(confirmedAt.getTime() + mailReportLimits.answerDays * DAY_MS);

/** A report of somebody without an account: it counts once their address has said yes, and needs a word of why. */
export const reportByMail =
  (ruleId: string, note: string, reporter: string) =>
  (at: Judging, subject: JudgedSubject, open: Pick<OpenCase, 'dueAt'>): ReportDecision | Refusal =>
    moderationPolicy.reportByMail(at, subject) ??
    reported(at, subject, open, { ruleId, note, reporter, source: 'VISITOR', needsNote: true });

/** As whom somebody without an account may appeal what their report came to: as long as it is the last word in the case. */
export const appealsByMail = (kind: AppealableKind, isLast: boolean): 'REPORTER' | undefined =>
  kind === 'DISMISS' && isLast ? 'REPORTER' : undefined;
