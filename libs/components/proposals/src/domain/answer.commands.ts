import {
  composed, event, locales, privateEvent, Refusal, type Decision, type LocalizedText,
} from '@hiroba/kernel';
import type { ProposalsSettings, ProposalsSituation } from '../manifest.ts';
import { answerPolicy } from './answer.policy.ts';
import {
  answerKinds, answerReasons, isFinal, type AnswerContent, type AnswerDraftFacts, type AnswerKind, type AnswerReason,
} from './answer.ts';
import { limit, settingsOf } from './proposal.commands.ts';
import type { ProposalFacts } from './proposal.ts';

/** What the city says to a proposal, as it is typed. */
export interface AnswerInput {
  /** The key of a status of the place. */
  readonly status?: string | null;
  /** The kind, where no status is named. */
  readonly kind?: AnswerKind | null;
  readonly text: LocalizedText;
  readonly office: string;
  readonly reasonCode?: AnswerReason | null;
  readonly costYen?: number | null;
  readonly costNote?: string | null;
  readonly period?: string | null;
  readonly results?: readonly string[] | null;
  /** Why an earlier answer is corrected. */
  readonly reason?: string | null;
}

/** What answering reads of a proposal. */
export type Answered = ProposalFacts & { readonly answerVersions: number };

/** An answer as it is kept while it is prepared. */
export interface PreparedAnswer {
  readonly content: AnswerContent;
  readonly reason: string | null;
}

type Outcome = Decision<object> | Refusal;

