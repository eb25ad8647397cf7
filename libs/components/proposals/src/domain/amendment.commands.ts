import { composed, event, privateEvent, Refusal, type Decision } from '@hiroba/kernel';
import type { ProposalsSituation } from '../manifest.ts';
import type { AmendmentCase, AmendmentText } from './amendment.ts';
import { amendmentPolicy } from './amendment.policy.ts';
import { complete, limit, roundedLength, searchable, settingsOf, voices } from './proposal.commands.ts';
import { kindContent, kindShown } from './proposal.kind.ts';
import type { Allowance, ProposalText } from './proposal.ts';

/** What an amender types: the whole text as it should be. */
export interface AmendmentInput {
  readonly title: string;
  readonly body: string;
}

type Outcome = Decision<object> | Refusal;
type Case = AmendmentCase<AmendmentText, ProposalText>;

const tidy = ({ title, body }: AmendmentInput) => ({ title: composed(title).replace(/\n/g, ' '), body: composed(body) });

/** Why a text cannot be kept, even unfinished. */
const keepable = (at: ProposalsSituation, { title, body }: AmendmentInput): Refusal | undefined =>
  limit('title', title, settingsOf(at).titleMax, 0) ?? limit('body', body, settingsOf(at).bodyMax, 0);

/** Why a text is no change of the proposal. */
const changes = (at: ProposalsSituation, text: AmendmentInput, { title, body, locale }: ProposalText): Refusal | undefined =>
  complete({ ...text, locale }, settingsOf(at))
    ?? (text.title === title && text.body === body ? new Refusal('NOTHING_CHANGED', 'body') : undefined);

/** Begins a private draft of a change, written against the proposal as it stands. */
export const draftAmendment = (input: AmendmentInput, drafts: number) => (at: ProposalsSituation, proposal: ProposalText): Outcome => {
  const text = tidy(input);
  const { drafts: max } = settingsOf(at);
  return amendmentPolicy.create(at, proposal)
    ?? (drafts >= max ? new Refusal('LIMIT_REACHED', undefined, { max }) : undefined)
    ?? keepable(at, text)
    ?? {
      patch: {
        ...text, locale: proposal.locale, proposalId: proposal.id, authorId: at.viewer.personId, state: 'DRAFT', version: proposal.versions, draftedAt: at.now,
      },
      event: privateEvent('amendment.drafted'),
    };
};

/** Keeps a draft as it is now. */
export const saveAmendment = (input: AmendmentInput) => (at: ProposalsSituation, subject: Case): Outcome => {
  const text = tidy(input);
  return amendmentPolicy.save(at, subject) ?? keepable(at, text)
    ?? { patch: { ...text, version: subject.proposal.versions, draftedAt: at.now }, event: privateEvent('amendment.draft_saved') };
};

const pinned = ({ proposal, amendment }: Case): Refusal | undefined =>
  (amendment.version === proposal.versions ? undefined : new Refusal('STALE', 'body'));

const told = (type: string, { proposal }: Case, { title, body }: AmendmentInput, authorId: string | null) =>
  event(type, { proposal: proposal.id, version: proposal.versions, chars: roundedLength(body) }, { actor: 'participant', commit: { title, body, author: authorId } });

/** Puts a change before those who decide. */
export const publishAmendment = (at: ProposalsSituation, subject: Case): Outcome => {
  const { amendment, proposal } = subject;
  return amendmentPolicy.publish(at, subject) ?? pinned(subject) ?? changes(at, amendment, proposal)
    ?? { patch: { state: 'OPEN', openedAt: at.now }, event: told('amendment.opened', subject, amendment, amendment.authorId) };
};

/** Writes an open change anew against the proposal as it stands now. */
export const rebaseAmendment = (input: AmendmentInput) => (at: ProposalsSituation, subject: Case): Outcome => {
  const text = tidy(input);
  const { amendment, proposal } = subject;
  return amendmentPolicy.rebase(at, subject) ?? changes(at, text, proposal)
    ?? { patch: { ...text, version: proposal.versions }, event: told('amendment.rebased', subject, text, amendment.authorId) };
};

