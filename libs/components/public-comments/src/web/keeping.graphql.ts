import { graphql } from './gql/index.ts';

export const archiveRoundMutation = graphql(/* GraphQL */ `
  mutation ArchiveRound($id: ID!) { outcome: archiveRound(id: $id) { __typename ... on Round { id } ... on Refusal { code field message } } }
`);

export const disposePersonalDataMutation = graphql(/* GraphQL */ `
  mutation DisposePersonalData($id: ID!) { outcome: disposePersonalData(id: $id) { __typename ... on Round { id } ... on Refusal { code field message } } }
`);

export const holdPersonalDataMutation = graphql(/* GraphQL */ `
  mutation HoldPersonalData($id: ID!, $reason: String!) {
    outcome: holdPersonalData(id: $id, reason: $reason) { __typename ... on Round { id } ... on Refusal { code field message } }
  }
`);

export const releasePersonalDataMutation = graphql(/* GraphQL */ `
  mutation ReleasePersonalData($id: ID!) { outcome: releasePersonalData(id: $id) { __typename ... on Round { id } ... on Refusal { code field message } } }
`);
