import { graphql } from '../../gql/index.ts';

/** What needs somebody who works for the city today. */
export const deskQuery = graphql(/* GraphQL */ `
  query Desk {
    viewer { ...DeskViewer }
    owedAnswers(first: 8) { id componentId spaceSlug title answerDueAt supportCount locale }
    staffSpaces(first: 8) {
      items { id slug state time voices missing title { ja en } phases { key title { ja en } closesAt status } }
      next
    }
  }
`);