/** What accepting a change does: to the amendment, and to the proposal, whose author the amender becomes. */
export function acceptAmendment(at: ProposalsSituation, subject: Case): { readonly amendment: Decision; readonly proposal: Decision } | Refusal {
  const { amendment, proposal } = subject;
  const { title, body, authorId } = amendment;
  const joins = proposal.office === null && authorId !== null && proposal.authorId !== authorId && !proposal.coauthorIds.includes(authorId);
  const { coauthors: max } = settingsOf(at);
  const n = proposal.versions + 1;
  return amendmentPolicy.decide(at, subject) ?? pinned(subject)
    ?? (joins && proposal.coauthorIds.length >= max ? new Refusal('LIMIT_REACHED', undefined, { max }) : undefined)
    ?? {
      amendment: {
        patch: { state: 'ACCEPTED', decidedAt: at.now },
        event: event('amendment.accepted', { proposal: proposal.id, version: n }, { actor: proposal.office === null ? 'participant' : 'staff' }),
      },
      proposal: {
        patch: { title, body, ...searchable({ title, body }), editedAt: at.now, versions: n, ...(joins ? { coauthorIds: [...proposal.coauthorIds, authorId] } : {}) },
        event: event('proposal.amended', { amendment: amendment.id, chars: roundedLength(body) },
          { actor: proposal.office === null ? 'participant' : 'staff', commit: { title, body, author: authorId } }),
        version: { n, content: { title, body, ...kindContent(proposal) } },
      },
    };
}

/** Says no to a change, and why. */
export const rejectAmendment = (typed: string) => (at: ProposalsSituation, subject: Case): Outcome => {
  const reason = composed(typed);
  return amendmentPolicy.decide(at, subject) ?? limit('reason', reason, 1_000)
    ?? {
      patch: { state: 'REJECTED', decidedAt: at.now, reason },
      event: event('amendment.rejected', { proposal: subject.proposal.id },
        { actor: subject.proposal.office === null ? 'participant' : 'staff', commit: { reason } }),
    };
};

/** Takes an open change back. */
export const withdrawAmendment = (at: ProposalsSituation, subject: Case): Outcome => amendmentPolicy.withdraw(at, subject) ?? {
  patch: { state: 'WITHDRAWN', decidedAt: at.now },
  event: event('amendment.withdrawn', { proposal: subject.proposal.id }, { actor: 'participant' }),
};

/** Makes a proposal of a rejected change; it counts for the limit like any other. */
export function promoteAmendment(at: ProposalsSituation, subject: Case, mine: Allowance, promotedTo: string): { readonly amendment: Decision; readonly proposal: Decision } | Refusal {
  const { amendment: { title, body, locale, authorId }, proposal } = subject;
  const { proposalLimit: max } = settingsOf(at);
  return amendmentPolicy.promote(at, subject)
    ?? (max > 0 && mine.published >= max ? new Refusal('LIMIT_REACHED', undefined, { max }) : undefined)
    ?? complete({ title, body, locale }, settingsOf(at))
    ?? {
      amendment: {
        patch: { state: 'PROMOTED', promotedTo },
        event: event('amendment.promoted', { proposal: promotedTo }, { actor: 'participant' }),
      },
      proposal: {
        patch: {
          title, body, locale, ...kindShown(proposal), ...searchable({ title, body }), authorId, amendsId: proposal.id,
          state: 'PUBLISHED', draftedAt: at.now, publishedAt: at.now, versions: 1,
        },
        event: event('proposal.published', { component: at.component?.id, locale, chars: roundedLength(body), files: [] },
          { actor: 'participant', commit: { title, body, author: authorId } }),
        version: { n: 1, content: { title, body, ...kindContent(proposal) } },
        reference: 'P',
        counts: voices(at, 1),
      },
    };
}
