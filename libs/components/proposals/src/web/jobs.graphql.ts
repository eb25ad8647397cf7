import { graphql } from './gql/index.ts';

/** A job as lists and its page show it. */
export const jobFacts = graphql(/* GraphQL */ `
  fragment JobFacts on ProposalJob {
    id
    kind
    state
    dryRun
    begunAt
    endedAt
    total
    done
    skipped
    unfit
    source {
      id
      title {
        ja
        en
      }
      space {
        ja
        en
      }
      spaceSlug
    }
  }
`);

/** A place to which proposals may be copied, the places they may come from, and what was begun before. */
export const copyPageQuery = graphql(/* GraphQL */ `
  query CopyPage($id: ID!) {
    component(id: $id) {
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
    proposalJobs(componentId: $id) {
      ...JobFacts
    }
  }
`);

/** What can be copied from a place, and what would come of it. */
export const copySourceQuery = graphql(/* GraphQL */ `
  query CopySource($id: ID!, $from: ID!, $filter: ProposalFilter, $input: ProposalCopyInput!) {
    component(id: $from) {
      __typename
      ... on ProposalsComponent {
        ...OfferedTrees
        ...NarrowedRoom
        proposals(first: 50, sort: NEWEST, seed: "", filter: $filter) {
          items {
            id
            title
            locale
            state
          }
          next
        }
      }
    }
    proposalCopyPreview(componentId: $id, input: $input) {
      found
      copied
      skipped
      unfit
      problems {
        title
        message
        proposalId
      }
      left {
        what
        count
      }
    }
  }
`);

export const copyProposalsMutation = graphql(/* GraphQL */ `
  mutation CopyProposals($componentId: ID!, $input: ProposalCopyInput!) {
    outcome: copyProposals(componentId: $componentId, input: $input) {
      __typename
      ... on ProposalJob {
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

/** How far a job is. */
export const jobPageQuery = graphql(/* GraphQL */ `
  query JobPage($id: ID!, $componentId: ID!) {
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
    proposalJob(id: $id) {
      ...JobFacts
      componentId
      office
      known
      ignored
      refusal
      problems {
        line
        column
        code
        message
        proposalId
        title
      }
    }
  }
`);

/** What was begun in a place. */
export const jobsQuery = graphql(/* GraphQL */ `
  query Jobs($componentId: ID!) {
    proposalJobs(componentId: $componentId) {
      ...JobFacts
    }
  }
`);
