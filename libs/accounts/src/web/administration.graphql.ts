import { graphql } from './gql/index.ts';

/** Somebody with the roles they hold, as administrators see them. */
export const roleHolder = graphql(/* GraphQL */ `
  fragment RoleHolder on PersonEntry {
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
      granter {
        displayName
        closed
      }
    }
  }
`);

/** People and their roles, for administrators. */
export const rolesQuery = graphql(/* GraphQL */ `
  query RolesPage($search: String!) {
    viewer {
      personId
    }
    people(search: $search) {
      ...RoleHolder
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
`);

/** The zone in which days are meant. */
export const zoneQuery = graphql(/* GraphQL */ `
  query Zone {
    organisation {
      zone
    }
  }
`);

/** Whether a city is still to be set up. */
export const setUpStateQuery = graphql(/* GraphQL */ `
  query SetUpState {
    organisation {
      hasAdministrator
    }
  }
`);

export const firstAdministratorMutation = graphql(/* GraphQL */ `
  mutation FirstAdministrator($key: String!, $email: String!, $password: String!, $displayName: String!) {
    outcome: createFirstAdministrator(key: $key, email: $email, password: $password, displayName: $displayName) {
      __typename
      ...Entered
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
