import { composed, event, Refusal, type Decision } from '@hiroba/kernel';
import type { PublicCommentsSituation } from '../manifest.ts';
import type { Exclusion } from './counting.ts';
import { filesInEntry, type SubmissionFile } from './submission-file.ts';
import { roundPolicy } from './round.policy.ts';
import type { Channel, RoundText } from './round.ts';
import {
  bodyProblem, categoryProblem, contactProblem, isInTime, LONGEST_SUBMISSION, notifyProblem, tidyCategory, tidyContact, type InRound, type SubmissionInput, type SubmissionText,
} from './submission.ts';
import { textFits } from './round.draft.commands.ts';
import { submissionPolicy } from './submission.policy.ts';

type Outcome = Decision<object> | Refusal;

const charsOf = (text: string): number => Math.round(text.length / 100) * 100;

/** What staff say of a sheet that came on paper, by fax or by mail. */
export interface Intake {
  readonly channel: Channel;
  readonly receivedAt: Date;
  readonly signedAt: Date | null;
  readonly postmarkAt: Date | null;
  readonly persons: number | null;
}

function problem(input: SubmissionInput, round: Pick<RoundText, 'profile'>, offline: boolean): Refusal | undefined {
  const { profile } = round;
  const contact = tidyContact(input.contact, profile, input.child);
  // What a sheet of paper does not say cannot be asked of it.
  return bodyProblem(input.body) ?? (offline ? undefined : categoryProblem(input, profile) ?? contactProblem(contact, profile, input.child))
    ?? notifyProblem(input.notify, contact);
}

const named = ({ contact }: SubmissionInput): boolean => [contact.name, contact.nickname, contact.organisation].some((text) => text.trim() !== '');

/** Takes what somebody sends themselves, inside the window by the clock of the database. */
export const receive = (input: SubmissionInput, { busy, files }: { readonly busy: boolean; readonly files: readonly SubmissionFile[] }) => (at: PublicCommentsSituation, round: RoundText): Outcome =>
  roundPolicy.submit(at, round)
  ?? (round.profile.onePerPerson && !at.viewer.personId ? new Refusal('UNAUTHENTICATED') : undefined)
  ?? (input.child && !round.profile.childForm ? new Refusal('BAD_USER_INPUT', 'child') : undefined)
  ?? problem(input, round, false) ?? {
    patch: {
      channel: 'ONLINE', body: composed(input.body), locale: input.locale, unitId: input.unitId, ...tidyCategory(input, round.profile), child: input.child,
      receivedAt: at.now, enteredAt: at.now, noticeVersion: round.noticeVersions, personId: at.viewer.personId ?? null, persons: named(input) ? 1 : null, busy,
    },
    event: event('submission.received', { round: round.id, channel: 'ONLINE', received_at: at.now.toISOString(), notice: round.noticeVersions, chars: charsOf(input.body), ...filesInEntry(files).data }, {
      actor: 'participant', commit: { body: composed(input.body), ...filesInEntry(files).commit },
    }),
  };

