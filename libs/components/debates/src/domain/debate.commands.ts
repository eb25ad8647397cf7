import type { Alignment, Layout } from '@hiroba/comments';
import { layouts, sidesOf } from '@hiroba/comments';
import {
  composed, event, foldWithoutBlanks, graphemes, privateEvent, Refusal, textLimit, tokens, type Decision, type LocalizedText,
} from '@hiroba/kernel';
import { askRefusal, composedAsk, composedText, missingOf, textRefusal, type AskCard } from '@hiroba/spaces';
import type { DebatesSettings, DebatesSituation } from '../manifest.ts';
import { firstClosedAt, type Conclusions, type DebateAllowance, type DebateFacts, type DebateText } from './debate.ts';
import { debatePolicy } from './debate.policy.ts';

/** What somebody types who opens a debate. */
export interface DebateInput {
  readonly question: string;
  readonly background: string;
  readonly ask: AskCard;
  readonly layout: Layout;
  readonly alignment: Alignment;
  readonly locale: string;
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
}

type Outcome = Decision<object> | Refusal;

const LONGEST = { question: 150, background: 10_000, update: 5_000, conclusions: 10_000, reason: 1_000, office: 60 };
const MOST_LINKED = 50;
const LOCALE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/;

/** The rules in force where something happens. */
export const settingsOf = (at: DebatesSituation): DebatesSettings => {
  if (!at.component) throw new TypeError('a debate lives in a component');
  return at.component.settings;
};

const limit = (field: string, text: string, max: number, min = 1): Refusal | undefined => {
  const problem = textLimit({ min, max })(text);
  return problem && new Refusal(problem, field, problem === 'TOO_LONG' ? { max } : {});
};

const tidy = ({ question, background, ask, layout, alignment, locale, opensAt, closesAt }: DebateInput) => ({
  question: composed(question).replace(/\n/g, ' '), background: composed(background), ask: composedAsk(ask), layout,
  // Columns for and against need to know who is on which side.
  alignment: layout === 'FOR_AGAINST' && alignment === 'OFF' ? 'FOR_AGAINST' as const : alignment,
  locale, opensAt, closesAt,
});

type Tidy = ReturnType<typeof tidy>;

/** Why a debate cannot even be kept as a draft: unfinished is welcome, unbounded is not. */
const keepable = ({ question, background, ask, layout, alignment, locale }: Tidy): Refusal | undefined =>
  limit('question', question, LONGEST.question, 0) ?? limit('background', background, LONGEST.background, 0) ?? askRefusal(ask)
    ?? (layouts.includes(layout) ? undefined : new Refusal('BAD_USER_INPUT', 'layout'))
    ?? (alignment in sidesOf ? undefined : new Refusal('BAD_USER_INPUT', 'alignment'))
    ?? (LOCALE.test(locale) ? undefined : new Refusal('BAD_USER_INPUT', 'locale'));

/** Why a debate is not ready to stand before everybody; an office says on its ask card what can change and who decides. */
const complete = (at: DebatesSituation, debate: Tidy, official: boolean): Refusal | undefined => {
  const [missing] = official ? missingOf(debate.ask) : [];
  return keepable(debate) ?? limit('question', debate.question, LONGEST.question) ?? limit('background', debate.background, LONGEST.background, 0)
    ?? (missing ? new Refusal('EMPTY', missing) : undefined) ?? windowRefusal(at, debate);
};

const windowRefusal = ({ now }: DebatesSituation, { opensAt, closesAt }: Pick<Tidy, 'opensAt' | 'closesAt'>): Refusal | undefined =>
  (closesAt && (closesAt <= now || (opensAt && closesAt <= opensAt)) ? new Refusal('BAD_USER_INPUT', 'closesAt') : undefined);

/** What search knows of a debate. */
export const searchable = ({ question, background }: Pick<DebateText, 'question' | 'background'>) => ({
  folded: foldWithoutBlanks(`${question}\n${background}`), tokens: tokens(`${question}\n${background}`),
});

