import { graphql } from './gql/index.ts';

/** The authors of a proposal and whom its first author asked to join. */
export const proposalAuthorsQuery = graphql(/* GraphQL */ `
  query ProposalAuthors($id: ID!, $componentId: ID!) {
    proposal(id: $id) {
      ...ProposalCard
      invitations { id state to expiresAt invitee { displayName } }
    }
    component(id: $componentId) { __typename ... on ProposalsComponent { ...RoomFacts } }
    viewer { person { id } }
  }
`);

/** One invitation with what it is about. */
export const invitationQuery = graphql(/* GraphQL */ `
  query Invitation($id: ID!, $key: String!, $componentId: ID!) {
    component(id: $componentId) { __typename }
    invitation(id: $id, key: $key) { title locale expiresAt state html inviter { displayName office isStaff closed } }
    viewer { person { id } }
  }
`);

export const inviteCoauthorMutation = graphql(/* GraphQL */ `
  mutation InviteCoauthor($id: ID!, $who: String!) {
    outcome: inviteCoauthor(id: $id, who: $who) { __typename ... on ProposalInvitation { id } ... on Refusal { code field message } }
  }
`);

export const cancelInvitationMutation = graphql(/* GraphQL */ `
  mutation CancelInvitation($id: ID!) {
    outcome: cancelInvitation(id: $id) { __typename ... on ProposalInvitation { id } ... on Refusal { code field message } }
  }
`);

export const acceptInvitationMutation = graphql(/* GraphQL */ `
  mutation AcceptInvitation($id: ID!, $key: String!) {
    outcome: acceptInvitation(id: $id, key: $key) { __typename ... on Proposal { id state } ... on Refusal { code field message } }
  }
`);

export const declineInvitationMutation = graphql(/* GraphQL */ `
  mutation DeclineInvitation($id: ID!, $key: String!) {
    outcome: declineInvitation(id: $id, key: $key) { __typename ... on ProposalInvitation { id } ... on Refusal { code field message } }
  }
`);

export const leaveProposalMutation = graphql(/* GraphQL */ `
  mutation LeaveProposal($id: ID!) {
    outcome: leaveProposal(id: $id) { __typename ... on Proposal { id } ... on Refusal { code field message } }
  }
`);
