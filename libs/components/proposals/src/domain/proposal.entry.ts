import { all, composed, event, hasRole, phaseAllows, placeIsPublic, Refusal, type Decision, type Rule } from '@hiroba/kernel';
import type { ProposalsPlace, ProposalsSituation } from '../manifest.ts';
import { filingMissing, nothingAround, type Around } from './proposal.filing.ts';
import { kindAfter, kindContent, kindMissing, kindShown } from './proposal.kind.ts';
import { complete, limit, roundedLength, searchable, settingsOf, tidy, voices, type ProposalInput } from './proposal.commands.ts';

/** The ways by which a text reaches the city besides its own pages. */
export const channels = ['counter', 'post', 'fax', 'mail', 'workshop'] as const;
export type Channel = (typeof channels)[number];

/** What staff enter as the city's own proposal. */
export interface OfficialEntry extends ProposalInput {
  readonly office: string;
}

/** What staff enter for somebody else: a person at the counter, a letter, a workshop. */
export interface AssistedEntry extends ProposalInput {
  /** The name they chose to stand under, or the workshop. */
  readonly creditedTo: string;
  readonly channel: Channel;
  readonly receivedAt: Date;
}

const staffHere: Rule<unknown, ProposalsPlace> = all(hasRole('STAFF'), placeIsPublic);

/** The phase was open when the text came, or is open now. */
const cameInTime: Rule<Date, ProposalsPlace> = (at, receivedAt) =>
  phaseAllows('create')(at, undefined) && phaseAllows('create')({ ...at, now: receivedAt }, undefined);

/** Who may enter what: staff, the city's own while proposing is open, others' if it came in time. */
export const entryPolicy = {
  staff: staffHere,
  official: all<unknown, ProposalsPlace>(staffHere, phaseAllows('create')),
  assisted: all<Date, ProposalsPlace>(staffHere, cameInTime),
};

type Outcome = Decision<object> | Refusal;

interface Credit {
  readonly official: boolean;
  readonly office: string | null;
  readonly creditedTo: string | null;
  readonly origin: Channel | null;
  readonly receivedAt: Date | null;
}

function entered(at: ProposalsSituation, input: ProposalInput, { channel, ...credit }: Credit & { readonly channel?: Channel }, around: Around): Outcome {
  const settings = settingsOf(at);
  const text = tidy(input);
  const kinded = kindAfter(input, {}, settings);
  return complete(text, settings) ?? kindMissing(kinded, {}, settings) ?? filingMissing(input, settings, around) ?? {
    patch: { ...text, ...kindShown(kinded), ...searchable(text), ...credit, authorId: null, state: 'PUBLISHED', publishedAt: at.now, versions: 1 },
    event: event(
      'proposal.published',
      { component: at.component?.id, locale: text.locale, chars: roundedLength(text.body), files: [], ...(channel ? { channel } : { official: true }) },
      { actor: 'staff', commit: { title: text.title, body: text.body } },
    ),
    version: { n: 1, content: { title: text.title, body: text.body, ...kindContent(kinded) } },
    reference: 'P',
    counts: voices(at, 1),
  };
}

/** Enters the city's own proposal: an office is its author, and staff may edit and withdraw it. */
export const enterOfficial = (input: OfficialEntry, around: Around = nothingAround) => (at: ProposalsSituation): Outcome => {
  const office = composed(input.office).replace(/\n/g, ' ');
  return entryPolicy.official(at, undefined)
    ?? limit('office', office, 100)
    ?? entered(at, input, { official: true, office, creditedTo: null, origin: null, receivedAt: null }, around);
};

/** How many texts stand already by whoever it is entered for; a workshop is no person. */
export interface NamedAllowance {
  readonly published: number;
}

/** Enters a text for somebody: it is theirs and nobody's here, under the name they chose, within their limit. */
export const enterAssisted = (input: AssistedEntry, theirs: NamedAllowance, around: Around = nothingAround) => (at: ProposalsSituation): Outcome => {
  const { channel, receivedAt } = input;
  const { proposalLimit: max } = settingsOf(at);
  const creditedTo = composed(input.creditedTo).replace(/\n/g, ' ');
  return entryPolicy.assisted(at, receivedAt)
    ?? limit('creditedTo', creditedTo, 100)
    ?? (receivedAt > at.now ? new Refusal('BAD_DATES', 'receivedAt') : undefined)
    ?? (max > 0 && channel !== 'workshop' && theirs.published >= max ? new Refusal('LIMIT_REACHED', 'creditedTo', { max }) : undefined)
    ?? entered(at, input, { official: false, office: null, creditedTo, origin: channel, receivedAt, channel }, around);
};
