import { composed, event, Refusal, type Decision } from '@hiroba/kernel';
import type { ProposalsSituation } from '../manifest.ts';
import { allAuthors, clockOf, peopleAmong, type MadeOfOthers, type MergeInput, type Source, type SplitInput } from './merge.ts';
import { mergePolicy } from './merge.policy.ts';
import { complete, limit, roundedLength, searchable, settingsOf, tidy, voices } from './proposal.commands.ts';
import { kindContent, kindOfAll, kindShown } from './proposal.kind.ts';
import type { ProposalFacts } from './proposal.ts';

type Outcome = Decision<object> | Refusal;

/** Something together with where it is. */
export interface Situated<P> {
  readonly at: ProposalsSituation;
  readonly proposal: P;
}

const MOST_SOURCES = 50;
const MOST_PARTS = 10;

const inField = (field: string, refusal: Refusal | undefined): Refusal | undefined => refusal && new Refusal(refusal.code, field, refusal.params);

const signed = (input: { readonly reason: string; readonly office: string }): Refusal | undefined =>
  limit('reason', composed(input.reason), 1_000) ?? limit('office', composed(input.office), 100);

/** A published text by an office, made from others: it has all their authors, and whatever answer they are owed. */
function made(
  at: ProposalsSituation, text: ReturnType<typeof tidy>, { reason, office }: { readonly reason: string; readonly office: string },
  sources: readonly Source[], files: readonly string[],
): Decision {
  const { title, body, locale } = text;
  // Of one, its parts say the same besides; of several, each keeps its own words on its page.
  const kinded = kindShown({ kind: kindOfAll(sources), ...(sources.length === 1 ? { details: sources[0]?.details ?? {} } : {}) });
  return {
    patch: {
      ...text, ...kinded, ...searchable(text), ...clockOf(sources), authorId: null, coauthorIds: peopleAmong(allAuthors(sources)), official: false,
      office: composed(office), state: 'PUBLISHED', publishedAt: at.now, versions: 1,
    },
    event: event(
      'proposal.published', { component: at.component?.id, locale, chars: roundedLength(body), files, from: sources.map(({ id }) => id) },
      { actor: 'staff', commit: { title, body, reason: composed(reason) } },
    ),
    version: { n: 1, content: { title, body, ...kindContent(kinded) }, reason: composed(reason) },
    reference: 'P',
    counts: voices(at, 1),
  };
}

/** Makes one proposal of several of one space: what it says, and why, is the office's word; whose it is does not change. */
export const merge = (input: MergeInput, files: readonly string[] = []) => (at: ProposalsSituation, sources: readonly Situated<Source>[]): Outcome => {
  const text = tidy(input);
  const elsewhere = sources.some((source) => source.at.component?.spaceId !== at.component?.spaceId);
  return mergePolicy.into(at, undefined)
    ?? sources.map((source) => inField('sources', mergePolicy.merge(source.at, source.proposal))).find(Boolean)
    ?? (sources.length < 2 ? new Refusal('TOO_FEW', 'sources', { min: 2 }) : undefined)
    ?? (sources.length > MOST_SOURCES ? new Refusal('TOO_MANY', 'sources', { max: MOST_SOURCES }) : undefined)
    ?? (elsewhere ? new Refusal('OTHER_SPACE', 'sources') : undefined)
    ?? complete(text, settingsOf(at))
    ?? signed(input)
    ?? made(at, text, input, sources.map(({ proposal }) => proposal), files);
};

/** A source after it was merged: locked, readable, pointing to what came out. */
export const merged = (into: string) => (at: ProposalsSituation): Decision => ({
  patch: { state: 'MERGED' }, event: event('proposal.merged', { into }, { actor: 'staff' }), counts: voices(at, -1),
});

/** The parts that one proposal becomes, each with all its authors. */
export const split = (input: SplitInput, files: readonly string[] = []) => (at: ProposalsSituation, source: Source): readonly Decision[] | Refusal => {
  const texts = input.parts.map(tidy);
  const refusal = mergePolicy.split(at, source)
    ?? (texts.length < 2 ? new Refusal('TOO_FEW', 'parts', { min: 2 }) : undefined)
    ?? (texts.length > MOST_PARTS ? new Refusal('TOO_MANY', 'parts', { max: MOST_PARTS }) : undefined)
    ?? texts.map((text, n) => {
      const problem = complete(text, settingsOf(at));
      return inField(`parts.${n}.${problem?.field ?? 'body'}`, problem);
    }).find(Boolean)
    ?? signed(input);
  return refusal ?? texts.map((text) => made(at, text, input, [source], files));
};

/** A source after it was split: locked, readable, pointing to its parts. */
export const divided = (into: readonly string[]) => (at: ProposalsSituation): Decision => ({
  patch: { state: 'SPLIT' }, event: event('proposal.split', { into }, { actor: 'staff' }), counts: voices(at, -1),
});

const because = (reason: string): Refusal | undefined => limit('reason', composed(reason), 1_000);

/** Why a merge cannot be undone: only as long as nobody answered what came out of it. */
export const undoMerge = (reason: string) => (at: ProposalsSituation, result: MadeOfOthers): Refusal | undefined =>
  mergePolicy.undoMerge(at, result) ?? because(reason);

/** Why a split cannot be undone: only as long as no part was answered or has gone its own way. */
export const undoSplit = (reason: string) => (at: ProposalsSituation, source: ProposalFacts, parts: readonly ProposalFacts[]): Refusal | undefined =>
  mergePolicy.undoSplit(at, source)
    ?? parts.map((part) => inField('parts', mergePolicy.part(at, part))).find(Boolean)
    ?? because(reason);

/** A source that lives again, as it was. */
export const revived = (type: 'proposal.merge_undone' | 'proposal.split_undone', from: readonly string[], reason: string) =>
  (at: ProposalsSituation): Decision => ({
    patch: { state: 'PUBLISHED' }, event: event(type, { from }, { actor: 'staff', commit: { reason: composed(reason) } }), counts: voices(at, 1),
  });

/** What came out of a merge or a split after that was undone: its page stays and says so. */
export const dissolved = (at: ProposalsSituation): Decision => ({
  patch: { state: 'WITHDRAWN', withdrawnAt: at.now }, event: event('proposal.withdrawn', { undone: true }, { actor: 'staff' }), counts: voices(at, -1),
});
