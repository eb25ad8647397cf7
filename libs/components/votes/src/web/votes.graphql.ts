import { graphql } from './gql/index.ts';

/** The facts that the rules of votes read, with all that a card shows. */
export const voteCard = graphql(/* GraphQL */ `
  fragment VoteCard on Vote {
    id componentId spaceSlug title { ja en } office type method secrecy electorate status reference
    opensAt closesAt announcedAt frozenAt ballotsAt talliedAt resultAt objectUntil finalAt voidedAt paper
  }
`);

/** Where a component is and what its phases open: the facts of every rule. */
export const voteRoom = graphql(/* GraphQL */ `
  fragment VoteRoom on VotesComponent {
    id spaceId manifest published spaceState spaceVisibility
    title { ja en } intro { ja en }
    phases { key opensAt closesAt allows }
    space { slug title { ja en } }
    rules { noticeDays objectionDays }
  }
`);

/** What can be chosen. */
export const voteChoice = graphql(/* GraphQL */ `
  fragment VoteChoice on VoteOption { code title { ja en } text { ja en } cost category }
`);

/** A page of the votes of a place, and the drafts for those who work on them. */
export const voteListQuery = graphql(/* GraphQL */ `
  query VoteList($id: ID!, $after: String) {
    component(id: $id) {
      __typename
      ... on VotesComponent {
        ...VoteRoom
        votes(first: 20, after: $after) { items { ...VoteCard } next }
        drafts: votes(first: 20, drafts: true) { items { ...VoteCard } }
      }
    }
    viewer { grants { role spaceId } }
  }
`);

/** One vote with its place and what can be chosen. */
export const votePageQuery = graphql(/* GraphQL */ `
  query VotePage($id: ID!, $componentId: ID!) {
    vote(id: $id) {
      ...VoteCard
      intro { ja en } lotSource { ja en } electorateMode tieRule uniqueLimit ruleHash
      parameters { seats min max points maxPerOption low high budget minPercent quorumPercent step percent }
      options { ...VoteChoice }
    }
    component(id: $componentId) { __typename ... on VotesComponent { ...VoteRoom } }
    logNumber(kind: "vote", id: $id)
    viewer { person { id office } grants { role spaceId } }
    organisation { zone }
  }
`);
