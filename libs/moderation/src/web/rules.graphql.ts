import { graphql } from './gql/index.ts';

/** The rules of the city in all versions. */
export const rulesPageQuery = graphql(/* GraphQL */ `
  query RulesPage {
    moderationPolicies {
      version
      publishedAt
      effectiveAt
      urgentReason
      sha256
      entryId
      rules {
        id
        version
        title
        text
        severity
      }
    }
  }
`);

/** The rules as those who write them work on them. */
export const rulesDeskQuery = graphql(/* GraphQL */ `
  query RulesDesk {
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
    organisation {
      zone
    }
    rulesDraft {
      version
      begun
      rules {
        id
        version
        severity
        title {
          ja
          en
        }
        text {
          ja
          en
        }
      }
    }
    moderationPolicies {
      version
      effectiveAt
      rules {
        id
        version
      }
    }
  }
`);

export const writeRuleMutation = graphql(/* GraphQL */ `
  mutation WriteRule($input: RuleInput!) {
    outcome: writeRule(input: $input) {
      __typename
      ... on RulesDraft {
        version
      }
      ... on Refusal {
        code
        field
        message
      }
    }
  }
`);

export const dropRuleMutation = graphql(/* GraphQL */ `
  mutation DropRule($id: ID!) {
    outcome: dropRule(id: $id) {
      __typename
      ... on RulesDraft {
        version
      }
      ... on Refusal {
        code
        field
        message
      }
    }
  }
`);

export const publishRulesMutation = graphql(/* GraphQL */ `
  mutation PublishRules($input: RulesPublication!) {
    outcome: publishRules(input: $input) {
      __typename
      ... on RulesDraft {
        version
      }
      ... on Refusal {
        code
        field
        message
      }
    }
  }
`);
