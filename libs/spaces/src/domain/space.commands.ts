import {
  composed, event, isSlug, privateEvent, Refusal, type Decision, type Event, type Situation, type SpaceVisibility,
} from '@hiroba/kernel';
import { askRefusal, composedAsk, missingOf } from './ask.ts';
import { spaceKinds, spaceMoves, type SpaceContent, type SpaceTexts } from './space.ts';
import { spacePolicy } from './space.policy.ts';
import { composedText, first, isUnwritten, lineRefusal, same, textRefusal } from './texts.ts';

/** What staff typed into the texts of a space; what is missing stays as it is. */
export type SpaceEdit = Partial<SpaceTexts>;

type SpaceDecision = Decision<Partial<SpaceContent>>;

/** An event about a space that everybody can see, or about a draft that nobody else can. */
export const told = ({ rev }: { readonly rev: number }, type: string, data: Event['data'] = {}, commit?: Event['commit']): Event =>
  rev >= 1 ? event(type, data, { actor: 'staff', ...(commit ? { commit } : {}) }) : privateEvent(type, data);

/** Refuses a save whose form was opened before somebody else's save. */
export const stale = (subject: { readonly edition: number }, edition: number): Refusal | undefined =>
  edition === subject.edition ? undefined : new Refusal('STALE');

function editRefusal({ slug, kind, title, kana, summary, description, ask, weight }: SpaceEdit): Refusal | undefined {
  return first(
    slug !== undefined && !isSlug(slug) ? new Refusal('BAD_FORMAT', 'slug') : undefined,
    kind !== undefined && !spaceKinds.includes(kind) ? new Refusal('BAD_USER_INPUT', 'kind') : undefined,
    title !== undefined ? textRefusal('title', title, { max: 150 }) : undefined,
    kana ? lineRefusal('kana', kana, { max: 150 }) : undefined,
    summary !== undefined ? textRefusal('summary', summary, { min: 0, max: 300 }) : undefined,
    description !== undefined ? textRefusal('description', description, { min: 0, max: 20_000 }) : undefined,
    ask !== undefined ? askRefusal(ask) : undefined,
    weight !== undefined && !(Number.isSafeInteger(weight) && Math.abs(weight) <= 1000) ? new Refusal('BAD_USER_INPUT', 'weight') : undefined,
  );
}

const composedEdit = ({ title, kana, summary, description, ask, ...rest }: SpaceEdit): SpaceEdit => ({
  ...rest,
  ...(title !== undefined && { title: composedText(title) }),
  ...(kana !== undefined && { kana: composed(kana ?? '') || null }),
  ...(summary !== undefined && { summary: composedText(summary) }),
  ...(description !== undefined && { description: composedText(description) }),
  ...(ask !== undefined && { ask: composedAsk(ask) }),
});

/** What a space begins with. */
export const emptySpace: Omit<SpaceContent, 'id' | 'slug' | 'title' | 'kind'> = {
  hero: null, state: 'DRAFT', visibility: 'PUBLIC', kana: null, summary: {}, description: {}, ask: {}, office: null, featured: false, weight: 0,
  phases: [], publishedAt: null, rev: 0, edition: 0,
};

/** Begins a space as a private draft. */
export function draftSpace(at: Situation, typed: SpaceEdit & Pick<SpaceTexts, 'slug' | 'title' | 'kind'>): SpaceDecision | Refusal {
  const refusal = spacePolicy.draft(at, undefined) ?? editRefusal(typed);
  return refusal ?? { patch: { ...emptySpace, ...composedEdit(typed) }, event: privateEvent('space.drafted', { kind: typed.kind }) };
}

