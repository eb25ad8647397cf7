import { graphql } from './gql/index.ts';

export const updateProfileMutation = graphql(/* GraphQL */ `
  mutation UpdateProfile($input: ProfileInput!) {
    outcome: updateProfile(input: $input) {
      __typename
      ... on Person {
        id
        locale
      }
      ... on Refusal {
        code
        field
        message
      }
    }
  }
`);

export const changePasswordMutation = graphql(/* GraphQL */ `
  mutation ChangePassword($currentPassword: String!, $password: String!) {
    outcome: changePassword(currentPassword: $currentPassword, password: $password) {
      __typename
      ... on SignedIn {
        mfaNeeded
      }
      ... on Refusal {
        code
        field
        message
      }
    }
  }
`);

export const requestMailChangeMutation = graphql(/* GraphQL */ `
  mutation RequestMailChange($email: String!) {
    outcome: requestMailChange(email: $email) {
      __typename
      ... on MailSent {
        to
      }
      ... on Refusal {
        code
        field
        message
      }
    }
  }
`);

export const confirmMailChangeMutation = graphql(/* GraphQL */ `
  mutation ConfirmMailChange($token: String!) {
    outcome: confirmMailChange(token: $token) {
      __typename
      ... on MailSent {
        to
      }
      ... on Refusal {
        code
        field
        message
      }
    }
  }
`);

export const revokeSessionMutation = graphql(/* GraphQL */ `
  mutation RevokeSession($id: ID!) {
    outcome: revokeSession(id: $id) {
      __typename
      ... on OwnSession {
        id
        current
      }
      ... on Refusal {
        code
        field
        message
      }
    }
  }
`);

export const exportMyDataMutation = graphql(/* GraphQL */ `
  mutation ExportMyData {
    outcome: exportMyData {
      __typename
      ... on DataExport {
        fileName
        zip
      }
      ... on Refusal {
        code
        field
        message
      }
    }
  }
`);

export const requestClosingMutation = graphql(/* GraphQL */ `
  mutation RequestClosing {
    outcome: requestClosing {
      __typename
      ... on MailSent {
        to
      }
      ... on Refusal {
        code
        field
        message
      }
    }
  }
`);

export const closeAccountMutation = graphql(/* GraphQL */ `
  mutation CloseAccount($token: String!) {
    outcome: closeAccount(token: $token) {
      __typename
      ... on MailSent {
        to
      }
      ... on Refusal {
        code
        field
        message
      }
    }
  }
`);

export const keepAccountMutation = graphql(/* GraphQL */ `
  mutation KeepAccount {
    outcome: keepAccount {
      __typename
      ... on Person {
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

export const startFactorMutation = graphql(/* GraphQL */ `
  mutation StartSecondFactor {
    outcome: startSecondFactor {
      __typename
      ... on SecondFactorSecret {
        secret
        uri
      }
      ... on Refusal {
        code
        field
        message
      }
    }
  }
`);

export const confirmFactorMutation = graphql(/* GraphQL */ `
  mutation ConfirmSecondFactor($code: String!) {
    outcome: confirmSecondFactor(code: $code) {
      __typename
      ... on RecoveryCodes {
        codes
      }
      ... on Refusal {
        code
        field
        message
      }
    }
  }
`);

export const giveFactorMutation = graphql(/* GraphQL */ `
  mutation GiveSecondFactor($code: String!) {
    outcome: giveSecondFactor(code: $code) {
      __typename
      ...Entered
      ... on Refusal {
        code
        field
        message
      }
    }
  }
`);

export const removeFactorMutation = graphql(/* GraphQL */ `
  mutation RemoveSecondFactor {
    outcome: removeSecondFactor {
      __typename
      ... on Person {
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

export const acceptTermsMutation = graphql(/* GraphQL */ `
  mutation AcceptTerms($version: Int!) {
    outcome: acceptTerms(version: $version) {
      __typename
      ... on Person {
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

export const grantRoleMutation = graphql(/* GraphQL */ `
  mutation GrantRole($person: String!, $role: Role!, $spaceId: ID, $startsAt: DateTime, $endsAt: DateTime) {
    outcome: grantRole(person: $person, role: $role, spaceId: $spaceId, startsAt: $startsAt, endsAt: $endsAt) {
      __typename
      ... on RoleGrant {
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

export const revokeRoleMutation = graphql(/* GraphQL */ `
  mutation RevokeRole($id: ID!) {
    outcome: revokeRole(id: $id) {
      __typename
      ... on RoleGrant {
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
