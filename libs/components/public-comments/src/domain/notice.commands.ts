import { composed, event, jcs, privateEvent, Refusal, type Json } from '@hiroba/kernel';
import { answerDue, endAfter, endAfterCorrection } from './period.ts';
import {
  noticeOf, publicFacts, reasonOf, reasonRefusal, type ApprovalStep, type Approved, type ExternalDecision, type HeldRound, type NoticeChange, type RoundCommand,
  type RoundDecision,
} from './procedure.ts';
import { profileFor } from './profile.ts';
import { LONGEST, noticeFits, textFits, tidyNotice, type NoticeInput } from './round.draft.commands.ts';
import { unready } from './round.checklist.ts';
import { roundPolicy } from './round.policy.ts';
import { suspensionAt, type RoundText } from './round.ts';

const staff = { actor: 'staff' } as const;

/** The next version of the notice of a round as it stands after a change. */
const noticed = (held: HeldRound, after: Partial<RoundText>, more: { reason?: string; material?: boolean; changes?: readonly NoticeChange[] } = {}) => {
  const round = { ...held.round, ...after };
  return noticeOf(held, {
    kind: 'NOTICE', n: held.round.noticeVersions + 1, ...more,
    content: { ...publicFacts(round), plan: held.plan ? { n: held.plan.n, sha256: held.plan.sha256 } : null },
  });
};

/** Asks for approval: from now on the procedure of the place is the round's own. */
export const requestApproval: RoundCommand = (at, held) => {
  const profile = at.component ? profileFor(at.component.settings) : held.round.profile;
  const { personId } = at.viewer;
  return roundPolicy.requestApproval(at, held.round) ?? unready({ ...held, round: { ...held.round, profile } }, at.now) ?? {
    patch: {
      stage: 'IN_REVIEW', profile, review: held.round.review + 1, draftedAt: at.now,
      authorIds: [...new Set([...held.round.authorIds, ...(personId ? [personId] : [])])],
    },
    event: privateEvent('round.approval_requested'),
  };
};

/** The approvals of the review that runs. */
export const stepsOf = ({ round, steps }: HeldRound, what: Approved): readonly ApprovalStep[] =>
  steps.filter((step) => step.what === what && step.review === round.review);

/** Whether everybody has approved whom the procedure asks for, or another system decided. */
export const isApproved = (held: HeldRound, what: Approved, more: readonly ApprovalStep[] = []): boolean => {
  const steps = [...stepsOf(held, what), ...more];
  return steps.some(({ external }) => external !== null) || steps.length >= held.round.profile.approvalSteps;
};

/** Who wrote it does not approve it, and nobody approves twice; a decision made elsewhere is only entered here. */
function separation(held: HeldRound, what: Approved, personId: string | undefined, external: ExternalDecision | null): Refusal | undefined {
  if (isApproved(held, what)) return new Refusal('ALREADY_APPROVED');
  if (external) return undefined;
  if (personId && held.round.authorIds.includes(personId)) return new Refusal('OWN_WORK');
  return stepsOf(held, what).some((step) => step.personId === personId) ? new Refusal('ALREADY_APPROVED') : undefined;
}

const externalRefusal = (external: ExternalDecision | null): Refusal | undefined => external && (
  textFits('external.number', external.number, LONGEST.to, 1)
  ?? (/^\d{4}-\d\d-\d\d$/.test(external.on) ? undefined : new Refusal('BAD_DATES', 'external.on'))) || undefined;

/** What follows the last approval of a notice: it is public, hashed and frozen; a day that has passed meanwhile counts no more. */
function scheduled(at: Parameters<RoundCommand>[0], held: HeldRound, step: ApprovalStep): RoundDecision | Refusal {
  const { round } = held;
  const opensAt = round.opensAt && round.opensAt > at.now ? round.opensAt : at.now;
  const standing = { ...round, opensAt };
  const late = unready({ ...held, round: standing }, at.now);
  if (late || !round.closesAt) return late ?? new Refusal('EMPTY', 'closesAt');
  const responseDueAt = answerDue(round.closesAt, round.profile.responseWeeks, round.zone);
  const notice = noticed(held, { opensAt, responseDueAt });
  return {
    patch: { stage: 'SCHEDULED', opensAt, responseDueAt, scheduledAt: at.now, changedAt: at.now, noticeVersions: notice.n },
    event: event('round.scheduled', {
      component: at.component?.id, n: notice.n, sha256: notice.sha256, opens: opensAt.toISOString(), closes: round.closesAt.toISOString(),
      profile: round.profile.key, steps: step.n, external: step.external !== null,
    }, staff),
    reference: 'PC', step, notice, freezes: true,
  };
}