const roundedLength = (text: string): number => Math.round(graphemes(text) / 100) * 100;
/** As whom one acts: people act for themselves on what they opened, and for the city on everything else. */
const actorOf = ({ viewer }: DebatesSituation, { official, authorId }: Pick<DebateFacts, 'official' | 'authorId'>) =>
  (!official && viewer.personId === authorId ? 'participant' : 'staff');
const instants = ({ opensAt, closesAt }: Pick<Tidy, 'opensAt' | 'closesAt'>) => ({
  ...(opensAt ? { opens: opensAt.toISOString() } : {}), ...(closesAt ? { closes: closesAt.toISOString() } : {}),
});
const content = ({ question, background, ask }: Pick<Tidy, 'question' | 'background' | 'ask'>) => ({ question, background, ask });

/** Begins a private draft: a participant's own, or one of the office that will sign it. */
export const draft = (input: DebateInput, office: string | null, mine: DebateAllowance) => (at: DebatesSituation): Outcome => {
  const { drafts: max } = settingsOf(at);
  const text = tidy(input);
  const signed = office === null ? null : composed(office);
  return (signed === null ? debatePolicy.create(at, undefined) : debatePolicy.createOfficial(at, undefined))
    ?? (signed === null && mine.drafts >= max ? new Refusal('LIMIT_REACHED', undefined, { max }) : undefined)
    ?? (signed === null ? undefined : limit('office', signed, LONGEST.office))
    ?? keepable(text)
    ?? {
      patch: {
        ...text, ...searchable(text), state: 'DRAFT', draftedAt: at.now, office: signed, official: signed !== null,
        authorId: signed === null ? at.viewer.personId : null,
      },
      event: privateEvent('debate.drafted'),
    };
};

/** Keeps a draft as it is now. */
export const save = (input: DebateInput) => (at: DebatesSituation, debate: DebateFacts): Outcome => {
  const text = tidy(input);
  return debatePolicy.save(at, debate) ?? keepable(text)
    ?? { patch: { ...text, ...searchable(text), draftedAt: at.now }, event: privateEvent('debate.draft_saved') };
};

/** Opens a debate before everybody; a participant's ends after the days that the rules give it. */
export const publish = (mine: DebateAllowance) => (at: DebatesSituation, debate: DebateText): Outcome => {
  const { debateLimit: max, days } = settingsOf(at);
  const closesAt = debate.official || debate.closesAt ? debate.closesAt : new Date(at.now.getTime() + days * 86_400_000);
  const { layout, alignment, locale, background, authorId } = debate;
  return debatePolicy.publish(at, debate)
    ?? (!debate.official && max > 0 && mine.published >= max ? new Refusal('LIMIT_REACHED', undefined, { max }) : undefined)
    ?? complete(at, { ...debate, closesAt }, debate.official)
    ?? {
      patch: { state: 'PUBLISHED', publishedAt: at.now, closesAt, versions: 1 },
      event: event('debate.opened', {
        component: at.component?.id, layout, alignment, locale, chars: roundedLength(background), ...instants({ ...debate, closesAt }),
      }, { actor: actorOf(at, debate), commit: { ...content(debate), ...(authorId ? { author: authorId } : {}) } }),
      version: { n: 1, content: content(debate) },
      reference: 'D',
      counts: at.component ? [{ counter: 'voices', subjectId: at.component.id, by: 1 }] : [],
    };
};

