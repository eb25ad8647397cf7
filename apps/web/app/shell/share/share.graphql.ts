import { graphql } from '../../gql/index.ts';

/** What is passed on, as the viewer may read it. */
export const sharePageQuery = graphql(/* GraphQL */ `
  query SharePage($kind: String!, $id: ID!) {
    followable(subjectKind: $kind, subjectId: $id) { kind title path }
    organisation { address name { ja en } contact { phone } }
  }
`);
