import { graphql } from './gql/index.ts';

/** What was decided about whoever looks, page by page. */
export const decisionsAboutMeQuery = graphql(/* GraphQL */ `
  query DecisionsAboutMe($after: String) {
    decisionsAboutMe(after: $after) {
      items {
        id
        kind
        rule
        ruleTitle
        reason
        locale
        at
        endsAt
        entryId
        subjectKind
        subjectId
        excerpt
        textLocale
        path
        until
        appeal {
          at
          outcome
          answer
          answerLocale
          reviewedAt
        }
      }
      next
    }
    viewer {
      person {
        id
      }
    }
  }
`);
