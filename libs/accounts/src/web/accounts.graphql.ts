import type { TypedDocument } from '@hiroba/ui';
import type * as Types from './gql/graphql.ts';

/** What the sign-up page needs of the city. */
export const signUpQuery: TypedDocument<Types.SignUpPageQuery, Types.SignUpPageQueryVariables> = /* GraphQL */ `
  query SignUpPage {
    organisation {
      legalPages {
        slug
        version
      }
    }
    viewer {
      personId
    }
  }
`;

/** One's own account. */
export const accountQuery: TypedDocument<Types.AccountPageQuery, Types.AccountPageQueryVariables> = /* GraphQL */ `
  query AccountPage {
    viewer {
      personId
      mfa
      mfaNeeded
      freshUntil
      grants {
        role
        spaceId
      }
      person {
        id
        code
        email
        displayName
        handle
        locale
        about
        office
        createdAt
        confirmedAt
        closesAt
        hasSecondFactor
        hasPassword
        suspendedUntil
      }
    }
  }
`;

/** The browsers one is signed in with. */
export const sessionsQuery: TypedDocument<Types.SessionsPageQuery, Types.SessionsPageQueryVariables> = /* GraphQL */ `
  query SessionsPage {
    viewer {
      personId
    }
    mySessions {
      id
      label
      createdAt
      lastSeenAt
      current
    }
  }
`;

/** What everybody may see of a person. */
export const personQuery: TypedDocument<Types.PersonPageQuery, Types.PersonPageQueryVariables> = /* GraphQL */ `
  query PersonPage($code: String!) {
    person(code: $code) {
      code
      displayName
      handle
      about
      office
      isStaff
      closed
      joinedAt
    }
  }
`;

/** People and their roles, for administrators. */
export const rolesQuery: TypedDocument<Types.RolesPageQuery, Types.RolesPageQueryVariables> = /* GraphQL */ `
  query RolesPage($search: String!) {
    viewer {
      personId
    }
    people(search: $search) {
      code
      displayName
      email
      office
      confirmed
      hasSecondFactor
      grants {
        id
        role
        spaceId
        startsAt
        endsAt
      }
    }
    spaces(first: 100) {
      items {
        id
        title {
          ja
          en
        }
      }
    }
  }
`;

export const signUpMutation: TypedDocument<Types.SignUpMutation, Types.SignUpMutationVariables> = /* GraphQL */ `
  mutation SignUp($input: SignUpInput!) {
    outcome: signUp(input: $input) {
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

export const resendMutation: TypedDocument<
  Types.ResendConfirmationMutation,
  Types.ResendConfirmationMutationVariables
> = /* GraphQL */ `
  mutation ResendConfirmation {
    outcome: resendConfirmation {
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

export const confirmMailMutation: TypedDocument<Types.ConfirmMailMutation, Types.ConfirmMailMutationVariables> =
  /* GraphQL */ `
    mutation ConfirmMail($token: String!) {
      outcome: confirmMail(token: $token) {
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

export const signInMutation: TypedDocument<Types.SignInMutation, Types.SignInMutationVariables> = /* GraphQL */ `
  mutation SignIn($email: String!, $password: String!) {
    outcome: signIn(email: $email, password: $password) {
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

export const requestLinkMutation: TypedDocument<
  Types.RequestSignInLinkMutation,
  Types.RequestSignInLinkMutationVariables
> = /* GraphQL */ `
  mutation RequestSignInLink($email: String!, $next: String) {
    outcome: requestSignInLink(email: $email, next: $next) {
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

export const byLinkMutation: TypedDocument<Types.SignInByLinkMutation, Types.SignInByLinkMutationVariables> =
  /* GraphQL */ `
    mutation SignInByLink($token: String!) {
      outcome: signInByLink(token: $token) {
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

export const signOutMutation: TypedDocument<Types.SignOutMutation, Types.SignOutMutationVariables> = /* GraphQL */ `
  mutation SignOut {
    outcome: signOut {
      __typename
      ... on SignedOut {
        done
      }
      ... on Refusal {
        code
        field
        message
      }
    }
  }
`;

export const requestResetMutation: TypedDocument<
  Types.RequestPasswordResetMutation,
  Types.RequestPasswordResetMutationVariables
> = /* GraphQL */ `
  mutation RequestPasswordReset($email: String!) {
    outcome: requestPasswordReset(email: $email) {
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

export const resetMutation: TypedDocument<Types.ResetPasswordMutation, Types.ResetPasswordMutationVariables> =
  /* GraphQL */ `
    mutation ResetPassword($token: String!, $password: String!) {
      outcome: resetPassword(token: $token, password: $password) {
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

export const firstAdministratorMutation: TypedDocument<
  Types.FirstAdministratorMutation,
  Types.FirstAdministratorMutationVariables
> = /* GraphQL */ `
  mutation FirstAdministrator($key: String!, $email: String!, $password: String!, $displayName: String!) {
    outcome: createFirstAdministrator(key: $key, email: $email, password: $password, displayName: $displayName) {
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
