import { graphql } from '../../gql/index.ts';

/** What needs somebody who works for the city today. */
export const deskQuery = graphql(/* GraphQL */ `
  query Desk($after: String) {
    viewer { ...DeskViewer }
    duties(first: 20, after: $after) { items { ...Duty } next }
    desks { path name }
    organisation { offices { key } legalPages { slug } numbers { spaces } }
    staffSpaces(first: 8) {
      items { id slug state time voices missing title { ja en } phases { key title { ja en } closesAt status } }
      next
    }
  }
`);