/** Approves a notice or a result: one step of several, or by the number of a decision made elsewhere. */
export const approve = (typed: string, external: ExternalDecision | null): RoundCommand => (at, held) => {
  const { round } = held;
  const what: Approved = round.stage === 'RESPONSE_REVIEW' ? 'RESULT' : 'NOTICE';
  const note = composed(typed);
  const { personId } = at.viewer;
  const refusal = roundPolicy.approve(at, round) ?? separation(held, what, personId, external) ?? textFits('note', note, LONGEST.reason) ?? externalRefusal(external);
  if (refusal) return refusal;
  const step: ApprovalStep = { what, review: round.review, n: stepsOf(held, what).length + 1, personId: personId ?? null, note, external };
  if (what === 'NOTICE') {
    return isApproved(held, what, [step]) ? scheduled(at, held, step) : { patch: { draftedAt: at.now }, event: privateEvent('round.step_approved'), step };
  }
  return {
    patch: { changedAt: at.now }, step,
    event: event('round.changed', { change: 'RESULT_APPROVED', n: step.n, external: external !== null }, staff),
  };
};

/** Gives a notice or a result back to whoever wrote it. */
export const giveBackRound = (typed: string): RoundCommand => (at, { round }) => {
  const reason = reasonOf(typed);
  return roundPolicy.return(at, round) ?? reasonRefusal(reason) ?? (round.stage === 'IN_REVIEW'
    ? { patch: { stage: 'DRAFT', draftedAt: at.now, returnReason: reason }, event: privateEvent('round.returned') }
    : {
      patch: { stage: 'ANALYSIS', changedAt: at.now, returnReason: reason },
      event: event('round.changed', { change: 'RETURNED' }, { ...staff, commit: { reason } }),
    });
};

/** What a later end changes: the end, and until when the answer is promised. */
const laterEnd = ({ round }: HeldRound, closesAt: Date) => {
  const due = answerDue(closesAt, round.profile.responseWeeks, round.zone);
  return { closesAt, responseDueAt: round.responseDueAt && round.responseDueAt > due ? round.responseDueAt : due };
};

const endChange = (held: HeldRound, closesAt: Date): NoticeChange[] =>
  (held.round.closesAt && +held.round.closesAt !== +closesAt
    ? [{ field: 'closesAt', before: held.round.closesAt.toISOString(), after: closesAt.toISOString() }] : []);

/** Gives people more time; a period is never shortened. */
export const extend = (closesAt: Date, typed: string): RoundCommand => (at, held) => {
  const { round } = held;
  const reason = reasonOf(typed);
  const refusal = roundPolicy.extend(at, round)
    ?? (!round.closesAt || closesAt <= round.closesAt ? new Refusal('NOT_LONGER', 'closesAt') : undefined)
    ?? (closesAt <= at.now ? new Refusal('PAST_BOUNDARY', 'closesAt') : undefined) ?? reasonRefusal(reason);
  if (refusal) return refusal;
  const after = laterEnd(held, closesAt);
  const notice = noticed(held, after, { reason, changes: endChange(held, closesAt) });
  return {
    patch: { ...after, noticeVersions: notice.n, changedAt: at.now }, notice,
    event: event('round.changed', { change: 'EXTENDED', n: notice.n, sha256: notice.sha256, closes: closesAt.toISOString() }, { ...staff, commit: { reason } }),
  };
};

const said = (value: unknown): string => (typeof value === 'string' ? value : jcs(JSON.parse(JSON.stringify(value)) as Json));

/** Corrects what a notice says; where that matters to whoever writes, a week is left to them, by a later end if need be. */
export const correctNotice = (typedNotice: NoticeInput, typed: string, material: boolean): RoundCommand => (at, held) => {
  const { round } = held;
  const input = tidyNotice(typedNotice);
  const reason = reasonOf(typed);
  const early = roundPolicy.correctNotice(at, round) ?? noticeFits(input);
  if (early) return early;
  const changes = (Object.keys(input) as (keyof NoticeInput)[]).flatMap((field): NoticeChange[] =>
    (said(input[field]) === said(round[field]) ? [] : [{ field, before: said(round[field]), after: said(input[field]) }]));
  const refusal = (changes.length === 0 ? new Refusal('NOTHING_CHANGED', 'summary') : undefined) ?? reasonRefusal(reason)
    ?? unready({ ...held, round: { ...round, ...input } }, new Date(0));
  if (refusal || !round.closesAt) return refusal ?? new Refusal('WRONG_STATE');
  const closesAt = material ? endAfterCorrection(round.closesAt, at.now, round.zone) : round.closesAt;
  const after = { ...input, ...laterEnd(held, closesAt) };
  const notice = noticed(held, after, { reason, material, changes: [...changes, ...endChange(held, closesAt)] });
  return {
    patch: { ...after, noticeVersions: notice.n, changedAt: at.now }, notice,
    event: event('round.changed', {
      change: 'CORRECTED', n: notice.n, sha256: notice.sha256, material, fields: changes.map(({ field }) => field), closes: closesAt.toISOString(),
    }, { ...staff, commit: { reason } }),
  };
};

