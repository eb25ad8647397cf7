import { graphql } from './gql/index.ts';

/** A case about a person, before those who moderate. */
export const accountCaseQuery = graphql(/* GraphQL */ `
  query AccountCase($id: ID!) {
    moderationSubject(subjectKind: "account", subjectId: $id) {
      id
      title
      refusal
      version
      appeal {
        by
        decision
        milder
        text
        locale
        refusal
      }
      proposed {
        kind
        rule
        title
        reason
        locale
        days
        until
        refusal
      }
      decisions {
        id
        kind
        rule
        title
        reason
        locale
        at
        endsAt
        entryId
      }
      rules {
        id
        title
        text
      }
    }
    viewer {
      person {
        id
      }
      grants {
        role
      }
      mfaNeeded
    }
  }
`);

export const sanctionAuthorMutation = graphql(/* GraphQL */ `
  mutation SanctionAuthor(
    $kind: String!
    $id: ID!
    $what: String!
    $rule: String!
    $reason: String!
    $days: Int
    $seen: Int
  ) {
    outcome: sanctionAuthor(
      subjectKind: $kind
      subjectId: $id
      kind: $what
      rule: $rule
      reason: $reason
      days: $days
      seen: $seen
    ) {
      __typename
      ... on JudgedCase {
        id
        awaitsSecond
      }
      ... on Refusal {
        code
        field
        message
      }
    }
  }
`);

export const approveSanctionMutation = graphql(/* GraphQL */ `
  mutation ApproveSanction($id: ID!, $seen: Int) {
    outcome: approveSanction(personId: $id, seen: $seen) {
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

export const declineSanctionMutation = graphql(/* GraphQL */ `
  mutation DeclineSanction($id: ID!, $reason: String!, $seen: Int) {
    outcome: declineSanction(personId: $id, reason: $reason, seen: $seen) {
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

export const recuseFromCaseMutation = graphql(/* GraphQL */ `
  mutation RecuseFromCase($kind: String!, $id: ID!) {
    outcome: recuseFromCase(subjectKind: $kind, subjectId: $id) {
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

export const hideMeanwhileMutation = graphql(/* GraphQL */ `
  mutation HideMeanwhile($kind: String!, $id: ID!, $rule: String!, $reason: String!, $seen: Int) {
    outcome: hideMeanwhile(subjectKind: $kind, subjectId: $id, rule: $rule, reason: $reason, seen: $seen) {
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
