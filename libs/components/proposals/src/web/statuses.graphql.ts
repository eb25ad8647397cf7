import { graphql } from './gql/index.ts';

/** The statuses of a place, for those who set them. */
export const statusesQuery = graphql(/* GraphQL */ `
  query AnswerStatuses($id: ID!) {
    viewer { person { id } }
    component(id: $id) {
      __typename
      ... on ProposalsComponent {
        id edition title { ja en } space { id isStaff }
        rules { answerStatuses { key kind label { ja en } icon tone } } statusesInUse
      }
    }
  }
`);

export const statusesMutation = graphql(/* GraphQL */ `
  mutation SaveAnswerStatuses($id: ID!, $edition: Int!, $value: String!) {
    outcome: editComponent(id: $id, edition: $edition, input: { settings: [{ key: "answerStatuses", value: $value }] }) {
      __typename ... on PlacedComponent { id } ... on Refusal { code field message }
    }
  }
`);
