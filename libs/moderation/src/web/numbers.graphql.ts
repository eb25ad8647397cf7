import { graphql } from './gql/index.ts';

/** A page of the register of decisions, and what moderation did, with the names of the rules. */
export const moderationNumbersQuery = graphql(/* GraphQL */ `
  query ModerationNumbers(
    $month: String
    $rule: String
    $space: String
    $kind: String
    $outcome: String
    $after: String
  ) {
    moderationRegister(
      month: $month
      rule: $rule
      space: $space
      kind: $kind
      outcome: $outcome
      first: 20
      after: $after
    ) {
      items {
        id
        at
        kind
        thing
        rule
        version
        ruleTitle
        reasonCode
        endsAt
        secondPerson
        automated
        outcome
        within {
          ja
          en
        }
        entryId
      }
      next
    }
    spaces(first: 100) {
      items {
        slug
        title {
          ja
          en
        }
      }
    }
    moderationStatistics {
      counts {
        month
        measure
        code
        n
        isFew
      }
      durations {
        month
        measure
        many
        median
        p90
      }
    }
    moderationRules {
      id
      title
    }
  }
`);
