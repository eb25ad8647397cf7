import { coveredSince } from '@hiroba/moderation';
import type { DebateFacts } from '../domain/debate.ts';
import type { DebateCardFragment } from './gql/graphql.ts';

/** The facts of a debate that somebody who has to sign in again may not see. */
export const unknownDebate: DebateFacts = {
  id: '', authorId: null, official: false, state: 'DRAFT', opensAt: null, closesAt: null, closedAt: null, conclusionVersions: 0,
};

const instant = (at: string | null): Date | null => (at ? new Date(at) : null);

type Loaded = DebateCardFragment & { readonly withheld?: { readonly at: string } | null; readonly markings?: readonly { readonly kind: string; readonly at: string }[] };

/** The facts that rules read, from what a page has loaded; whoever opened it is the viewer or somebody else. */
export const factsOf = (debate: Loaded, viewerId: string | undefined): DebateFacts => ({
  id: debate.id,
  authorId: debate.viewerIsAuthor ? (viewerId ?? null) : null,
  official: debate.official,
  state: debate.state,
  opensAt: instant(debate.opensAt),
  closesAt: instant(debate.closesAt),
  closedAt: instant(debate.closedAt),
  conclusionVersions: debate.conclusionVersions,
  withheldAt: instant(debate.withheld?.at ?? null),
  redactedAt: coveredSince(debate.markings),
});
