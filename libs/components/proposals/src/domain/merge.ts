import type { AuthorKind } from './proposal.authors.ts';
import type { ProposalFacts } from './proposal.ts';

/** How a proposal came out of others: several became one, one became several, or it was copied from another place. */
export const linkKinds = ['MERGE', 'SPLIT', 'COPY'] as const;
export type LinkKind = (typeof linkKinds)[number];

/** One of those whose proposal it is, as rows have it. */
export interface AuthorRow {
  readonly kind: AuthorKind;
  readonly personId: string | null;
  readonly name: string | null;
}

/** What is to be merged or split, with its authors and its answer clock. */
export interface Source extends ProposalFacts {
  readonly authors: readonly AuthorRow[];
  readonly thresholdReachedAt: Date | null;
  readonly answerDueAt: Date | null;
}

/** What became of others, and how. */
export interface MadeOfOthers extends ProposalFacts {
  readonly madeBy: LinkKind | null;
}

/** What staff write when several proposals become one. */
export interface MergeInput {
  readonly title: string;
  readonly body: string;
  readonly locale: string;
  /** Why they become one, for everybody to read. */
  readonly reason: string;
  readonly office: string;
  /** Whether supports go along: they do for duplicates, and not where the text differs. */
  readonly carry: boolean;
}

/** What staff write when one proposal becomes several. */
export interface SplitInput {
  readonly parts: readonly { readonly title: string; readonly body: string; readonly locale: string }[];
  readonly reason: string;
  readonly office: string;
}

/** All authors of all sources, in order: each person and each office once; two names may be two people. */
export function allAuthors<A extends AuthorRow>(sources: readonly { readonly authors: readonly A[] }[]): A[] {
  const seen = new Set<string>();
  return sources.flatMap(({ authors }) => authors).filter(({ kind, personId, name }) => {
    if (kind === 'NAMED') return true;
    const key = `${kind} ${personId ?? name ?? ''}`;
    return seen.has(key) ? false : Boolean(seen.add(key));
  });
}

/** The people among authors. */
export const peopleAmong = (authors: readonly AuthorRow[]): string[] =>
  authors.flatMap(({ personId }) => (personId === null ? [] : [personId]));

/** The earliest of the clocks that run: an owed answer stays owed, whatever becomes of the text. */
export function clockOf(sources: readonly Pick<Source, 'thresholdReachedAt' | 'answerDueAt'>[]) {
  const [first] = sources.filter(({ answerDueAt }) => answerDueAt !== null)
    .sort((a, b) => (a.answerDueAt?.getTime() ?? 0) - (b.answerDueAt?.getTime() ?? 0));
  return { thresholdReachedAt: first?.thresholdReachedAt ?? null, answerDueAt: first?.answerDueAt ?? null };
}
