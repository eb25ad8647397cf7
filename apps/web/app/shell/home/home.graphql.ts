import { graphql } from '../../gql/index.ts';

/** The first page of a city: what is open, what was answered, what comes. */
export const homeQuery = graphql(/* GraphQL */ `
  query Home {
    organisation { greeting { ja en } numbers { spaces open voices } }
    openNow(first: 6) {
      __typename id manifest published voices openActions
      title { ja en } intro { ja en }
      phases { key opensAt closesAt allows }
      space { id slug title { ja en } ask { decided { ja en } } office { key name { ja en } } }
    }
    spaces(time: UPCOMING, first: 3) {
      items {
        id slug kind state time rev voices featured
        title { ja en } summary { ja en }
        office { key name { ja en } }
        phases { key title { ja en } opensAt closesAt status }
      }
    }
    answeredProposals(first: 3) {
      id componentId spaceSlug title locale answerKind answeredAt answerOffice
      answers { n text { ja en } }
    }
  }
`);
