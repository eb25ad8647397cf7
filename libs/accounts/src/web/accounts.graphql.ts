import { graphql } from './gql/index.ts';

/** What is still asked of somebody who has just signed in. */
export const entered = graphql(/* GraphQL */ `
  fragment Entered on SignedIn {
    mfaNeeded
    hasSecondFactor
    closesAt
  }
`);

/** What the sign-up page needs of the city. */
export const signUpQuery = graphql(/* GraphQL */ `
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
`);

/** One's own account. */
export const accountQuery = graphql(/* GraphQL */ `
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
`);

/** The browsers one is signed in with. */
export const sessionsQuery = graphql(/* GraphQL */ `
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
`);

/** What everybody may see of a person. */
export const personQuery = graphql(/* GraphQL */ `
  query PersonPage($code: String!, $after: String) {
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
    contributions(code: $code, first: 20, after: $after) {
      items {
        id
        manifest
        kind
        path
        state
        tone
        at
        title {
          text
          lang
        }
        within {
          text
          lang
        }
        stateWords {
          text
          lang
        }
      }
      next
    }
  }
`);

export const signUpMutation = graphql(/* GraphQL */ `
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
        others {
          code
          field
          message
        }
      }
    }
  }
`);

export const resendMutation = graphql(/* GraphQL */ `
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
`);

export const confirmMailMutation = graphql(/* GraphQL */ `
  mutation ConfirmMail($token: String!) {
    outcome: confirmMail(token: $token) {
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

export const signInMutation = graphql(/* GraphQL */ `
  mutation SignIn($email: String!, $password: String!) {
    outcome: signIn(email: $email, password: $password) {
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

export const requestLinkMutation = graphql(/* GraphQL */ `
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
`);

export const byLinkMutation = graphql(/* GraphQL */ `
  mutation SignInByLink($token: String!) {
    outcome: signInByLink(token: $token) {
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

export const signOutMutation = graphql(/* GraphQL */ `
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
`);

export const requestResetMutation = graphql(/* GraphQL */ `
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
`);

export const resetMutation = graphql(/* GraphQL */ `
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
`);

/** Which terms are in force, and whether the viewer has accepted them. */
export const termsQuery = graphql(/* GraphQL */ `
  query TermsPage {
    viewer {
      personId
      termsDue
    }
    organisation {
      legalPages {
        slug
        version
      }
    }
  }
`);
