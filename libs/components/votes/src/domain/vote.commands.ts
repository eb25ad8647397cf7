import { composed, privateEvent, Refusal, textLimit, type Decision, type LocalizedText } from '@hiroba/kernel';
import { spotOf, type SpotInput } from '@hiroba/places';
import { composedText, textRefusal } from '@hiroba/spaces';
import type { VotesSettings, VotesSituation } from '../manifest.ts';
import type { Preview } from './preview.ts';
import { methodsOf, parametersOf } from './vote.methods.ts';
import { votePolicy } from './vote.policy.ts';
import {
  electorateModes, electorates, secrecyLevels, tieRules, voteTypes, type OptionPlace, type OptionText, type VoteFacts, type VoteParameters, type VoteText,
} from './vote.ts';

/** What staff type to put a question to people; what is left out stays as it is. */
export type VoteInput = Partial<Omit<VoteText, Exclude<keyof VoteFacts, 'opensAt' | 'closesAt' | 'paper'> | 'preview'>>;

/** What staff type of an option. */
export type OptionInput = Omit<OptionText, 'code'> & { readonly spot?: SpotInput | null };

export type Outcome = Decision<object> | Refusal;

const LONGEST = { title: 150, intro: 10_000, office: 60, option: 150, text: 3_000, lotSource: 300, category: 120 };
const COST = /^(0|[1-9][0-9]{0,11})(\.[0-9]{1,2})?$/;
export const MOST_OPTIONS = 200;
const MOST_NUMBER = 1_000_000;

/** The rules in force where something happens. */
export const settingsOf = (at: VotesSituation): VotesSettings => {
  if (!at.component) throw new TypeError('a vote lives in a component');
  return at.component.settings;
};

const limit = (field: string, text: string, max: number, min = 0): Refusal | undefined => {
  const problem = textLimit({ min, max })(text);
  return problem && new Refusal(problem, field, problem === 'TOO_LONG' ? { max } : {});
};

const oneOf = (field: string, values: readonly string[], value: string | undefined): Refusal | undefined =>
  value === undefined || values.includes(value) ? undefined : new Refusal('BAD_USER_INPUT', field);

const texts = (field: string, text: LocalizedText | undefined, max: number): Refusal | undefined =>
  text && textRefusal(field, text, { min: 0, max });

/** Of what was typed only what the type and the method are set with. */
function parametersTyped(typed: VoteParameters, vote: Pick<VoteText, 'type' | 'method'>): VoteParameters {
  const wanted = parametersOf(vote);
  return Object.fromEntries(Object.entries(typed).filter(([name, value]) => value !== null && value !== undefined && (wanted as readonly string[]).includes(name)));
}

function numbersRefusal(parameters: VoteParameters): Refusal | undefined {
  const { budget, minPercent, quorumPercent, percent: share, ...numbers } = parameters;
  const bad = Object.entries(numbers).find(([, value]) => !Number.isSafeInteger(value) || Math.abs(value as number) > MOST_NUMBER);
  const percent = Object.entries({ minPercent, quorumPercent, percent: share }).find(([, value]) => value !== undefined && !(Number.isInteger(value) && value >= 0 && value <= 100));
  return (bad ? new Refusal('BAD_USER_INPUT', bad[0]) : undefined)
    ?? (percent ? new Refusal('BAD_USER_INPUT', percent[0]) : undefined)
    ?? (budget === undefined || COST.test(budget) ? undefined : new Refusal('BAD_USER_INPUT', 'budget'));
}

const composedParts = ({ title, intro, lotSource, office }: VoteInput): VoteInput => ({
  ...(title && { title: composedText(title) }), ...(intro && { intro: composedText(intro) }),
  ...(lotSource && { lotSource: composedText(lotSource) }), ...(office !== undefined && { office: composed(office) }),
});

/** Why a vote cannot even be kept as a draft: unfinished is welcome, unbounded is not. */
const keepable = (vote: VoteInput): Refusal | undefined =>
  texts('title', vote.title, LONGEST.title) ?? texts('intro', vote.intro, LONGEST.intro) ?? texts('lotSource', vote.lotSource, LONGEST.lotSource)
    ?? (vote.office === undefined ? undefined : limit('office', vote.office, LONGEST.office, 1))
    ?? oneOf('type', voteTypes, vote.type) ?? oneOf('secrecy', secrecyLevels, vote.secrecy) ?? oneOf('electorate', electorates, vote.electorate)
    ?? oneOf('electorateMode', electorateModes, vote.electorateMode) ?? oneOf('tieRule', tieRules, vote.tieRule)
    ?? (vote.uniqueLimit === undefined || (Number.isInteger(vote.uniqueLimit) && vote.uniqueLimit >= 0 && vote.uniqueLimit <= 100)
      ? undefined : new Refusal('BAD_USER_INPUT', 'uniqueLimit'))
    ?? (vote.opensAt && vote.closesAt && vote.closesAt <= vote.opensAt ? new Refusal('BAD_DATES', 'closesAt') : undefined);

