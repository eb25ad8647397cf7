import { graphql } from '../../gql/index.ts';

/** The first page of a city: what is open, what was answered, what comes. */
export const homeQuery = graphql(/* GraphQL */ `
  query Home {
    organisation { greeting { ja en } numbers { spaces open voices } }
    openNow(first: 6) { ...OpenRoom }
    spaces(time: UPCOMING, first: 3) { items { ...SpaceCard } }
    answeredProposals(first: 3) {
      id componentId spaceSlug title locale answerKind answeredAt answerOffice
      answers { n text { ja en } }
    }
  }
`);
