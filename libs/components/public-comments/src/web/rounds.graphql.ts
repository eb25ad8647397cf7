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
    legalBasis clause shortPeriodReason overdueReason exemption equivalent noticeVersions resultVersions
    days { first last days minDays isShort warnings }
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

/** What a round published, without the bytes. */
export const roundNotices = graphql(/* GraphQL */ `
  fragment RoundNotices on Round {
    notices { kind n publishedAt sha256 text on again originalsRoute reason material changes { field before after } }
  }
`);

/** One round with its place. */
export const roundPageQuery = graphql(/* GraphQL */ `
  query RoundPage($id: ID!, $componentId: ID!) {
    round(id: $id) {
      ...RoundCard ...RoundWords ...RoundNotices html
      plan { n size headings { id path level text } }
      finalPlan { n }
      numbers {
        persons unknown submissions opinions groups planChanges byChannel { channel persons submissions opinions } byDisposition { code opinions }
      }
    }
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

/** A round as those who work on it see it. */
export const roundDeskQuery = graphql(/* GraphQL */ `
  query RoundDesk($id: ID!, $componentId: ID!) {
    round(id: $id) {
      ...RoundCard ...RoundWords ...RoundNotices html
      profile { exemptions }
      plan { n size importedAt frozen }
      finalPlan { n }
      keeping { contacts from disposedAt hold { reason at releaseAsked mine } }
      work {
        wrote returnReason review steps { what review n at by note external { number on } } checks { point missing field } gaps { code count path }
        proposed { text summarised originalsRoute }
      }
    }
    component(id: $componentId) { __typename ... on PublicCommentsComponent { ...RoundRoom } }
    viewer { person { id office } grants { role spaceId } }
    organisation { zone }
  }
`);

/** The text of a draft plan with its place. */
export const roundPlanQuery = graphql(/* GraphQL */ `
  query RoundPlan($id: ID!, $componentId: ID!) {
    round(id: $id) { ...RoundCard plan { n sha256 importedAt frozen units { id kind level path text page relation } removed { id kind path text } } }
    component(id: $componentId) { __typename ... on PublicCommentsComponent { ...RoundRoom } }
    viewer { person { id } grants { role spaceId } }
  }
`);

/** The text as it was decided beside that of the draft. */
export const roundChangesQuery = graphql(/* GraphQL */ `
  query RoundChanges($id: ID!, $componentId: ID!) {
    round(id: $id) {
      ...RoundCard
      plan { units { id path text } }
      finalPlan { n importedAt units { id kind path text relation from } removed { id path text } }
    }
    component(id: $componentId) { __typename ... on PublicCommentsComponent { ...RoundRoom } }
  }
`);

/** Everything a round published, byte by byte. */
export const roundNoticesQuery = graphql(/* GraphQL */ `
  query RoundNoticesPage($id: ID!, $componentId: ID!) {
    round(id: $id) { ...RoundCard notices { kind n publishedAt snapshot sha256 reason material changes { field before after } } }
    component(id: $componentId) { __typename ... on PublicCommentsComponent { ...RoundRoom } }
  }
`);

/** The yearly statistics of a place. */
export const roundYearsQuery = graphql(/* GraphQL */ `
  query RoundYears($id: ID!) {
    component(id: $id) {
      __typename
      ... on PublicCommentsComponent {
        ...RoundRoom
        years { year held answered sizes { none few some many } most persons submissions opinions reflected rate notHeld notAdopted withdrawn late }
      }
    }
  }
`);
