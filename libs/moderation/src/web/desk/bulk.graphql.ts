import { graphql } from '../gql/index.ts';

/** An act about many texts. */
export const bulkPageQuery = graphql(/* GraphQL */ `
  query BulkPage($id: ID!) {
    moderationBulk(id: $id) {
      id
      state
      cluster
      rule
      reason
      itemCount
      authors
      needsSecond
      isOwn
      proposedAt
      endedAt
      oldestAt
      accepted
      samples {
        kind
        id
        text
        locale
      }
      untouched {
        key
        many
      }
      outcomes {
        key
        many
      }
    }
    viewer {
      person {
        id
      }
      grants {
        role
        spaceId
      }
      mfaNeeded
    }
  }
`);

export const bulkPreviewMutation = graphql(/* GraphQL */ `
  mutation BulkPreview($kind: String!, $id: ID!, $by: String!, $rule: String!, $reason: String!) {
    outcome: bulkPreview(subjectKind: $kind, subjectId: $id, by: $by, rule: $rule, reason: $reason) {
      __typename
      ... on ModerationBulk {
        id
      }
      ... on Refusal {
        code
        field
        message
      }
    }
  }
`);

export const bulkExecuteMutation = graphql(/* GraphQL */ `
  mutation BulkExecute($id: ID!) {
    outcome: bulkExecute(id: $id) {
      __typename
      ... on ModerationBulk {
        id
        state
      }
      ... on Refusal {
        code
        field
        message
      }
    }
  }
`);

export const bulkSecondMutation = graphql(/* GraphQL */ `
  mutation BulkSecond($id: ID!, $agrees: Boolean!) {
    outcome: bulkSecond(id: $id, agrees: $agrees) {
      __typename
      ... on ModerationBulk {
        id
      }
      ... on Refusal {
        code
        field
        message
      }
    }
  }
`);

export const bulkUndoMutation = graphql(/* GraphQL */ `
  mutation BulkUndo($id: ID!) {
    outcome: bulkUndo(id: $id) {
      __typename
      ... on ModerationBulk {
        id
      }
      ... on Refusal {
        code
        field
        message
      }
    }
  }
`);