const LONGEST_TEXT = 20_000;
const MOST_RESULTS = 10;
const ADDRESS = /^https?:\/\/[^\s<>"]{1,490}$/;

const line = (typed: string | null | undefined): string | null => composed(typed ?? '').replace(/\n/g, ' ') || null;

const textOf = (typed: LocalizedText): LocalizedText => Object.fromEntries(locales.flatMap((locale) => {
  const words = composed(typed[locale] ?? '');
  return words ? [[locale, words]] : [];
}));

/** The kind and the status an input names, or why it names none. */
function statusIn({ status, kind }: AnswerInput, { answerStatuses }: ProposalsSettings): Pick<AnswerContent, 'kind' | 'status'> | Refusal {
  if (status) {
    const row = answerStatuses.find(({ key }) => key === status);
    return row ? { kind: row.kind, status } : new Refusal('BAD_USER_INPUT', 'status');
  }
  const wanted = answerKinds.find((one) => one === kind);
  return wanted ? { kind: wanted, status: answerStatuses.find((row) => row.kind === wanted)?.key ?? null } : new Refusal('EMPTY', 'status');
}

/** Why an answer cannot even be kept: unfinished is welcome, unbounded is not. */
const keepable = ({ text, office, costYen, costNote, period, results, reasonCode }: AnswerContent, reason: string | null): Refusal | undefined =>
  limit('text', text.ja ?? '', LONGEST_TEXT, 0) ?? limit('textEn', text.en ?? '', LONGEST_TEXT, 0)
    ?? limit('office', office, 100, 0)
    ?? (costYen !== null && !(Number.isSafeInteger(costYen) && costYen >= 0) ? new Refusal('BAD_USER_INPUT', 'costYen') : undefined)
    ?? (costNote ? limit('costNote', costNote, 500) : undefined)
    ?? (period ? limit('period', period, 100) : undefined)
    ?? (reasonCode && !answerReasons.includes(reasonCode) ? new Refusal('BAD_USER_INPUT', 'reasonCode') : undefined)
    ?? (results.length > MOST_RESULTS ? new Refusal('TOO_MANY', 'results', { max: MOST_RESULTS }) : undefined)
    ?? (results.every((address) => ADDRESS.test(address)) ? undefined : new Refusal('BAD_FORMAT', 'results'))
    ?? (reason ? limit('reason', reason, 1_000) : undefined);

/** Why an answer is not ready to stand before everybody. */
const complete = ({ content, reason }: PreparedAnswer, settings: ProposalsSettings, before: number): Refusal | undefined => {
  const { kind, text, office, costYen } = content;
  return (Object.keys(text).length === 0 && isFinal(kind) ? new Refusal('EMPTY', 'text') : undefined)
    ?? limit('office', office, 100)
    ?? (settings.costs && kind === 'ACCEPTED' && costYen === null ? new Refusal('EMPTY', 'costYen') : undefined)
    ?? (before > 0 && !reason ? new Refusal('EMPTY', 'reason') : undefined);
};

/** What was typed, tidied; or why it cannot be kept. */
export function prepared(input: AnswerInput, settings: ProposalsSettings): PreparedAnswer | Refusal {
  const status = statusIn(input, settings);
  if (status instanceof Refusal) return status;
  const content: AnswerContent = {
    ...status, text: textOf(input.text), office: line(input.office) ?? '', reasonCode: input.reasonCode ?? null,
    costYen: input.costYen ?? null, costNote: composed(input.costNote ?? '') || null, period: line(input.period),
    results: (input.results ?? []).map((address) => address.trim()).filter(Boolean),
  };
  const reason = composed(input.reason ?? '') || null;
  return keepable(content, reason) ?? { content, reason };
}

/** Keeps an answer as it is now for the other staff; nobody else sees it. */
export const prepareAnswer = (input: AnswerInput, edition: number) => (
  at: ProposalsSituation, proposal: Answered, before: AnswerDraftFacts | null,
): Outcome => {
  const answer = answerPolicy.prepare(at, proposal)
    ?? (edition === (before?.edition ?? 0) ? undefined : new Refusal('STALE'))
    ?? prepared(input, settingsOf(at));
  return answer instanceof Refusal ? answer : {
    patch: { ...answer, edition: edition + 1, editedAt: at.now, publishAt: null }, event: privateEvent('proposal.answer_prepared'),
  };
};

/** What else an entry of the log tells of an answer: which act it belongs to, and since when it is in force. */
export interface Telling {
  /** The act that published several answers together. */
  readonly batch?: string;
  /** The instant the clock brought it, where that is before it is written down. */
  readonly since?: Date;
}

const published = ({ content, reason }: PreparedAnswer, before: number, now: Date, { batch, since }: Telling): Decision<object> => ({
  patch: {
    answerKind: content.kind, answerStatus: content.status, answeredAt: since ?? now, answerVersions: before + 1, answerOffice: content.office,
    nextAnswerAt: null, nextAnswerKind: null, nextAnswerStatus: null, nextAnswerOffice: null,
  },
  event: event('proposal.answered', {
    answer: content.kind, n: before + 1, ...(content.status && { status: content.status }), ...(content.reasonCode && { reason: content.reasonCode }),
    ...(batch && { batch }), ...(since && { since: since.toISOString() }),
  }, { actor: 'staff', commit: { text: content.text } }),
  version: {
    kind: 'proposal_answer', n: before + 1, content: { ...content }, ...(reason && { reason }), ...(since && { at: since }),
  },
});

/** Puts a prepared answer before everybody, now; a correction needs its reason and keeps the earlier answer readable. */
export const publishAnswer = (answer: PreparedAnswer, telling: Telling = {}) => (at: ProposalsSituation, proposal: Answered): Outcome =>
  answerPolicy.publish(at, proposal)
    ?? complete(answer, settingsOf(at), proposal.answerVersions)
    ?? published(answer, proposal.answerVersions, at.now, telling);

/** Gives or corrects the city's answer in one step. */
export const answer = (input: AnswerInput) => (at: ProposalsSituation, proposal: Answered): Outcome => {
  const typed = answerPolicy.publish(at, proposal) ?? prepared(input, settingsOf(at));
  return typed instanceof Refusal ? typed : publishAnswer(typed)(at, proposal);
};

/** Lets the clock publish a prepared answer; until then nobody learns what it says. */
export const scheduleAnswer = (answer: PreparedAnswer, publishAt: Date, { batch }: Telling = {}) => (
  at: ProposalsSituation, proposal: Answered,
): Outcome => answerPolicy.publish(at, proposal)
  ?? complete(answer, settingsOf(at), proposal.answerVersions)
  ?? (publishAt <= at.now || publishAt.getTime() > at.now.getTime() + FARTHEST ? new Refusal('BAD_DATES', 'publishAt') : undefined)
  ?? {
    patch: {
      nextAnswerAt: publishAt, nextAnswerKind: answer.content.kind, nextAnswerStatus: answer.content.status,
      nextAnswerOffice: answer.content.office,
    },
    event: event('proposal.answer_scheduled', { ...(batch && { batch }) }, {
      actor: 'staff', commit: { text: answer.content.text, answer: answer.content.kind, publish_at: publishAt.toISOString() },
    }),
  };

const FARTHEST = 366 * 86_400_000;

/** Takes a scheduled answer back before its time; it stays prepared. */
export const unscheduleAnswer = (at: ProposalsSituation, proposal: Answered): Outcome =>
  answerPolicy.unschedule(at, proposal) ?? {
    patch: { nextAnswerAt: null, nextAnswerKind: null, nextAnswerStatus: null, nextAnswerOffice: null },
    event: event('proposal.answer_unscheduled', {}, { actor: 'staff' }),
  };

/** Writes down what the clock has published; it was in force already, so nobody is asked. */
export const settleAnswer = (answer: PreparedAnswer, since: Date) => (at: ProposalsSituation, proposal: Answered): Decision<object> =>
  published(answer, proposal.answerVersions, at.now, { since });

/** Takes an answer back: the proposal waits again, and what was said stays readable with the reason. */
export const clearAnswer = (typed: string) => (at: ProposalsSituation, proposal: Answered): Outcome => {
  const reason = composed(typed);
  const n = proposal.answerVersions + 1;
  return answerPolicy.clear(at, proposal)
    ?? limit('reason', reason, 1_000)
    ?? {
      patch: { answerKind: null, answerStatus: null, answeredAt: null, answerOffice: null, answerVersions: n },
      event: event('proposal.answer_cleared', { n }, { actor: 'staff', commit: { reason } }),
      version: { kind: 'proposal_answer', n, reason, content: { kind: null } },
    };
};
