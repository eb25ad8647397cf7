import { composed, event, excerpt, phaseAllows, Refusal, type Decision } from '@hiroba/kernel';
import type { ProposalsSituation } from '../manifest.ts';
import { complete, limit, roundedLength, searchable, settingsOf, voices } from './proposal.commands.ts';
import { kindAfter, kindContent, kindRefusal, kindsAsked, kindShown, type KindInput } from './proposal.kind.ts';
import { proposalPolicy } from './proposal.policy.ts';

/** A text that reached the city elsewhere, as a row of a file tells it. */
export interface ImportedText extends KindInput {
  readonly externalId: string;
  /** Made from the first sentence when missing. */
  readonly title?: string | null;
  readonly body: string;
  readonly locale: string;
  /** For whom the city files it. */
  readonly creditedTo?: string | null;
  /** The way it came: post, a workshop, another platform. */
  readonly origin?: string | null;
  /** When it reached the city; now, if the file does not say. */
  readonly receivedAt?: Date | null;
}

const LONGEST_TITLE = 60;
const SENTENCE = /^[^。．！？!?\n]+[。．！？!?]?/u;

/** The beginning of a text as its title: its first sentence, shortened. */
export const titleOf = (body: string, max: number): string => excerpt(SENTENCE.exec(body)?.[0] ?? body, Math.min(LONGEST_TITLE, max));

const line = (text: string | null | undefined): string | null => composed(text ?? '').replace(/\n/g, ' ') || null;

/** Open for new proposals now, or at the time when the text came in. */
const open = ({ at, receivedAt }: { readonly at: ProposalsSituation; readonly receivedAt: Date }): Refusal | undefined =>
  phaseAllows('create')(at, undefined) && phaseAllows('create')({ ...at, now: receivedAt }, undefined);

/** Puts a text from a file before everybody: the city files it, nobody here is its author, and it came in time. */
export const importProposal = (input: ImportedText) => (at: ProposalsSituation): Decision<object> | Refusal => {
  const settings = settingsOf(at);
  const body = composed(input.body);
  const text = { title: line(input.title) ?? titleOf(body, settings.titleMax), body, locale: input.locale };
  const [externalId, creditedTo, origin] = [composed(input.externalId), line(input.creditedTo), line(input.origin)];
  const receivedAt = input.receivedAt ?? at.now;
  // Where nothing is asked for, a column of another place means nothing.
  const kinded = kindsAsked(settings).length === 0 ? kindShown({}) : kindShown(kindAfter(input, {}, settings));
  return proposalPolicy.import(at, undefined)
    ?? (receivedAt > at.now ? new Refusal('BAD_DATES', 'published_at') : undefined)
    ?? open({ at, receivedAt })
    ?? limit('external_id', externalId, 200)
    ?? complete(text, settings)
    ?? kindRefusal(kinded, {}, settings)
    ?? (creditedTo ? limit('credited_to', creditedTo, 100) : undefined)
    ?? (origin ? limit('origin', origin, 100) : undefined)
    ?? {
      patch: {
        ...text, ...kinded, ...searchable(text), externalId, creditedTo, origin, authorId: null,
        state: 'PUBLISHED', publishedAt: receivedAt, versions: 1,
      },
      event: event('proposal.published', { component: at.component?.id, locale: text.locale, chars: roundedLength(body), files: [] },
        { actor: 'staff', commit: { title: text.title, body, ...(Object.keys(kinded.details).length > 0 ? { details: kinded.details } : {}) } }),
      version: { n: 1, content: { title: text.title, body, ...kindContent(kinded) } },
      reference: 'P',
      counts: voices(at, 1),
    };
};
