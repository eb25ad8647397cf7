import { graphql } from '../gql/index.ts';

/** The places whose mode a moderator may set. */
export const modesPageQuery = graphql(/* GraphQL */ `
  query ModesPage {
    moderatedPlaces {
      id
      title {
        ja
        en
      }
      within {
        ja
        en
      }
      mode
      wave
      waveUntil
      waiting
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

export const changeModeMutation = graphql(/* GraphQL */ `
  mutation ChangeModerationMode($ids: [ID!]!, $mode: String!, $hours: Int) {
    outcome: changeModerationMode(componentIds: $ids, mode: $mode, hours: $hours) {
      __typename
      ... on ChangedMode {
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
