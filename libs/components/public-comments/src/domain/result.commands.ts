import { composed, event, jcs, Refusal, type Json } from '@hiroba/kernel';
import { isApproved } from './notice.commands.ts';
import { noticeOf, reasonOf, reasonRefusal, type HeldRound, type ResultDraft, type RoundCommand } from './procedure.ts';
import { LONGEST, textFits } from './round.draft.commands.ts';
import { roundPolicy } from './round.policy.ts';

const staff = { actor: 'staff' } as const;

/** What a result lacks: every gap in what was answered, and the way to the originals where they are summarised. */
function resultRefusal({ gaps, round }: HeldRound, result: ResultDraft): Refusal | undefined {
  const [gap] = gaps;
  return textFits('text', result.text, LONGEST.result, 1) ?? textFits('originalsRoute', result.originalsRoute, LONGEST.to)
    ?? (gap ? new Refusal('NOT_ANSWERED', undefined, { gap: gap.code, count: gap.count }) : undefined)
    ?? (result.summarised && result.originalsRoute === '' && round.profile.originalsRoute === 'REQUIRED' ? new Refusal('EMPTY', 'originalsRoute') : undefined);
}

const tidy = ({ text, summarised, originalsRoute }: ResultDraft): ResultDraft => ({ text: composed(text), summarised, originalsRoute: composed(originalsRoute) });

/** Asks for approval of a result. Whoever wrote it will not be among those who approve. */
export const requestResponseApproval = (typed: ResultDraft): RoundCommand => (at, held) => {
  const { round } = held;
  const proposed = tidy(typed);
  const { personId } = at.viewer;
  return roundPolicy.requestResponseApproval(at, round) ?? resultRefusal(held, proposed) ?? {
    patch: { stage: 'RESPONSE_REVIEW', review: round.review + 1, changedAt: at.now, authorIds: [...new Set([...round.authorIds, ...(personId ? [personId] : [])])] },
    event: event('round.changed', { change: 'RESULT_REVIEW' }, staff), proposed,
  };
};

const resultNotice = (held: HeldRound, { text, summarised, originalsRoute }: ResultDraft, reason?: string) => noticeOf(held, {
  kind: 'RESULT', n: held.round.resultVersions + 1, ...(reason ? { reason } : {}),
  content: {
    id: held.round.id, title: held.round.title, office: held.round.office, text, summarised, originalsRoute,
    notice: held.round.noticeVersions, plan: held.plan ? { n: held.plan.n, sha256: held.plan.sha256 } : null,
    numbers: JSON.parse(JSON.stringify(held.numbers)) as Json,
  },
});

/** Publishes what came of a round: approved, without a gap, kept for good. */
export const publishResult: RoundCommand = (at, held) => {
  const { proposed, round, numbers } = held;
  const refusal = roundPolicy.publishResult(at, round) ?? (proposed ? resultRefusal(held, proposed) : new Refusal('WRONG_STATE'))
    ?? (isApproved(held, 'RESULT') ? undefined : new Refusal('NOT_APPROVED'));
  if (refusal || !proposed) return refusal ?? new Refusal('WRONG_STATE');
  const notice = resultNotice(held, proposed);
  return {
    patch: { stage: 'RESULT_PUBLISHED', answeredAt: at.now, changedAt: at.now, resultVersions: notice.n }, notice,
    event: event('round.result_published', {
      n: notice.n, file: notice.sha256, persons: numbers.persons, submissions: numbers.submissions, opinions: numbers.opinions,
    }, staff),
  };
};

/** Corrects a published result; the earlier words stay readable. */
export const correctResult = (typed: ResultDraft, why: string): RoundCommand => (at, held) => {
  const reason = reasonOf(why);
  const result = tidy(typed);
  const refusal = roundPolicy.correctResult(at, held.round) ?? resultRefusal(held, result) ?? reasonRefusal(reason);
  if (refusal) return refusal;
  const notice = resultNotice(held, result, reason);
  return {
    patch: { resultVersions: notice.n, changedAt: at.now }, notice,
    event: event('round.result_corrected', { n: notice.n, sha256: notice.sha256 }, { ...staff, commit: { reason } }),
  };
};

/** Says that the plan is decided, on which day, and what differs from the draft. */
export const adopt = (on: string, typed: string): RoundCommand => (at, held) => {
  const text = composed(typed);
  const refusal = roundPolicy.adopt(at, held.round) ?? (/^\d{4}-\d\d-\d\d$/.test(on) ? undefined : new Refusal('BAD_DATES', 'on')) ?? textFits('text', text, LONGEST.notice, 1);
  if (refusal) return refusal;
  const notice = noticeOf(held, { kind: 'ADOPTED', n: 1, content: { id: held.round.id, title: held.round.title, office: held.round.office, on, text } });
  return {
    patch: { stage: 'ADOPTED', endedAt: at.now, changedAt: at.now }, notice,
    event: event('round.adopted', { on, sha256: notice.sha256 }, { ...staff, commit: { text } }),
  };
};

/** Says that the plan is not decided, why, and whether there will be a new draft. */
export const declareNotAdopted = (typed: string, again: boolean): RoundCommand => (at, held) => {
  const text = composed(typed);
  const refusal = roundPolicy.declareNotAdopted(at, held.round) ?? textFits('text', text, LONGEST.notice, 1);
  if (refusal) return refusal;
  const notice = noticeOf(held, { kind: 'NOT_ADOPTED', n: 1, content: { id: held.round.id, title: held.round.title, office: held.round.office, text, again } });
  return {
    patch: { stage: 'NOT_ADOPTED', endedAt: at.now, changedAt: at.now }, notice,
    event: event('round.not_adopted', { again, sha256: notice.sha256 }, { ...staff, commit: { text } }),
  };
};

/** Says why the answer is late, and until when it is promised now. */
export const explainDelay = (typed: string, until: Date): RoundCommand => (at, { round }) => {
  const reason = reasonOf(typed);
  return roundPolicy.explainDelay(at, round) ?? reasonRefusal(reason)
    ?? (until <= at.now || (round.responseDueAt && until <= round.responseDueAt) ? new Refusal('NOT_LONGER', 'until') : undefined)
    ?? {
      patch: { overdueReason: reason, responseDueAt: until, changedAt: at.now },
      event: event('round.changed', { change: 'DELAYED', due: until.toISOString() }, { ...staff, commit: { reason } }),
    };
};

/** Puts an ended round away: everything stays readable, nothing changes any more. */
export const archive: RoundCommand = (at, { round }) => roundPolicy.archive(at, round) ?? {
  patch: { stage: 'ARCHIVED', changedAt: at.now }, event: event('round.archived', { from: round.stage }, staff),
};

/** Whether the digest of a notice is that of its bytes. */
export const isIntact = (seal: HeldRound['seal'], snapshot: string, sha256: string): boolean =>
  seal(snapshot) === sha256 && jcs(JSON.parse(snapshot) as Json) === snapshot;