/** Whatever was typed, set beside what stands: a method that the type does not know gives way to its first. */
function settled(typed: VoteInput, before: Pick<VoteText, 'type' | 'method' | 'parameters'>): VoteInput {
  const type = typed.type ?? before.type;
  const wanted = typed.method ?? before.method;
  const method = methodsOf[type].includes(wanted) ? wanted : (methodsOf[type][0] ?? wanted);
  const parameters = parametersTyped({ ...before.parameters, ...typed.parameters }, { type, method });
  return { ...typed, ...composedParts(typed), type, method, parameters };
}

const present = (input: VoteInput): VoteInput => Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as VoteInput;

/** Begins a draft, which the staff of the space work on together. */
export const draft = (input: VoteInput) => (at: VotesSituation): Outcome => {
  const typed = present(input);
  const type = typed.type ?? 'single';
  const vote = voteTypes.includes(type) ? settled({ ...typed, type }, { type, method: '', parameters: {} }) : typed;
  return votePolicy.create(at, undefined) ?? keepable(vote) ?? (vote.office ? undefined : new Refusal('EMPTY', 'office'))
    ?? numbersRefusal(vote.parameters ?? {}) ?? { patch: { ...vote, draftedAt: at.now }, event: privateEvent('vote.drafted') };
};

/** Keeps a draft as it is now. */
export const save = (input: VoteInput) => (at: VotesSituation, before: VoteText): Outcome => {
  const typed = present(input);
  const vote = voteTypes.includes(typed.type ?? before.type) ? settled(typed, before) : typed;
  const dates = { opensAt: vote.opensAt ?? before.opensAt, closesAt: vote.closesAt ?? before.closesAt };
  return votePolicy.save(at, before) ?? keepable({ ...vote, ...dates }) ?? numbersRefusal(vote.parameters ?? {})
    ?? { patch: { ...vote, draftedAt: at.now }, event: privateEvent('vote.draft_saved') };
};

/** An option as it is kept: its words composed, its cost in its shortest form. */
export const composedOption = ({ title, text, cost, category, spot }: OptionInput): OptionInput => ({
  title: composedText(title), text: composedText(text), cost: cost?.trim() || null, category: category ? composed(category) || null : null, spot: spot ?? null,
});

/** Where an option would be, as it is kept. */
export function placeOfOption({ spot }: OptionInput): OptionPlace | Refusal {
  const known = spot ? spotOf(spot) : null;
  return known instanceof Refusal ? known : { address: known?.address ?? '', lat: known?.point?.lat ?? null, lon: known?.point?.lon ?? null };
}

/** Why an option cannot be kept as it was typed. */
export function optionRefusal(option: OptionInput): Refusal | undefined {
  const place = placeOfOption(option);
  return textRefusal('title', option.title, { min: 1, max: LONGEST.option })
    ?? (Object.keys(option.title).length === 0 ? new Refusal('EMPTY', 'title.ja') : undefined)
    ?? textRefusal('text', option.text, { min: 0, max: LONGEST.text })
    ?? (option.cost === null || COST.test(option.cost) ? undefined : new Refusal('BAD_USER_INPUT', 'cost'))
    ?? (option.category === null ? undefined : limit('category', option.category, LONGEST.category))
    ?? (place instanceof Refusal ? place : undefined);
}

/** Changes the options of a draft; their rows are written beside this decision. */
export const changeOptions = (option: OptionInput | null, others: number) => (at: VotesSituation, vote: VoteText): Outcome =>
  votePolicy.save(at, vote)
    ?? (option ? optionRefusal(option) : undefined)
    ?? (others >= MOST_OPTIONS ? new Refusal('TOO_MANY', 'title', { max: MOST_OPTIONS }) : undefined)
    ?? { patch: { draftedAt: at.now }, event: privateEvent('vote.options_changed') };

/** Keeps how rules would have done, for whoever decides between them. */
export const keepPreview = (preview: Preview) => (at: VotesSituation, vote: VoteText): Outcome =>
  votePolicy.preview(at, vote) ?? { patch: { preview, draftedAt: at.now }, event: privateEvent('vote.rules_tried') };
