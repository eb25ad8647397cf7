import {
  badText, composed, event, foldWithoutBlanks, graphemes, privateEvent, Refusal, tokens, type Decision,
} from '@hiroba/kernel';
import type { ProposalsSettings, ProposalsSituation } from '../manifest.ts';
import { filingChanges, filingMissing, filingRefusal, nothingAround, type Around, type FilingInput } from './proposal.filing.ts';
import { kindAfter, kindChanges, kindContent, kindMissing, kindRefusal, kindShown, type Kinded, type KindInput } from './proposal.kind.ts';
import type { Allowance, ProposalFacts, ProposalText } from './proposal.ts';
import { proposalPolicy } from './proposal.policy.ts';
import { titleTokens } from './proposal.similar.ts';

/** What an author types. */
export interface ProposalInput extends FilingInput, KindInput {
  readonly title: string;
  readonly body: string;
  readonly locale: string;
}

type Outcome = Decision<object> | Refusal;

/** The rules in force where something happens. */
export const settingsOf = (at: ProposalsSituation): ProposalsSettings => {
  if (!at.component) throw new TypeError('a proposal lives in a component');
  return at.component.settings;
};

/** Why a text does not fit between its bounds, in graphemes. */
export const limit = (field: string, text: string, max: number, min = 1): Refusal | undefined => {
  if (badText(text)) return new Refusal('BAD_TEXT', field);
  const length = graphemes(text);
  if (length < min) return new Refusal('EMPTY', field);
  return length > max ? new Refusal('TOO_LONG', field, { max }) : undefined;
};

type Text = Pick<ProposalInput, 'title' | 'body' | 'locale'>;

/** A text as it is stored. */
export const tidy = ({ title, body, locale }: Text): Text => ({ title: composed(title).replace(/\n/g, ' '), body: composed(body), locale });

const LOCALE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/;

/** Why a text cannot even be kept as a draft: unfinished is welcome, unbounded is not. */
const keepable = ({ title, body, locale }: Text, settings: ProposalsSettings): Refusal | undefined =>
  limit('title', title, settings.titleMax, 0) ?? limit('body', body, settings.bodyMax, 0)
    ?? (LOCALE.test(locale) ? undefined : new Refusal('BAD_USER_INPUT', 'locale'));

/** Why a text is not ready to stand before everybody. */
export const complete = (text: Text, settings: ProposalsSettings): Refusal | undefined =>
  keepable(text, settings) ?? limit('title', text.title, settings.titleMax) ?? limit('body', text.body, settings.bodyMax)
    ?? (isTemplate(text.body, settings) ? new Refusal('SAME_AS_TEMPLATE', 'body') : undefined);

/** Whether nobody has put the template of the place into their own words: blanks and widths make no difference. */
const isTemplate = (body: string, { bodyTemplate }: ProposalsSettings): boolean =>
  Object.values(bodyTemplate).some((template) => foldWithoutBlanks(template) === foldWithoutBlanks(body));

/** What search knows of a text. */
export const searchable = ({ title, body }: Pick<ProposalText, 'title' | 'body'>) => ({
  folded: foldWithoutBlanks(`${title}\n${body}`), tokens: [...new Set(tokens(`${title}\n${body}`))],
  titleTokens: titleTokens(title),
});

/** Lengths are public only in steps of 100 characters. */
export const roundedLength = (text: string): number => Math.round(graphemes(text) / 100) * 100;

/** How the number of voices of a place moves. */
export const voices = ({ component }: ProposalsSituation, by: number) =>
  (component ? [{ counter: 'voices', subjectId: component.id, by }] : []);

/** Begins a private draft; unfinished text is welcome, only its length is bounded. */
export const draft = (input: ProposalInput, mine: Allowance, around: Around = nothingAround) => (at: ProposalsSituation): Outcome => {
  const settings = settingsOf(at);
  const text = tidy(input);
  const kinded = kindAfter(input, {}, settings);
  return proposalPolicy.create(at, undefined)
    ?? (mine.drafts >= settings.drafts ? new Refusal('LIMIT_REACHED', undefined, { max: settings.drafts }) : undefined)
    ?? keepable(text, settings) ?? kindRefusal(kinded, {}, settings) ?? filingRefusal(input, settings, around)
    ?? { patch: { ...text, ...kinded, ...searchable(text), authorId: at.viewer.personId, state: 'DRAFT', draftedAt: at.now }, event: privateEvent('proposal.drafted') };
};

/** Why files may not be attached, described or taken away: as long as the words may be changed, so may they. */
export const attachTo = (at: ProposalsSituation, proposal: ProposalFacts): Refusal | undefined =>
  (proposal.state === 'DRAFT' ? proposalPolicy.save : proposalPolicy.edit)(at, proposal)
    ?? (settingsOf(at).attachments ? undefined : new Refusal('FILES_NOT_TAKEN'));

