import { graphql } from './gql/index.ts';

/** What a list of changes shows of each. */
export const amendmentCard = graphql(/* GraphQL */ `
  fragment AmendmentCard on Amendment { id status title openedAt viewerIsAuthor author { displayName office isStaff closed } }
`);

/** The changes that others propose to a proposal. */
export const amendmentsQuery = graphql(/* GraphQL */ `
  query Amendments($id: ID!) { amendments(proposalId: $id) { ...AmendmentCard } }
`);

/** The proposal that somebody wants to change. */
export const amendQuery = graphql(/* GraphQL */ `
  query Amend($id: ID!, $componentId: ID!) {
    proposal(id: $id) { ...ProposalCard body }
    component(id: $componentId) { __typename ... on ProposalsComponent { ...RoomFacts } }
    viewer { person { id } }
  }
`);

/** One change with the proposal it is for. */
export const amendmentPageQuery = graphql(/* GraphQL */ `
  query AmendmentPage($amendmentId: ID!, $id: ID!, $componentId: ID!) {
    amendment(id: $amendmentId) {
      ...AmendmentCard
      proposalId version body locale decidedAt reason promotedTo stale titleChanges { kind text } bodyChanges { kind text }
    }
    proposal(id: $id) { ...ProposalCard body }
    component(id: $componentId) { __typename ... on ProposalsComponent { ...RoomFacts } }
    viewer { person { id } }
  }
`);

export const draftAmendmentMutation = graphql(/* GraphQL */ `
  mutation DraftAmendment($proposalId: ID!, $input: AmendmentInput!) {
    outcome: draftAmendment(proposalId: $proposalId, input: $input) { __typename ... on Amendment { id } ... on Refusal { code field message } }
  }
`);

export const saveAmendmentMutation = graphql(/* GraphQL */ `
  mutation SaveAmendment($id: ID!, $input: AmendmentInput!) {
    outcome: saveAmendment(id: $id, input: $input) { __typename ... on Amendment { id } ... on Refusal { code field message } }
  }
`);

export const discardAmendmentMutation = graphql(/* GraphQL */ `
  mutation DiscardAmendment($id: ID!) {
    outcome: discardAmendment(id: $id) { __typename ... on Amendment { id } ... on Refusal { code field message } }
  }
`);

export const publishAmendmentMutation = graphql(/* GraphQL */ `
  mutation PublishAmendment($id: ID!) {
    outcome: publishAmendment(id: $id) { __typename ... on Amendment { id } ... on Refusal { code field message } }
  }
`);

export const rebaseAmendmentMutation = graphql(/* GraphQL */ `
  mutation RebaseAmendment($id: ID!, $input: AmendmentInput!) {
    outcome: rebaseAmendment(id: $id, input: $input) { __typename ... on Amendment { id } ... on Refusal { code field message } }
  }
`);

export const acceptAmendmentMutation = graphql(/* GraphQL */ `
  mutation AcceptAmendment($id: ID!) {
    outcome: acceptAmendment(id: $id) { __typename ... on Amendment { id } ... on Refusal { code field message } }
  }
`);

export const rejectAmendmentMutation = graphql(/* GraphQL */ `
  mutation RejectAmendment($id: ID!, $reason: String!) {
    outcome: rejectAmendment(id: $id, reason: $reason) { __typename ... on Amendment { id } ... on Refusal { code field message } }
  }
`);

export const withdrawAmendmentMutation = graphql(/* GraphQL */ `
  mutation WithdrawAmendment($id: ID!) {
    outcome: withdrawAmendment(id: $id) { __typename ... on Amendment { id } ... on Refusal { code field message } }
  }
`);

export const promoteAmendmentMutation = graphql(/* GraphQL */ `
  mutation PromoteAmendment($id: ID!) {
    outcome: promoteAmendment(id: $id) { __typename ... on Amendment { id promotedTo } ... on Refusal { code field message } }
  }
`);
