import { graphql } from './gql/index.ts';

/** Who shapes the trees. */
export const taxonomyViewer = graphql(/* GraphQL */ `
  fragment TaxonomyViewer on Viewer {
    person {
      id
    }
    grants {
      role
      spaceId
    }
    mfaNeeded
  }
`);

/** A node as its administrators work on it. */
export const taxonomyNodeWork = graphql(/* GraphQL */ `
  fragment TaxonomyNodeWork on TaxonomyNode {
    id
    rev
    treeId
    parentId
    depth
    key
    name {
      ja
      en
    }
    kana
    weight
    state
    uses
  }
`);

/** The trees of the city. */
export const taxonomiesQuery = graphql(/* GraphQL */ `
  query Taxonomies {
    viewer {
      ...TaxonomyViewer
    }
    taxonomies {
      ...TaxonomyNodeWork
    }
  }
`);

/** A tree with all its nodes. */
export const taxonomyQuery = graphql(/* GraphQL */ `
  query Taxonomy($id: ID!) {
    viewer {
      ...TaxonomyViewer
    }
    taxonomy(id: $id) {
      ...TaxonomyNodeWork
    }
  }
`);

export const addTaxonomyNodeMutation = graphql(/* GraphQL */ `
  mutation AddTaxonomyNode($parentId: ID, $input: TaxonomyNodeInput!) {
    outcome: addTaxonomyNode(parentId: $parentId, input: $input) {
      __typename
      ... on TaxonomyNode {
        id
        treeId
      }
      ... on Refusal {
        code
        field
        message
      }
    }
  }
`);

export const editTaxonomyNodeMutation = graphql(/* GraphQL */ `
  mutation EditTaxonomyNode($id: ID!, $rev: Int!, $input: TaxonomyNodeEdit!) {
    outcome: editTaxonomyNode(id: $id, rev: $rev, input: $input) {
      __typename
      ... on TaxonomyNode {
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

export const retireTaxonomyNodeMutation = graphql(/* GraphQL */ `
  mutation RetireTaxonomyNode($id: ID!) {
    outcome: retireTaxonomyNode(id: $id) {
      __typename
      ... on TaxonomyNode {
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

export const restoreTaxonomyNodeMutation = graphql(/* GraphQL */ `
  mutation RestoreTaxonomyNode($id: ID!) {
    outcome: restoreTaxonomyNode(id: $id) {
      __typename
      ... on TaxonomyNode {
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

export const mergeTaxonomyNodeMutation = graphql(/* GraphQL */ `
  mutation MergeTaxonomyNode($id: ID!, $into: ID!) {
    outcome: mergeTaxonomyNode(id: $id, into: $into) {
      __typename
      ... on TaxonomyNode {
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
