import { graphql } from './gql/index.ts';

/** The settings of the city at hand. */
export const organisationQuery = graphql(/* GraphQL */ `
  query OrganisationDesk {
    viewer { ...DeskViewer }
    organisation {
      id rev host zone prefix accent licence logo { src width height }
      name { ja en } greeting { ja en }
      contact { officeKey phone fax mail address { ja en } hours { ja en } }
      offices { key phone mail name { ja en } }
      legalPages { slug version at title { ja en } }
    }
  }
`);

/** A legal page as it is written, for its editor. */
export const legalDeskQuery = graphql(/* GraphQL */ `
  query LegalDesk($slug: String!) {
    viewer { ...DeskViewer }
    legalPage(slug: $slug) { slug version title { ja en } body { ja en } at }
  }
`);

export const editOrganisationMutation = graphql(/* GraphQL */ `
  mutation EditOrganisation($rev: Int!, $input: OrganisationInput!) {
    outcome: editOrganisation(rev: $rev, input: $input) { __typename ... on Organisation { id } ... on Refusal { code field message } }
  }
`);

export const setLogoMutation = graphql(/* GraphQL */ `
  mutation SetOrganisationLogo($rev: Int!, $logo: Upload) {
    outcome: setOrganisationLogo(rev: $rev, logo: $logo) { __typename ... on Organisation { id } ... on Refusal { code field message } }
  }
`);

export const removeLogoMutation = graphql(/* GraphQL */ `
  mutation RemoveOrganisationLogo($rev: Int!) {
    outcome: removeOrganisationLogo(rev: $rev) { __typename ... on Organisation { id } ... on Refusal { code field message } }
  }
`);

export const publishLegalPageMutation = graphql(/* GraphQL */ `
  mutation PublishLegalPage($slug: String!, $title: LocalizedTextInput!, $body: LocalizedTextInput!) {
    outcome: publishLegalPage(slug: $slug, title: $title, body: $body) {
      __typename ... on LegalPage { slug } ... on Refusal { code field message }
    }
  }
`);

/** What a new installation says of itself. */
export const setUpQuery = graphql(/* GraphQL */ `
  query SetUp {
    organisation {
      hasAdministrator zone prefix accent
      name { ja en } greeting { ja en }
      contact { officeKey phone fax mail address { ja en } hours { ja en } }
    }
  }
`);

export const setUpMutation = graphql(/* GraphQL */ `
  mutation SetUpOrganisation($key: String!, $input: OrganisationInput!) {
    outcome: setUpOrganisation(key: $key, input: $input) { __typename ... on Organisation { id } ... on Refusal { code field message } }
  }
`);