/** Registers what came on another way; too late, it waits for a decision and is never thrown away. */
export const register = (input: SubmissionInput, intake: Intake, files: readonly SubmissionFile[] = []) => (at: PublicCommentsSituation, round: RoundText): Outcome => {
  const { channel, receivedAt, signedAt, postmarkAt, persons } = intake;
  const late = isInTime(intake, round) ? null : 'PENDING';
  return submissionPolicy.register(at, round)
    ?? (channel === 'ONLINE' || !round.profile.channels.includes(channel) ? new Refusal('BAD_USER_INPUT', 'channel') : undefined)
    ?? (receivedAt > at.now || Number.isNaN(receivedAt.getTime()) ? new Refusal('BAD_DATES', 'receivedAt') : undefined)
    ?? (round.opensAt && receivedAt < round.opensAt ? new Refusal('BAD_DATES', 'receivedAt') : undefined)
    ?? (postmarkAt && postmarkAt > receivedAt ? new Refusal('BAD_DATES', 'postmarkAt') : undefined)
    ?? (persons !== null && (persons < 1 || persons > 1_000_000) ? new Refusal('BAD_USER_INPUT', 'persons') : undefined)
    ?? problem(input, round, true) ?? {
      patch: {
        channel, body: composed(input.body), locale: input.locale, unitId: input.unitId, ...tidyCategory(input, round.profile), child: input.child,
        receivedAt, signedAt, postmarkAt, enteredAt: at.now, enteredBy: at.viewer.personId, noticeVersion: round.noticeVersions,
        persons: persons ?? (named(input) ? 1 : null), late,
      },
      event: event('submission.received', {
        round: round.id, channel, received_at: receivedAt.toISOString(), notice: round.noticeVersions, chars: charsOf(input.body), ...(late && { late: true }), ...filesInEntry(files).data,
      }, { actor: 'staff', commit: { body: composed(input.body), ...filesInEntry(files).commit } }),
    };
};

/** Another wording by whoever holds the receipt; the ones before are kept, the last one counts. */
export const amend = (body: string) => (at: PublicCommentsSituation, { round, submission }: InRound<SubmissionText>): Outcome =>
  submissionPolicy.amend(at, { round, submission }) ?? bodyProblem(body)
  ?? (composed(body) === submission.body ? new Refusal('NOTHING_CHANGED', 'body') : undefined) ?? {
    patch: { body: composed(body), revisions: [...submission.revisions, { at: at.now.toISOString(), body: submission.body }], checkedBy: null, checkedAt: null },
    event: event('submission.amended', { round: round.id, n: submission.revisions.length + 1, chars: charsOf(body) }, { actor: 'participant', commit: { body: composed(body) } }),
  };

/** Taken back by whoever holds the receipt; it stays as a number among the withdrawn ones. */
export const withdrawSubmission = () => (at: PublicCommentsSituation, subject: InRound<SubmissionText>): Outcome =>
  submissionPolicy.withdraw(at, subject) ?? {
    patch: { withdrawnAt: at.now, excluded: 'WITHDRAWN' },
    event: event('submission.withdrawn', { round: subject.round.id }, { actor: 'participant' }),
  };

/** Whether something late counts all the same; the reason is kept, its text is nobody's in the log. */
export const decideLate = (accepted: boolean, reason: string) => (at: PublicCommentsSituation, subject: InRound<SubmissionText>): Outcome =>
  submissionPolicy.decideLate(at, subject) ?? textFits('reason', reason, LONGEST_SUBMISSION.reason, 1) ?? {
    patch: { late: accepted ? 'ACCEPTED' : 'REFUSED', excluded: accepted ? null : 'LATE', excludedReason: composed(reason) },
    event: event('submission.late_decided', { round: subject.round.id, accepted }, { actor: 'staff' }),
  };

const byStaff: readonly Exclusion[] = ['BLANK', 'DUPLICATE_OF', 'NOT_MINE', 'NOT_FOR_US'];

/** Leaves a submission out of the counts for a reason, or takes it in again; it keeps its place either way. */
export const exclude = (why: Exclusion | null, reason: string) => (at: PublicCommentsSituation, subject: InRound<SubmissionText>): Outcome =>
  submissionPolicy.exclude(at, subject)
  ?? (why !== null && !byStaff.includes(why) ? new Refusal('BAD_USER_INPUT', 'why') : undefined)
  ?? (why === subject.submission.excluded ? new Refusal('NOTHING_CHANGED') : undefined)
  ?? textFits('reason', reason, LONGEST_SUBMISSION.reason, why === null ? 0 : 1) ?? {
    patch: { excluded: why, excludedReason: composed(reason) },
    event: event('submission.excluded', { round: subject.round.id, why: why ?? 'COUNTED' }, { actor: 'staff' }),
  };
