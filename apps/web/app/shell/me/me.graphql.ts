import { graphql } from '../../gql/index.ts';

/** All that the viewer wrote, with what became of it. */
export const meQuery = graphql(/* GraphQL */ `
  query Me($after: String) {
    viewer { person { displayName confirmedAt closesAt } }
    drafts: myContributions(drafts: true, first: 50) { items { ...Contribution } }
    myDeadlines(first: 50) { ...Contribution }
    myContributions(first: 20, after: $after) { items { ...Contribution } next }
  }
`);