/** Changes what a published debate asks; how it is laid out stands once somebody has spoken. */
export const edit = (input: DebateInput, reason: string | null, commented: boolean) => (at: DebatesSituation, debate: DebateText): Outcome => {
  const text = tidy(input);
  const why = reason ? composed(reason) : undefined;
  const laidOut = text.layout !== debate.layout || text.alignment !== debate.alignment;
  const fields = (['question', 'background', 'ask', 'layout', 'alignment', 'opensAt', 'closesAt'] as const)
    .filter((field) => JSON.stringify(text[field]) !== JSON.stringify(debate[field]));
  return debatePolicy.edit(at, { ...debate, commented })
    ?? (laidOut && commented ? new Refusal('LAYOUT_FIXED', 'layout') : undefined)
    ?? complete(at, text, debate.official)
    ?? (why ? limit('reason', why, LONGEST.reason) : undefined)
    ?? (fields.length === 0 ? new Refusal('NOTHING_CHANGED', 'background') : undefined)
    ?? {
      patch: { ...text, ...searchable(text), editedAt: at.now, versions: debate.versions + 1 },
      event: event('debate.edited', { fields, chars: roundedLength(text.background), ...instants(text) },
        { actor: actorOf(at, debate), commit: content(text) }),
      version: { n: debate.versions + 1, content: content(text), ...(why ? { reason: why } : {}) },
    };
};

/** Adds a dated piece of news below the background; it is never changed. */
export const addUpdate = (typed: string) => (at: DebatesSituation, debate: DebateText): Outcome => {
  const text = composed(typed);
  const n = debate.updates + 1;
  return debatePolicy.addUpdate(at, debate) ?? limit('text', text, LONGEST.update) ?? {
    patch: { updates: n },
    event: event('debate.updated', { n, chars: roundedLength(text) }, { actor: actorOf(at, debate), commit: { text } }),
    version: { kind: 'debate_update', n, content: { text } },
  };
};

/** Ends the debate now instead of at its time. */
export const close = (at: DebatesSituation, debate: DebateFacts): Outcome => debatePolicy.close(at, debate) ?? {
  patch: { closesAt: at.now, closedAt: debate.closedAt ?? at.now },
  event: event('debate.closed', { closed: at.now.toISOString() }, { actor: actorOf(at, debate) }),
};

/** Says what was learnt and what follows; a correction needs its reason and keeps the earlier words readable. */
export const conclude = (input: Conclusions, reason: string | null) => (at: DebatesSituation, debate: DebateFacts): Outcome => {
  const text: LocalizedText = composedText(input.text);
  const why = reason ? composed(reason) : undefined;
  const n = debate.conclusionVersions + 1;
  const { commentIds } = input;
  const office = input.office ? composed(input.office) : null;
  return debatePolicy.conclude(at, debate)
    ?? textRefusal('text', text, { min: 0, max: LONGEST.conclusions })
    ?? (Object.keys(text).length === 0 && commentIds.length === 0 ? new Refusal('EMPTY', 'text.ja') : undefined)
    ?? (commentIds.length > MOST_LINKED ? new Refusal('LIMIT_REACHED', 'comments', { max: MOST_LINKED }) : undefined)
    ?? (office ? limit('office', office, LONGEST.office) : undefined)
    ?? (n > 1 && !why ? new Refusal('EMPTY', 'reason') : undefined)
    ?? (why ? limit('reason', why, LONGEST.reason) : undefined)
    ?? {
      patch: { conclusionVersions: n, concludedAt: at.now, closedAt: firstClosedAt(debate, at.now) },
      event: event('debate.concluded', { n, comments: commentIds }, { actor: actorOf(at, debate), commit: { text } }),
      version: { kind: 'debate_conclusions', n, content: { text, commentIds, office }, ...(why ? { reason: why } : {}) },
    };
};

/** Takes comments again until another end; the first closing stays written down. */
export const reopen = (closesAt: Date | null, typed: string) => (at: DebatesSituation, debate: DebateFacts): Outcome => {
  const reason = composed(typed);
  return debatePolicy.reopen(at, debate)
    ?? (closesAt ? windowRefusal(at, { opensAt: null, closesAt }) : new Refusal('EMPTY', 'closesAt'))
    ?? limit('reason', reason, LONGEST.reason)
    ?? {
      patch: { closesAt, closedAt: firstClosedAt(debate, at.now) },
      event: event('debate.reopened', { closes: closesAt?.toISOString() }, { actor: 'staff', commit: { reason } }),
    };
};
