import { graphql } from './gql/index.ts';
import type * as Types from './gql/graphql.ts';

/** Who wrote something, as everybody may see it: no name once the account is closed. */
export const authorParts = graphql(/* GraphQL */ `
  fragment CommentAuthor on PersonSummary { displayName }
`);
export type AuthorShown = Types.CommentAuthorFragment;

/** A comment as pages show it, with the facts its rules read; in a tombstone neither text nor author. */
export const commentParts = graphql(/* GraphQL */ `
  fragment CommentShown on Comment {
    id parentId branchId depth authorId author { ...CommentAuthor } office alignment aboutAnswer body locale state gone createdAt editedAt versions up down viewerVote
    mentions { token person { code displayName } }
    withheld { rule title reason locale at entryId waitsUntil }
    markings { id kind code rule title reason locale at entryId }
    answers { id author { ...CommentAuthor } office version versions }
  }
`);
export type CommentShown = Types.CommentShownFragment;
export type MentionShown = CommentShown['mentions'][number];

/** A top comment with the replies that a page shows. */
export const branchParts = graphql(/* GraphQL */ `
  fragment BranchShown on Comment { ...CommentShown replyCount replies { ...CommentShown } }
`);
export type BranchShown = Types.BranchShownFragment;
export type CommentSort = Types.CommentSort;
export type CommentVoice = Types.CommentVoice;
export type SidesShown = NonNullable<Types.CommentsQuery['comments']>['sides'];

/** Why a conversation is closed for new comments. */
export const lockParts = graphql(/* GraphQL */ `
  fragment ThreadLock on ModerationDecision { rule title reason locale endsAt entryId }
`);
export type LockShown = Types.ThreadLockFragment;

/** A page of a discussion. */
export const commentsQuery = graphql(/* GraphQL */ `
  query Comments(
    $rootKind: String!, $rootId: ID!, $sort: CommentSort!, $side: CommentSide, $voice: CommentVoice, $after: String, $open: [ID!]
  ) {
    comments(rootKind: $rootKind, rootId: $rootId, sort: $sort, side: $side, voice: $voice, first: 20, after: $after, open: $open) {
      items { ...BranchShown }
      next
      count
      sides { for neutral against }
      newest
    }
    threadLock(rootKind: $rootKind, rootId: $rootId) { ...ThreadLock }
  }
`);

/** The first page of a discussion that stands in a column for each side. */
export const commentsBySideQuery = graphql(/* GraphQL */ `
  query CommentsBySide($rootKind: String!, $rootId: ID!, $sort: CommentSort!, $open: [ID!]) {
    for: comments(rootKind: $rootKind, rootId: $rootId, sort: $sort, side: FOR, first: 20, open: $open) {
      items { ...BranchShown }
      next
      count
      sides { for neutral against }
      newest
    }
    against: comments(rootKind: $rootKind, rootId: $rootId, sort: $sort, side: AGAINST, first: 20, open: $open) {
      items { ...BranchShown }
      next
    }
    threadLock(rootKind: $rootKind, rootId: $rootId) { ...ThreadLock }
    neutral: comments(rootKind: $rootKind, rootId: $rootId, sort: $sort, side: NEUTRAL, first: 20, open: $open) {
      items { ...BranchShown }
      next
    }
  }
`);

/** The page of one comment. */
export const conversationQuery = graphql(/* GraphQL */ `
  query Conversation($id: ID!, $after: String, $rootKind: String!, $rootId: ID!) {
    threadLock(rootKind: $rootKind, rootId: $rootId) { ...ThreadLock }
    comment(id: $id, after: $after) {
      id
      rootKind
      rootId
      top { ...BranchShown }
      earlier
      next
      previousId
      nextId
    }
    commentVersions(id: $id) { n at body }
  }
`);
export type ConversationShown = NonNullable<Types.ConversationQuery['comment']>;
export type VersionShown = Types.ConversationQuery['commentVersions'][number];

/** How many comments have come since. */
export const commentsSinceQuery = graphql(/* GraphQL */ `
  query CommentsSince($rootKind: String!, $rootId: ID!, $after: String) {
    commentsSince(rootKind: $rootKind, rootId: $rootId, after: $after) { count }
  }
`);

/** The page of the thing that a comment stands below. */
export const permalinkQuery = graphql(/* GraphQL */ `
  query CommentPermalink($id: ID!) { comment(id: $id) { path } }
`);

/** Whom somebody may want to speak to. */
export const mentionableQuery = graphql(/* GraphQL */ `
  query Mentionable($rootKind: String!, $rootId: ID!, $search: String!) {
    mentionable(rootKind: $rootKind, rootId: $rootId, search: $search) { token person { displayName office } }
  }
`);
export type MentionableShown = Types.MentionableQuery['mentionable'][number];

/** Says something. */
export const addCommentMutation = graphql(/* GraphQL */ `
  mutation AddComment(
    $rootKind: String!, $rootId: ID!, $parentId: ID, $body: String!, $asOffice: String, $alignment: CommentSide, $onAnswer: Boolean!,
    $withPersonalData: Boolean!
  ) {
    outcome: addComment(
      rootKind: $rootKind, rootId: $rootId, parentId: $parentId, body: $body, asOffice: $asOffice, alignment: $alignment,
      onAnswer: $onAnswer, withPersonalData: $withPersonalData
    ) {
      __typename
      ... on Comment { id withheld { waitsUntil } }
      ... on Refusal { code field message }
    }
  }
`);

/** Changes what one said. */
export const editCommentMutation = graphql(/* GraphQL */ `
  mutation EditComment($id: ID!, $body: String!, $withPersonalData: Boolean!) {
    outcome: editComment(id: $id, body: $body, withPersonalData: $withPersonalData) {
      __typename
      ... on Comment { id }
      ... on Refusal { code field message }
    }
  }
`);

/** Votes on what somebody else said, or takes the vote back. */
export const voteOnCommentMutation = graphql(/* GraphQL */ `
  mutation VoteOnComment($id: ID!, $value: CommentVote) {
    outcome: voteOnComment(id: $id, value: $value) {
      __typename
      ... on Comment { id }
      ... on Refusal { code field message }
    }
  }
`);

/** Takes back what one said. */
export const deleteCommentMutation = graphql(/* GraphQL */ `
  mutation DeleteComment($id: ID!) {
    outcome: deleteComment(id: $id) {
      __typename
      ... on Comment { id }
      ... on Refusal { code field message }
    }
  }
`);
