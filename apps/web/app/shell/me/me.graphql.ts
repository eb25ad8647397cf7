import { graphql } from '../../gql/index.ts';

/** All that the viewer wrote, with what became of it. */
export const meQuery = graphql(/* GraphQL */ `
  query Me {
    viewer { person { displayName confirmedAt closesAt } }
    myProposals(first: 100) { ...ProposalCard }
  }
`);
