import { graphql } from './gql/index.ts';

export const redactTextMutation = graphql(/* GraphQL */ `
  mutation RedactText($kind: String!, $id: ID!, $rule: String!, $reason: String!, $passages: [String!]!, $seen: Int) {
    outcome: redactText(
      subjectKind: $kind
      subjectId: $id
      rule: $rule
      reason: $reason
      passages: $passages
      seen: $seen
    ) {
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

export const labelTextMutation = graphql(/* GraphQL */ `
  mutation LabelText($kind: String!, $id: ID!, $rule: String!, $label: String!, $reason: String!, $seen: Int) {
    outcome: labelText(subjectKind: $kind, subjectId: $id, rule: $rule, label: $label, reason: $reason, seen: $seen) {
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

export const unlabelTextMutation = graphql(/* GraphQL */ `
  mutation UnlabelText($kind: String!, $id: ID!, $reason: String!, $seen: Int) {
    outcome: unlabelText(subjectKind: $kind, subjectId: $id, reason: $reason, seen: $seen) {
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

export const proposeSuppressionMutation = graphql(/* GraphQL */ `
  mutation ProposeSuppression($kind: String!, $id: ID!, $rule: String!, $reason: String!, $byCourt: Boolean!) {
    outcome: proposeSuppression(
      subjectKind: $kind
      subjectId: $id
      rule: $rule
      reason: $reason
      byCourt: $byCourt
    ) {
      __typename
      ... on JudgedCase {
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

export const approveSuppressionMutation = graphql(/* GraphQL */ `
  mutation ApproveSuppression($kind: String!, $id: ID!) {
    outcome: approveSuppression(subjectKind: $kind, subjectId: $id) {
      __typename
      ... on JudgedCase {
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

export const declineSuppressionMutation = graphql(/* GraphQL */ `
  mutation DeclineSuppression($kind: String!, $id: ID!, $reason: String!) {
    outcome: declineSuppression(subjectKind: $kind, subjectId: $id, reason: $reason) {
      __typename
      ... on JudgedCase {
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

export const openSealedTextMutation = graphql(/* GraphQL */ `
  mutation OpenSealedText($kind: String!, $id: ID!) {
    outcome: openSealedText(subjectKind: $kind, subjectId: $id) {
      __typename
      ... on SealedText {
        id
        text
      }
      ... on Refusal {
        code
        field
        message
      }
    }
  }
`);
