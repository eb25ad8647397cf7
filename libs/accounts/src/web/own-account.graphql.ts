import type { TypedDocument } from '@hiroba/ui';
import type * as Types from './gql/graphql.ts';

export const updateProfileMutation: TypedDocument<Types.UpdateProfileMutation, Types.UpdateProfileMutationVariables> =
  /* GraphQL */ `
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
  `;

export const changePasswordMutation: TypedDocument<
  Types.ChangePasswordMutation,
  Types.ChangePasswordMutationVariables
> = /* GraphQL */ `
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
`;

export const requestMailChangeMutation: TypedDocument<
  Types.RequestMailChangeMutation,
  Types.RequestMailChangeMutationVariables
> = /* GraphQL */ `
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
`;

export const confirmMailChangeMutation: TypedDocument<
  Types.ConfirmMailChangeMutation,
  Types.ConfirmMailChangeMutationVariables
> = /* GraphQL */ `
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
`;

export const revokeSessionMutation: TypedDocument<Types.RevokeSessionMutation, Types.RevokeSessionMutationVariables> =
  /* GraphQL */ `
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
  `;

export const exportMyDataMutation: TypedDocument<Types.ExportMyDataMutation, Types.ExportMyDataMutationVariables> =
  /* GraphQL */ `
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
  `;

export const requestClosingMutation: TypedDocument<
  Types.RequestClosingMutation,
  Types.RequestClosingMutationVariables
> = /* GraphQL */ `
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
`;

export const closeAccountMutation: TypedDocument<Types.CloseAccountMutation, Types.CloseAccountMutationVariables> =
  /* GraphQL */ `
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
  `;

export const keepAccountMutation: TypedDocument<Types.KeepAccountMutation, Types.KeepAccountMutationVariables> =
  /* GraphQL */ `
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
  `;

export const startFactorMutation: TypedDocument<
  Types.StartSecondFactorMutation,
  Types.StartSecondFactorMutationVariables
> = /* GraphQL */ `
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
`;

export const confirmFactorMutation: TypedDocument<
  Types.ConfirmSecondFactorMutation,
  Types.ConfirmSecondFactorMutationVariables
> = /* GraphQL */ `
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
`;

export const giveFactorMutation: TypedDocument<
  Types.GiveSecondFactorMutation,
  Types.GiveSecondFactorMutationVariables
> = /* GraphQL */ `
  mutation GiveSecondFactor($code: String!) {
    outcome: giveSecondFactor(code: $code) {
      __typename
      ... on SignedIn {
        mfaNeeded
        hasSecondFactor
        closesAt
      }
      ... on Refusal {
        code
        field
        message
      }
    }
  }
`;

export const removeFactorMutation: TypedDocument<
  Types.RemoveSecondFactorMutation,
  Types.RemoveSecondFactorMutationVariables
> = /* GraphQL */ `
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
`;

export const grantRoleMutation: TypedDocument<Types.GrantRoleMutation, Types.GrantRoleMutationVariables> =
  /* GraphQL */ `
    mutation GrantRole($person: String!, $role: Role!, $spaceId: ID) {
      outcome: grantRole(person: $person, role: $role, spaceId: $spaceId) {
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
  `;

export const revokeRoleMutation: TypedDocument<Types.RevokeRoleMutation, Types.RevokeRoleMutationVariables> =
  /* GraphQL */ `
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
  `;
