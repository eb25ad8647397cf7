import { graphql } from '../../gql/index.ts';

/** The places whose voices can be taken away as files. */
export const openDataQuery = graphql(/* GraphQL */ `
  query OpenData($after: String) {
    openDataSets { name title columns }
    nightlyFiles { madeAt failedAt files { file rows bytes digest } }
    organisation { licence }
    viewer { grants { role } mfa }
    spaces(first: 50, after: $after) {
      items { id slug title { ja en } components { __typename id manifest title { ja en } voices } }
      next
    }
  }
`);
