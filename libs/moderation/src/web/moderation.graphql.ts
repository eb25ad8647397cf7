import { graphql } from './gql/index.ts';

/** A text before those who moderate, with the rules. */
export const moderatePageQuery = graphql(/* GraphQL */ `
  query ModeratePage($kind: String!, $id: ID!) {
    moderationSubject(subjectKind: $kind, subjectId: $id) {
      kind
      id
      title
      text
      locale
      path
      refusal
      withheld {
        rule
        title
        reason
        locale
        at
        entryId
      }
      appeal {
        by
        decision
        milder
        text
        locale
        refusal
      }
      warned
      version
      redactedAt
      original
      isSuppressed
      label
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
      heldMode
      interimUntil
      hasThread
      lockedUntil
      author
      authorVersion
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
      rules {
        id
        title
        text
        withholds
        redacts
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

export const withholdTextMutation = graphql(/* GraphQL */ `
  mutation WithholdText($kind: String!, $id: ID!, $rule: String!, $reason: String!, $seen: Int) {
    outcome: withholdText(subjectKind: $kind, subjectId: $id, rule: $rule, reason: $reason, seen: $seen) {
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

export const restoreTextMutation = graphql(/* GraphQL */ `
  mutation RestoreText($kind: String!, $id: ID!, $reason: String!, $seen: Int) {
    outcome: restoreText(subjectKind: $kind, subjectId: $id, reason: $reason, seen: $seen) {
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

export const dismissReportsMutation = graphql(/* GraphQL */ `
  mutation DismissReports($kind: String!, $id: ID!, $code: String!, $answer: String!, $seen: Int) {
    outcome: dismissReports(subjectKind: $kind, subjectId: $id, code: $code, answer: $answer, seen: $seen) {
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

/** A text that somebody is about to report, with the rules. */
export const reportPageQuery = graphql(/* GraphQL */ `
  query ReportPage($kind: String!, $id: ID!) {
    reportableText(subjectKind: $kind, subjectId: $id) {
      kind
      title
      text
      locale
      path
      reported
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
    }
  }
`);

export const reportTextMutation = graphql(/* GraphQL */ `
  mutation ReportText($kind: String!, $id: ID!, $rule: String!, $note: String!) {
    outcome: reportText(subjectKind: $kind, subjectId: $id, rule: $rule, note: $note) {
      __typename
      ... on ReportedCase {
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

export const reviewAppealMutation = graphql(/* GraphQL */ `
  mutation ReviewAppeal(
    $kind: String!
    $id: ID!
    $outcome: String!
    $answer: String!
    $instead: String!
    $rule: String!
    $days: Int
    $reason: String!
    $seen: Int
  ) {
    outcome: reviewAppeal(
      subjectKind: $kind
      subjectId: $id
      outcome: $outcome
      answer: $answer
      kind: $instead
      rule: $rule
      days: $days
      reason: $reason
      seen: $seen
    ) {
      __typename
      ... on AppealedCase {
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

/** The last decision about a text, for whoever it concerns. */
export const appealPageQuery = graphql(/* GraphQL */ `
  query AppealPage($kind: String!, $id: ID!) {
    appealableDecision(subjectKind: $kind, subjectId: $id) {
      kind
      rule
      ruleTitle
      reason
      locale
      at
      until
      title
      text
      original
      textLocale
      path
      refusal
      appeal {
        text
        locale
        at
        outcome
        answer
        answerLocale
      }
    }
    viewer {
      person {
        id
      }
    }
  }
`);

export const appealDecisionMutation = graphql(/* GraphQL */ `
  mutation AppealDecision($kind: String!, $id: ID!, $text: String!) {
    outcome: appealDecision(subjectKind: $kind, subjectId: $id, text: $text) {
      __typename
      ... on AppealedCase {
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
