import type { ProposalFacts } from '../domain/proposal.ts';
import type { ProposalCardFragment } from './gql/graphql.ts';

/** The facts that rules read, from what a page has loaded; the author is the viewer or somebody else. */
export const factsOf = (proposal: ProposalCardFragment, viewerId: string | undefined): ProposalFacts => ({
  id: proposal.id,
  authorId: proposal.viewerIsAuthor ? (viewerId ?? null) : null,
  state: proposal.state,
  publishedAt: proposal.publishedAt ? new Date(proposal.publishedAt) : null,
  answerKind: proposal.answerKind ?? null,
});
