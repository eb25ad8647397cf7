import type { TypedDocument } from '@hiroba/ui';
import type { CommentState } from '../domain/comment.ts';

/** Who wrote something, as everybody may see it. */
export interface AuthorShown {
  /** Nothing once the account is closed. */
  readonly displayName: string | null;
}

/** A comment as pages show it; in a tombstone neither text nor author. */
export interface CommentShown {
  readonly id: string;
  readonly parentId: string | null;
  readonly branchId: string;
  readonly depth: number;
  readonly authorId: string | null;
  readonly author: AuthorShown | null;
  readonly office: string | null;
  readonly body: string | null;
  readonly locale: string;
  readonly state: CommentState;
  readonly createdAt: string;
  readonly editedAt: string | null;
  readonly versions: number;
  readonly answers: {
    readonly id: string;
    readonly author: AuthorShown | null;
    readonly office: string | null;
    readonly version: number;
    readonly versions: number;
  } | null;
}

/** A top comment with the replies that a page shows. */
export interface BranchShown extends CommentShown {
  readonly replyCount: number;
  readonly replies: readonly CommentShown[];
}

const fields = `
  fragment AuthorParts on PersonSummary { displayName }
  fragment CommentParts on Comment {
    id parentId branchId depth authorId author { ...AuthorParts } office body locale state createdAt editedAt versions
    answers { id author { ...AuthorParts } office version versions }
  }
  fragment BranchParts on Comment { ...CommentParts replyCount replies { ...CommentParts } }
`;

/** The order in which a discussion is shown. */
export type CommentSort = 'OLDEST' | 'NEWEST';

interface PageAnswer {
  readonly comments: {
    readonly items: readonly BranchShown[];
    readonly next: string | null;
    readonly count: number;
    readonly newest: string | null;
  } | null;
}

interface RootVariables {
  readonly rootKind: string;
  readonly rootId: string;
}

/** A page of a discussion. */
export const commentsQuery: TypedDocument<PageAnswer, RootVariables & { sort: CommentSort; after: string | null }> = /* GraphQL */ `
  query Comments($rootKind: String!, $rootId: ID!, $sort: CommentSort!, $after: String) {
    comments(rootKind: $rootKind, rootId: $rootId, sort: $sort, first: 20, after: $after) {
      items { ...BranchParts }
      next
      count
      newest
    }
  }
  ${fields}
`;

/** One branch, seen from one comment. */
export interface ConversationShown {
  readonly id: string;
  readonly rootKind: string;
  readonly rootId: string;
  readonly top: BranchShown;
  readonly earlier: boolean;
  readonly next: string | null;
  readonly previousId: string | null;
  readonly nextId: string | null;
}

/** A public version of a comment. */
export interface VersionShown {
  readonly n: number;
  readonly at: string;
  readonly body: string;
}

interface ConversationAnswer {
  readonly comment: ConversationShown | null;
  readonly commentVersions: readonly VersionShown[];
}

/** The page of one comment. */
export const conversationQuery: TypedDocument<ConversationAnswer, { id: string; after: string | null }> = /* GraphQL */ `
  query Conversation($id: ID!, $after: String) {
    comment(id: $id, after: $after) {
      id
      rootKind
      rootId
      top { ...BranchParts }
      earlier
      next
      previousId
      nextId
    }
    commentVersions(id: $id) { n at body }
  }
  ${fields}
`;

/** How many comments have come since. */
export const commentsSinceQuery: TypedDocument<
  { readonly commentsSince: { readonly count: number } | null }, RootVariables & { after: string | null }
> = /* GraphQL */ `
  query CommentsSince($rootKind: String!, $rootId: ID!, $after: String) {
    commentsSince(rootKind: $rootKind, rootId: $rootId, after: $after) { count }
  }
`;

/** Tells a page that comments have come. */
export const commentsAddedSubscription = /* GraphQL */ `
  subscription CommentsAdded($rootKind: String!, $rootId: ID!, $after: String) {
    commentsAdded(rootKind: $rootKind, rootId: $rootId, after: $after) { count }
  }
`;

interface CommentOutcome {
  readonly outcome:
    | { readonly __typename: 'Comment'; readonly id: string }
    | { readonly __typename: 'Refusal'; readonly code: string; readonly field: string | null; readonly message: string };
}

const outcome = '{ __typename ... on Comment { id } ... on Refusal { code field message } }';

/** Says something. */
export const addCommentMutation: TypedDocument<
  CommentOutcome, RootVariables & { parentId: string | null; body: string; asOffice: string | null }
> = /* GraphQL */ `
  mutation AddComment($rootKind: String!, $rootId: ID!, $parentId: ID, $body: String!, $asOffice: String) {
    outcome: addComment(rootKind: $rootKind, rootId: $rootId, parentId: $parentId, body: $body, asOffice: $asOffice) ${outcome}
  }
`;

/** Changes what one said. */
export const editCommentMutation: TypedDocument<CommentOutcome, { id: string; body: string }> = /* GraphQL */ `
  mutation EditComment($id: ID!, $body: String!) { outcome: editComment(id: $id, body: $body) ${outcome} }
`;

/** Takes back what one said. */
export const deleteCommentMutation: TypedDocument<CommentOutcome, { id: string }> = /* GraphQL */ `
  mutation DeleteComment($id: ID!) { outcome: deleteComment(id: $id) ${outcome} }
`;
