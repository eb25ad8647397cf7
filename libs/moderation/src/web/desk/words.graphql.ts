import { graphql } from '../gql/index.ts';

/** The words of a city, as its staff work on them. */
export const wordsPageQuery = graphql(/* GraphQL */ `
  query WordsPage {
    moderationWords {
      id
      use
      word
      reason
      by
      at
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

export const addWordMutation = graphql(/* GraphQL */ `
  mutation AddModerationWord($use: String!, $word: String!, $reason: String!) {
    outcome: addModerationWord(use: $use, word: $word, reason: $reason) {
      __typename
      ... on ModerationWord {
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

export const removeWordMutation = graphql(/* GraphQL */ `
  mutation RemoveModerationWord($id: ID!) {
    outcome: removeModerationWord(id: $id) {
      __typename
      ... on ModerationWord {
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