/** Takes the form away for a while; the other ways stay. */
export const suspend = (typed: string): RoundCommand => (at, { round }) => {
  const reason = reasonOf(typed);
  return roundPolicy.suspend(at, round) ?? reasonRefusal(reason) ?? {
    patch: { suspensions: [...round.suspensions, { from: at.now.toISOString(), to: null, reason }], changedAt: at.now },
    event: event('round.changed', { change: 'SUSPENDED' }, { ...staff, commit: { reason } }),
  };
};

/** Brings the form back, with the time that was lost; a given end may be later than the proposed one, never earlier. */
export const resume = (wanted: Date | null): RoundCommand => (at, held) => {
  const { round } = held;
  const running = suspensionAt(round, at.now);
  const refusal = roundPolicy.resume(at, round);
  if (refusal || !running || !round.closesAt) return refusal ?? new Refusal('WRONG_STATE');
  const proposed = endAfter(round.closesAt, +at.now - +new Date(running.from), round.zone);
  // Whoever comes back after the end gives at least the time that was lost from now on.
  const least = proposed > at.now ? proposed : endAfter(at.now, +round.closesAt - +new Date(running.from), round.zone);
  if (wanted && wanted < least) return new Refusal('NOT_LONGER', 'closesAt');
  const closesAt = wanted ?? least;
  const { reason } = running;
  const after = {
    ...laterEnd(held, closesAt), suspensions: round.suspensions.map((one) => (one === running ? { ...one, to: at.now.toISOString() } : one)),
  };
  const notice = noticed(held, after, { reason, changes: endChange(held, closesAt) });
  return {
    patch: { ...after, noticeVersions: notice.n, changedAt: at.now }, notice,
    event: event('round.changed', { change: 'RESUMED', n: notice.n, sha256: notice.sha256, closes: closesAt.toISOString() }, staff),
  };
};

/** Takes a round back for good; its page stays, and says why. */
export const withdrawRound = (typed: string): RoundCommand => (at, held) => {
  const reason = reasonOf(typed);
  const refusal = roundPolicy.withdrawRound(at, held.round) ?? reasonRefusal(reason);
  if (refusal) return refusal;
  const notice = noticeOf(held, { kind: 'WITHDRAWN', n: 1, reason, content: { id: held.round.id, title: held.round.title, office: held.round.office } });
  return {
    patch: { stage: 'WITHDRAWN', endedAt: at.now, changedAt: at.now }, notice,
    event: event('round.withdrawn', { sha256: notice.sha256 }, { ...staff, commit: { reason } }),
  };
};

/** Says that something is decided without a round, and under which exemption. */
export const declareNotHeld = (code: string, typed: string, equivalent: string): RoundCommand => (at, held) => {
  const { round } = held;
  const reason = reasonOf(typed);
  const refusal = roundPolicy.declareNotHeld(at, round)
    ?? (round.profile.exemptions.includes(code) ? undefined : new Refusal('BAD_USER_INPUT', 'exemption'))
    ?? reasonRefusal(reason) ?? textFits('equivalent', equivalent, LONGEST.to)
    ?? (round.title && round.summary && round.office ? undefined : new Refusal('EMPTY', round.title ? (round.summary ? 'office' : 'summary') : 'title'));
  if (refusal) return refusal;
  const notice = noticeOf(held, { kind: 'NOT_HELD', n: 1, reason, content: { ...publicFacts(round), exemption: code, equivalent } });
  return {
    patch: { stage: 'NOT_HELD', exemption: code, equivalent, endedAt: at.now, scheduledAt: at.now, changedAt: at.now }, notice, reference: 'PC',
    event: event('round.not_held', { component: at.component?.id, code, sha256: notice.sha256 }, { ...staff, commit: { reason } }),
  };
};
