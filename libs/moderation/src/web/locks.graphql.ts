import { graphql } from './gql/index.ts';

export const lockThreadMutation = graphql(/* GraphQL */ `
  mutation LockThread($kind: String!, $id: ID!, $rule: String!, $reason: String!, $days: Int, $seen: Int) {
    outcome: lockThread(subjectKind: $kind, subjectId: $id, rule: $rule, reason: $reason, days: $days, seen: $seen) {
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
  mutation UnlockThread($kind: String!, $id: ID!, $reason: String!, $seen: Int) {
    outcome: unlockThread(subjectKind: $kind, subjectId: $id, reason: $reason, seen: $seen) {
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
