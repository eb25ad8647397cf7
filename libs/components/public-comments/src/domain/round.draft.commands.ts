import { composed, privateEvent, Refusal, textLimit, type Decision } from '@hiroba/kernel';
import { askRefusal, composedAsk, type AskCard } from '@hiroba/spaces';
import type { PublicCommentsSituation } from '../manifest.ts';
import { profileFor } from './profile.ts';
import { roundPolicy } from './round.policy.ts';
import { channels, subjectTypes, type Channel, type RoundContact, type RoundText, type RoundWay, type SubjectType, type ViewingPlace } from './round.ts';

/** What a notice says in words, and can be corrected while it runs; dates are extended, never corrected. */
export interface NoticeInput {
  readonly title: string;
  readonly summary: string;
  readonly easySummary: string;
  readonly contact: RoundContact;
  readonly ways: readonly { readonly channel: string; readonly to: string }[];
  readonly places: readonly ViewingPlace[];
  readonly legalBasis: string;
  readonly clause: string;
}

/** What staff type into a draft of a round. */
export interface RoundInput extends NoticeInput {
  readonly titleKana: string;
  readonly locale: string;
  readonly subjectType: string;
  readonly policyField: string;
  readonly office: string;
  readonly ask: AskCard;
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
  readonly shortPeriodReason: string;
}

type Outcome = Decision<object> | Refusal;

/** How many characters the texts of a round may have. */
export const LONGEST = {
  title: 150, titleKana: 200, summary: 2_000, easySummary: 2_000, policyField: 60, office: 60, legalBasis: 200, clause: 200, shortPeriodReason: 1_000,
  reason: 1_000, notice: 5_000, result: 20_000, to: 300, phone: 40, mail: 254, address: 300, hours: 200,
} as const;

const MOST_PLACES = 30;
const LOCALE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/;

/** Why a text does not fit its field. */
export const textFits = (field: string, text: string, max: number, min = 0): Refusal | undefined => {
  const problem = textLimit({ min, max })(text);
  return problem && new Refusal(problem, field, problem === 'TOO_LONG' ? { max } : {});
};

const line = (text: string): string => composed(text).replace(/\s*\n\s*/g, ' ');

/** The words of a notice as they are kept. */
export const tidyNotice = (input: NoticeInput) => ({
  title: line(input.title), summary: composed(input.summary), easySummary: composed(input.easySummary),
  contact: { phone: line(input.contact.phone), mail: line(input.contact.mail), address: line(input.contact.address) },
  ways: input.ways.map(({ channel, to }): RoundWay => ({ channel: channel as Channel, to: line(to) })),
  places: input.places.map(({ name, address, hours }) => ({ name: line(name), address: line(address), hours: line(hours) })).filter(({ name, address }) => name || address),
  legalBasis: line(input.legalBasis), clause: line(input.clause),
});

function tidy(input: RoundInput) {
  const { opensAt, closesAt, locale } = input;
  return {
    ...tidyNotice(input), titleKana: line(input.titleKana), locale,
    subjectType: input.subjectType as SubjectType, policyField: line(input.policyField), office: line(input.office),
    ask: composedAsk(input.ask), opensAt, closesAt, shortPeriodReason: composed(input.shortPeriodReason),
  };
}

type Tidy = ReturnType<typeof tidy>;

const one = <T extends string>(values: readonly T[], value: string, field: string): Refusal | undefined =>
  (values.some((each) => each === value) ? undefined : new Refusal('BAD_USER_INPUT', field));

type Field = Exclude<keyof typeof LONGEST, 'reason' | 'notice' | 'result' | 'to' | keyof RoundContact | 'hours'>;

const fieldsFit = <F extends Field>(text: Readonly<Record<F, string>>, fields: readonly F[]): Refusal | undefined => {
  for (const field of fields) {
    const refusal = textFits(field, text[field], LONGEST[field]);
    if (refusal) return refusal;
  }
  return undefined;
};

/** Why the words of a notice do not fit their fields. */
export function noticeFits(notice: ReturnType<typeof tidyNotice>): Refusal | undefined {
  const { contact, ways, places } = notice;
  const refused = fieldsFit(notice, ['title', 'summary', 'easySummary', 'legalBasis', 'clause']);
  if (refused) return refused;
  for (const [part, text] of Object.entries(contact)) {
    const refusal = textFits(`contact.${part}`, text, LONGEST[part as keyof RoundContact]);
    if (refusal) return refusal;
  }
  for (const { channel, to } of ways) {
    const refusal = one(channels, channel, 'ways') ?? textFits(`ways.${channel}`, to, LONGEST.to);
    if (refusal) return refusal;
  }
  if (new Set(ways.map(({ channel }) => channel)).size < ways.length) return new Refusal('BAD_USER_INPUT', 'ways');
  if (places.length > MOST_PLACES) return new Refusal('TOO_MANY', 'places', { max: MOST_PLACES });
  for (const { name, address, hours } of places) {
    const refusal = textFits('places', name, LONGEST.to) ?? textFits('places', address, LONGEST.address) ?? textFits('places', hours, LONGEST.hours);
    if (refusal) return refusal;
  }
  return undefined;
}

/** Why a round cannot even be kept as a draft: unfinished is welcome, unbounded is not. */
const keepable = (draft: Tidy): Refusal | undefined =>
  fieldsFit(draft, ['titleKana', 'policyField', 'office', 'shortPeriodReason'])
  ?? noticeFits(draft) ?? askRefusal(draft.ask) ?? one(subjectTypes, draft.subjectType, 'subjectType')
  ?? (LOCALE.test(draft.locale) ? undefined : new Refusal('BAD_USER_INPUT', 'locale'))
  ?? (draft.opensAt && draft.closesAt && draft.closesAt <= draft.opensAt ? new Refusal('BAD_DATES', 'closesAt') : undefined);

const profileAt = ({ component }: PublicCommentsSituation) => {
  if (!component) throw new TypeError('a round lives in a component');
  return profileFor(component.settings);
};

/** Begins a draft that staff work on together. */
export const draft = (input: RoundInput) => (at: PublicCommentsSituation): Outcome => {
  const text = tidy(input);
  return roundPolicy.draft(at, undefined) ?? keepable(text) ?? {
    patch: { ...text, stage: 'DRAFT', profile: profileAt(at), draftedAt: at.now, authorIds: at.viewer.personId ? [at.viewer.personId] : [] },
    event: privateEvent('round.drafted'),
  };
};

/** Keeps a draft as it is now; whoever writes in it will not approve it. */
export const save = (input: RoundInput) => (at: PublicCommentsSituation, round: RoundText): Outcome => {
  const text = tidy(input);
  const { personId } = at.viewer;
  return roundPolicy.save(at, round) ?? keepable(text) ?? {
    patch: { ...text, profile: profileAt(at), draftedAt: at.now, authorIds: [...new Set([...round.authorIds, ...(personId ? [personId] : [])])] },
    event: privateEvent('round.draft_saved'),
  };
};
