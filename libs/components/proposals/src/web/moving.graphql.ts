import { graphql } from './gql/index.ts';

/** A proposal, and the places it may go to. */
export const movePageQuery = graphql(/* GraphQL */ `
  query MovePage($id: ID!, $componentId: ID!) {
    proposal(id: $id) {
      id
      componentId
      title
      locale
    }
    component(id: $componentId) {
      __typename
      ... on ProposalsComponent {
        ...RoomFacts
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
    answerDesk(first: 1) {
      places {
        id
        title {
          ja
          en
        }
        space {
          ja
          en
        }
      }
    }
  }
`);

/** What would come of moving it. */
export const movePreviewQuery = graphql(/* GraphQL */ `
  query MovePreview($id: ID!, $componentId: ID!) {
    proposalMovePreview(id: $id, componentId: $componentId) {
      supports
      beyond
      comments
      losesPlace
      refusal
    }
  }
`);

export const moveProposalMutation = graphql(/* GraphQL */ `
  mutation MoveProposal($id: ID!, $componentId: ID!, $reason: String!) {
    outcome: moveProposal(id: $id, componentId: $componentId, reason: $reason) {
      __typename
      ... on Proposal {
        id
        componentId
        spaceSlug
      }
      ... on Refusal {
        code
        field
        message
      }
    }
  }
`);
