import { graphql } from './gql/index.ts';

export const lockThreadMutation = graphql(/* GraphQL */ `
  mutation LockThread($kind: String!, $id: ID!, $rule: String!, $reason: String!, $days: Int) {
    outcome: lockThread(subjectKind: $kind, subjectId: $id, rule: $rule, reason: $reason, days: $days) {
      __typename
      ... on ModerationDecision {
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

export const unlockThreadMutation = graphql(/* GraphQL */ `
  mutation UnlockThread($kind: String!, $id: ID!, $reason: String!) {
    outcome: unlockThread(subjectKind: $kind, subjectId: $id, reason: $reason) {
      __typename
      ... on ModerationDecision {
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