/** Keeps a draft's text as it is now. */
export const save = (input: ProposalInput, around: Around = nothingAround) => (at: ProposalsSituation, proposal: ProposalFacts): Outcome => {
  const settings = settingsOf(at);
  const text = tidy(input);
  const kinded = kindAfter(input, proposal, settings);
  return proposalPolicy.save(at, proposal)
    ?? keepable(text, settings) ?? kindRefusal(kinded, proposal, settings) ?? filingRefusal(input, settings, around)
    ?? { patch: { ...text, ...kinded, ...searchable(text), draftedAt: at.now }, event: privateEvent('proposal.draft_saved') };
};

const committed = (kinded: Kinded) => {
  const { details } = kindShown(kinded);
  return Object.keys(details).length > 0 ? { details } : {};
};

/** Puts a draft before everybody, with its files. */
export const publish = (mine: Allowance, around: Around = nothingAround, files: readonly string[] = []) => (at: ProposalsSituation, proposal: ProposalText): Outcome => {
  const settings = settingsOf(at);
  const { title, body, locale, authorId, coauthorIds } = proposal;
  const kinded = kindAfter({}, proposal, settings);
  return proposalPolicy.publish(at, proposal)
    ?? (settings.proposalLimit > 0 && mine.published >= settings.proposalLimit
      ? new Refusal('LIMIT_REACHED', undefined, { max: settings.proposalLimit }) : undefined)
    ?? complete(proposal, settings) ?? kindMissing(kinded, proposal, settings) ?? filingMissing({}, settings, around)
    ?? {
      patch: { ...kindShown(kinded), state: 'PUBLISHED', publishedAt: at.now, versions: 1 },
      event: event('proposal.published', { component: at.component?.id, locale, chars: roundedLength(body), files },
        { actor: 'participant', commit: { title, body, author: authorId, ...(coauthorIds.length > 0 && { coauthors: coauthorIds }), ...committed(kinded) } }),
      version: { n: 1, content: { title, body, ...kindContent(kinded) } },
      reference: 'P',
      counts: voices(at, 1),
    };
};

/** Who speaks in a text: an office by its staff, or a person. */
const writerOf = ({ office, authorId, coauthorIds }: Pick<ProposalFacts, 'office' | 'authorId' | 'coauthorIds'>) =>
  (office !== null || (authorId === null && coauthorIds.length === 0) ? 'staff' : 'participant');

/** Changes a published text inside the edit window; the earlier one stays readable. */
export const edit = (input: ProposalInput, around: Around = nothingAround) => (at: ProposalsSituation, proposal: ProposalText): Outcome => {
  const settings = settingsOf(at);
  const text = tidy(input);
  const kinded = kindAfter(input, proposal, settings);
  const fields = [
    ...(['title', 'body'] as const).filter((field) => text[field] !== proposal[field]), ...kindChanges(kinded, proposal), ...filingChanges(input, around),
  ];
  return proposalPolicy.edit(at, proposal)
    ?? complete(text, settings) ?? kindMissing(kinded, proposal, settings) ?? filingMissing(input, settings, around)
    ?? (fields.length === 0 ? new Refusal('NOTHING_CHANGED', 'body') : undefined)
    ?? {
      patch: { ...text, ...kindShown(kinded), ...searchable(text), editedAt: at.now, versions: proposal.versions + 1 },
      event: event('proposal.edited', { fields, chars: roundedLength(text.body), files: [] },
        { actor: writerOf(proposal), commit: { title: text.title, body: text.body, author: proposal.authorId, ...committed(kinded) } }),
      version: { n: proposal.versions + 1, content: { title: text.title, body: text.body, ...kindContent(kinded) } },
    };
};

/** Takes a proposal back; its page stays and supporters get their support back. */
export const withdraw = (at: ProposalsSituation, proposal: ProposalFacts): Outcome =>
  proposalPolicy.withdraw(at, proposal) ?? {
    patch: { state: 'WITHDRAWN', withdrawnAt: at.now },
    event: event('proposal.withdrawn', {}, { actor: writerOf(proposal) }),
    counts: voices(at, -1),
  };

/** Asks whether one more support is allowed; the row itself is written under its unique key. */
export const support = (at: ProposalsSituation, proposal: ProposalFacts, mine: Allowance): Refusal | undefined => {
  const { supportsPerPerson: max } = settingsOf(at);
  return proposalPolicy.support(at, proposal)
    ?? (max > 0 && mine.supports >= max ? new Refusal('LIMIT_REACHED', undefined, { max }) : undefined);
};

/** Starts the answer clock when enough people stand behind a proposal. */
export const reachThreshold = (at: ProposalsSituation): Decision<object> => {
  const { threshold, answerDays } = settingsOf(at);
  const due = new Date(at.now.getTime() + answerDays * 86_400_000);
  return {
    patch: { thresholdReachedAt: at.now, answerDueAt: due },
    event: event('proposal.threshold_reached', { threshold, due: due.toISOString() }, { actor: 'system' }),
  };
};
