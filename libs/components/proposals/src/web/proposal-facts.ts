import { coveredSince } from '@hiroba/moderation';
import type { ProposalFacts } from '../domain/proposal.ts';
import type { ProposalCardFragment, RoomFactsFragment } from './gql/graphql.ts';

type Loaded = ProposalCardFragment & { readonly withheld?: { readonly at: string } | null; readonly markings?: readonly { readonly kind: string; readonly at: string }[] };

/** The facts that rules read, from what a page has loaded; the author is the viewer or somebody else. */
export const factsOf = (proposal: Loaded, viewerId: string | undefined): ProposalFacts => ({
  id: proposal.id,
  authorId: proposal.viewerIsAuthor ? (viewerId ?? null) : proposal.authors.some(({ kind }) => kind === 'PERSON') ? 'somebody else' : null,
  coauthorIds: proposal.viewerIsCoauthor && viewerId ? [viewerId] : [],
  official: proposal.official,
  office: proposal.office ?? null,
  state: proposal.state,
  publishedAt: proposal.publishedAt ? new Date(proposal.publishedAt) : null,
  answerKind: proposal.answerKind ?? null,
  withheldAt: proposal.withheld ? new Date(proposal.withheld.at) : null,
  redactedAt: coveredSince(proposal.markings),
});

/** How long a published text can be edited, as texts of pages take it. */
export const editWindowOf = ({ editWindow, editMinutes }: RoomFactsFragment['rules']) => ({ window: editWindow, minutes: editMinutes });

interface Grants {
  readonly grants: readonly { readonly role: string; readonly spaceId?: string | null }[];
}

type Written = Pick<ProposalCardFragment, 'viewerIsAuthor' | 'viewerIsCoauthor' | 'office'>;

/** Whether its words are the viewer's: as its author, or as staff where an office wrote it. */
export const isWriter = ({ viewerIsAuthor, viewerIsCoauthor, office }: Written, { grants }: Grants, spaceId: string): boolean =>
  viewerIsAuthor || viewerIsCoauthor || (Boolean(office) && grants.some((grant) => grant.role === 'STAFF' && (!grant.spaceId || grant.spaceId === spaceId)));

/** A draft about which nothing may be known. */
export const unknownDraft: ProposalFacts = {
  id: '', authorId: null, coauthorIds: [], official: false, office: null, state: 'DRAFT', publishedAt: null, answerKind: null,
};
