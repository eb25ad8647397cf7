import { graphql } from '../../gql/index.ts';

/** The first page of a city: what is open, what was answered, what comes. */
export const homeQuery = graphql(/* GraphQL */ `
  query Home {
    organisation { name { ja en } greeting { ja en } numbers { spaces voices promised kept changed } }
    openNow(first: 6) { ...OpenItem }
    spaces(time: UPCOMING, first: 3) { items { ...SpaceCard } }
    answers(first: 3) { items { ...AnswerItem } }
  }
`);
