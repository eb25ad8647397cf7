import { graphql } from './gql/index.ts';

/** The list of a space, for those who administer it. */
export const membersQuery = graphql(/* GraphQL */ `
  query SpaceMembers($slug: String!, $after: String) {
    space(slug: $slug) {
      id slug title { ja en } state visibility
      members(first: 50, after: $after) {
        items {
          id state mail name published invitedAt expiresAt answeredAt
          role { ja en }
          person { code displayName office isStaff closed }
        }
        next
      }
    }
  }
`);

/** An invitation, for whoever it is for. */
export const membershipQuery = graphql(/* GraphQL */ `
  query Membership($id: ID!, $key: String!) {
    viewer { person { id } }
    memberInvitation(id: $id, key: $key) {
      id state published expiresAt forViewer mail spaceSlug
      role { ja en }
      spaceTitle { ja en }
    }
  }
`);

export const inviteMemberMutation = graphql(/* GraphQL */ `
  mutation InviteMember($spaceId: ID!, $input: MemberInput!) {
    outcome: inviteMember(spaceId: $spaceId, input: $input) { __typename ... on SpaceMember { id } ... on Refusal { code field message } }
  }
`);

export const importMembersMutation = graphql(/* GraphQL */ `
  mutation ImportMembers($spaceId: ID!, $file: Upload, $dryRun: Boolean!) {
    outcome: importMembers(spaceId: $spaceId, file: $file, dryRun: $dryRun) {
      __typename
      ... on MemberImportReport {
        dryRun rows invited ignored
        present { line column code message }
        problems { line column code message }
      }
      ... on Refusal { code field message }
    }
  }
`);

export const editMemberMutation = graphql(/* GraphQL */ `
  mutation EditMember($id: ID!, $role: LocalizedTextInput!, $published: Boolean!) {
    outcome: editMember(id: $id, role: $role, published: $published) {
      __typename ... on SpaceMember { id } ... on Refusal { code field message }
    }
  }
`);

export const cancelMemberMutation = graphql(/* GraphQL */ `
  mutation CancelMember($id: ID!) {
    outcome: cancelMember(id: $id) { __typename ... on SpaceMember { id } ... on Refusal { code field message } }
  }
`);

export const removeMemberMutation = graphql(/* GraphQL */ `
  mutation RemoveMember($id: ID!) {
    outcome: removeMember(id: $id) { __typename ... on SpaceMember { id } ... on Refusal { code field message } }
  }
`);

export const acceptMembershipMutation = graphql(/* GraphQL */ `
  mutation AcceptMembership($id: ID!) {
    outcome: acceptMembership(id: $id) { __typename ... on MemberInvitation { id spaceSlug } ... on Refusal { code field message } }
  }
`);

export const declineMembershipMutation = graphql(/* GraphQL */ `
  mutation DeclineMembership($id: ID!, $key: String!) {
    outcome: declineMembership(id: $id, key: $key) { __typename ... on MemberInvitation { id } ... on Refusal { code field message } }
  }
`);

export const leaveSpaceMutation = graphql(/* GraphQL */ `
  mutation LeaveSpace($id: ID!) {
    outcome: leaveSpace(id: $id) { __typename ... on MemberInvitation { id } ... on Refusal { code field message } }
  }
`);