/** Changes the texts of a space. */
export function editSpace(at: Situation, space: SpaceContent, typed: SpaceEdit, edition: number): SpaceDecision | Refusal {
  const refusal = spacePolicy.edit(at, space) ?? stale(space, edition) ?? editRefusal(typed);
  if (refusal) return refusal;
  const next = composedEdit(typed);
  const fields = (Object.keys(next) as (keyof SpaceEdit)[]).filter((field) => !same(next[field], space[field])).sort();
  if (fields.length === 0) return new Refusal('NOTHING_CHANGED');
  const whole = { ...space, ...next };
  const missing = space.state === 'PUBLISHED' ? missingForPublication(whole) : [];
  if (missing[0]) return new Refusal('INCOMPLETE', missing[0]);
  const patch = Object.fromEntries(fields.map((field) => [field, next[field]]));
  return { patch: { ...patch, edition: space.edition + 1 }, event: told(space, 'space.edited', { fields }) };
}

/** What a space still lacks before it can be published, by field names in the order of its assistant. */
export const missingForPublication = (space: Pick<SpaceContent, 'title' | 'summary' | 'ask' | 'phases'>): string[] => [
  ...(isUnwritten(space.title) ? ['title.ja'] : []),
  ...(isUnwritten(space.summary) ? ['summary.ja'] : []),
  ...missingOf(space.ask).map((field) => (field === 'ask.promise' ? field : `${field}.ja`)),
  ...(space.phases.length === 0 ? ['phases'] : []),
];

/** Shows a space to everybody: only with a complete ask card and at least one phase. */
export function publishSpace(at: Situation, space: SpaceContent): SpaceDecision | Refusal {
  const refusal = spacePolicy.publish(at, space);
  if (refusal) return refusal;
  const [missing] = missingForPublication(space);
  return missing ? new Refusal('INCOMPLETE', missing) : {
    patch: { state: 'PUBLISHED', publishedAt: at.now, edition: space.edition + 1 },
    event: event('space.published', { kind: space.kind }, { actor: 'staff' }),
  };
}

/** Says whom a space is for; a rule of taking part, whose changes everybody may read. */
export function setVisibility(at: Situation, space: SpaceContent, to: SpaceVisibility, edition: number): SpaceDecision | Refusal {
  const from = space.visibility;
  const refusal = spacePolicy.edit(at, space) ?? stale(space, edition);
  if (refusal) return refusal;
  if (from === to) return new Refusal('NOTHING_CHANGED');
  const next = space.edition + 1;
  return {
    patch: { visibility: to, edition: next }, event: told(space, 'space.visibility_changed', { from, to }),
    ...(space.rev >= 1 ? { version: { kind: 'space_visibility', n: next, content: { key: 'visibility', from, to } } } : {}),
  };
}

/** Closes a space for good: everything stays readable, nothing can be done any more. */
export const archiveSpace = (at: Situation, space: SpaceContent): SpaceDecision | Refusal =>
  spacePolicy.known(at, space) ?? spacePolicy.archive(at, space) ?? moved(space, 'archive', 'space.archived');

/** Takes a space out of the archive. */
export const reopenSpace = (at: Situation, space: SpaceContent): SpaceDecision | Refusal =>
  spacePolicy.known(at, space) ?? spacePolicy.reopen(at, space) ?? moved(space, 'reopen', 'space.reopened');

const moved = (space: SpaceContent, action: 'archive' | 'reopen', type: string): SpaceDecision => ({
  patch: { state: spaceMoves.next(space.state, action) ?? space.state, edition: space.edition + 1 },
  event: event(type, {}, { actor: 'staff' }),
});

/** Puts the components of a space in another order; `order` names each exactly once. */
export function orderComponents(at: Situation, space: SpaceContent, placed: readonly string[], order: readonly string[]): SpaceDecision | Refusal {
  const refusal = spacePolicy.edit(at, space);
  if (refusal) return refusal;
  if (!same([...placed].sort(), [...order].sort())) return new Refusal('STALE');
  if (same(placed, order)) return new Refusal('NOTHING_CHANGED');
  return { patch: { edition: space.edition + 1 }, event: told(space, 'space.ordered', { components: order }) };
}
