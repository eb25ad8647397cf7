import { graphql } from './gql/index.ts';

export const reportByMailMutation = graphql(/* GraphQL */ `
  mutation ReportByMail($kind: String!, $id: ID!, $rule: String!, $note: String!, $mail: String!) {
    outcome: reportByMail(subjectKind: $kind, subjectId: $id, rule: $rule, note: $note, mail: $mail) {
      __typename
      ... on MailReportAsked {
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

/** A report by mail, for whoever has its key. */
export const mailReportPageQuery = graphql(/* GraphQL */ `
  query MailReportPage($id: ID!, $key: String!) {
    mailReport(id: $id, key: $key) {
      kind
      path
      rule
      ruleTitle
      note
      locale
      confirmedAt
      confirmBy
      answerBy
      decision
      reason
      reasonLocale
      decidedAt
      appealUntil
      appeal {
        text
        locale
        at
        outcome
        answer
        answerLocale
      }
    }
  }
`);

export const confirmMailReportMutation = graphql(/* GraphQL */ `
  mutation ConfirmMailReport($id: ID!, $key: String!) {
    outcome: confirmMailReport(id: $id, key: $key) {
      __typename
      ... on MailReport {
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

export const appealMailReportMutation = graphql(/* GraphQL */ `
  mutation AppealMailReport($id: ID!, $key: String!, $text: String!) {
    outcome: appealMailReport(id: $id, key: $key, text: $text) {
      __typename
      ... on MailReport {
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
