import { graphql } from '../../gql/index.ts';

/** All that the viewer wrote, with what became of it. */
export const meQuery = graphql(/* GraphQL */ `
  query Me {
    viewer { person { displayName confirmedAt closesAt } }
    myProposals(first: 100) {
      id componentId spaceSlug state title excerpt category locale reference creditedTo publishedAt editedAt withdrawnAt versions
      thresholdReachedAt answerDueAt answerKind answeredAt answerOffice supportCount commentCount viewerSupports viewerIsAuthor
      author { code displayName office isStaff closed }
    }
  }
`);
