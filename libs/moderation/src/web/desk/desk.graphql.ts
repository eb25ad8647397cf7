import { graphql } from '../gql/index.ts';

/** A page of what waits for those who moderate. */
export const queuePageQuery = graphql(/* GraphQL */ `
  query QueuePage($asks: String, $mine: Boolean!, $after: String) {
    moderationQueue(asks: $asks, mine: $mine, after: $after) {
      items {
        id
        subjectKind
        subjectId
        title
        excerpt
        locale
        within {
          ja
          en
        }
        asks
        reports
        priority
        points {
          term
          tenths
        }
        dueAt
        lease
      }
      next
    }
    moderationQueueCounts {
      key
      many
    }
    moderationBulks {
      id
      state
      itemCount
      proposedAt
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

/** A case with all that those who moderate are shown beside its text. */
export const casePageQuery = graphql(/* GraphQL */ `
  query CasePage($kind: String!, $id: ID!) {
    moderationSubject(subjectKind: $kind, subjectId: $id) {
      kind
      id
      title
      text
      locale
      path
      refusal
      warned
      version
      heldMode
      heldUntil
      withheld {
        rule
        title
      }
      appeal {
        by
      }
      signals {
        signal
        words
      }
      reports {
        id
        rule
        title
        note
        locale
        at
        answerBy
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
    }
    moderationCase(subjectKind: $kind, subjectId: $id) {
      id
      lease
      leaseUntil
      dueAt
      priority
      points {
        term
        tenths
      }
      around {
        kind
        id
        title
        text
        locale
        path
      }
      authors {
        code
        name
        since
        texts
      }
      earlier {
        id
        kind
        rule
        at
        subjectKind
        subjectId
      }
      similar {
        kind
        id
        title
        text
        locale
        path
        likeness
        byOthers
        withheld
      }
    }
    moderationRules {
      id
      title
      text
      withholds
      redacts
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

export const releaseTextMutation = graphql(/* GraphQL */ `
  mutation ReleaseText($kind: String!, $id: ID!, $seen: Int) {
    outcome: releaseText(subjectKind: $kind, subjectId: $id, seen: $seen) {
      __typename
      ... on ReleasedCase {
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

export const claimCaseMutation = graphql(/* GraphQL */ `
  mutation ClaimCase($kind: String!, $id: ID!) {
    outcome: claimCase(subjectKind: $kind, subjectId: $id) {
      __typename
      ... on ClaimedCase {
        subjectKind
        subjectId
      }
      ... on Refusal {
        code
        field
        message
      }
    }
  }
`);

export const claimNextCaseMutation = graphql(/* GraphQL */ `
  mutation ClaimNextCase($asks: String, $after: ID) {
    outcome: claimNextCase(asks: $asks, after: $after) {
      __typename
      ... on ClaimedCase {
        subjectKind
        subjectId
      }
      ... on Refusal {
        code
        field
        message
      }
    }
  }
`);

export const releaseCaseMutation = graphql(/* GraphQL */ `
  mutation ReleaseCase($kind: String!, $id: ID!) {
    outcome: releaseCase(subjectKind: $kind, subjectId: $id) {
      __typename
      ... on ClaimedCase {
        subjectKind
        subjectId
      }
      ... on Refusal {
        code
        field
        message
      }
    }
  }
`);
