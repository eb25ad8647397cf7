import { graphql } from './gql/index.ts';

/** The facts that the rules of rounds read, with all that a card shows. */
export const roundCard = graphql(/* GraphQL */ `
  fragment RoundCard on Round {
    id componentId spaceSlug stage status overdue title titleKana summary locale office reference zone opensAt closesAt responseDueAt scheduledAt
    answeredAt endedAt suspensions { from to reason }
  }
`);

/** Where a place for rounds is and what its phases open: the facts of every rule. */
export const roundRoom = graphql(/* GraphQL */ `
  fragment RoundRoom on PublicCommentsComponent {
    id spaceId manifest published spaceState spaceVisibility
    title { ja en } intro { ja en }
    phases { key opensAt closesAt allows }
    space { slug title { ja en } }
    rules { profile ordinance minDays responseWeeks tailDays }
  }
`);

/** What staff wrote into a round besides its facts. */
export const roundWords = graphql(/* GraphQL */ `
  fragment RoundWords on Round {
    easySummary subjectType policyField contact { phone mail address } ways { channel to } places { name address hours }
    legalBasis clause shortPeriodReason
    ask { decided { ja en } changeable { ja en } fixed { ja en } decider { ja en } deadline { ja en } wanted { ja en } promise }
    profile { key basis minDays countFrom partialLastDayCounts channels approvalSteps responseWeeks postDeadline tailDays needsLegalBasis acceptLate }
  }
`);

/** A page of the rounds of a place. */
export const roundListQuery = graphql(/* GraphQL */ `
  query RoundList($id: ID!, $after: String, $group: RoundGroup) {
    component(id: $id) {
      __typename
      ... on PublicCommentsComponent {
        ...RoundRoom
        counts { announced open reviewing overdue answered drafts }
        rounds(first: 20, after: $after, group: $group) { items { ...RoundCard } next }
      }
    }
    viewer { grants { role spaceId } }
  }
`);

/** The place alone, for forms. */
export const roundRoomQuery = graphql(/* GraphQL */ `
  query RoundPlace($id: ID!) {
    component(id: $id) { __typename ... on PublicCommentsComponent { ...RoundRoom profile { key channels minDays needsLegalBasis } } }
    viewer { person { id office } grants { role spaceId } }
    organisation { zone }
  }
`);

/** One round with its place. */
export const roundPageQuery = graphql(/* GraphQL */ `
  query RoundPage($id: ID!, $componentId: ID!) {
    round(id: $id) { ...RoundCard ...RoundWords html }
    component(id: $componentId) { __typename ... on PublicCommentsComponent { ...RoundRoom } }
    logNumber(kind: "round", id: $id)
    viewer { person { id office } grants { role spaceId } }
    organisation { zone }
  }
`);

export const draftRoundMutation = graphql(/* GraphQL */ `
  mutation DraftRound($componentId: ID!, $input: RoundInput!) {
    outcome: draftRound(componentId: $componentId, input: $input) { __typename ... on Round { id } ... on Refusal { code field message } }
  }
`);

export const saveRoundMutation = graphql(/* GraphQL */ `
  mutation SaveRound($id: ID!, $input: RoundInput!) {
    outcome: saveRound(id: $id, input: $input) { __typename ... on Round { id } ... on Refusal { code field message } }
  }
`);

export const discardRoundMutation = graphql(/* GraphQL */ `
  mutation DiscardRound($id: ID!) {
    outcome: discardRound(id: $id) { __typename ... on Round { id } ... on Refusal { code field message } }
  }
`);
