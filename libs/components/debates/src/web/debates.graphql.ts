import { graphql } from './gql/index.ts';

/** The facts that the rules of debates read, with all that a card shows. */
export const debateCard = graphql(/* GraphQL */ `
  fragment DebateCard on Debate {
    id componentId spaceSlug state question excerpt locale official office layout alignment reference publishedAt opensAt closesAt closedAt
    concludedAt conclusionVersions versions updates commentCount viewerIsAuthor sides { for neutral against }
    author { code displayName office isStaff closed }
  }
`);

/** The ask card of a debate in both languages. */
export const debateAsk = graphql(/* GraphQL */ `
  fragment DebateAsk on AskCard {
    decided { ja en } changeable { ja en } fixed { ja en } decider { ja en } deadline { ja en } wanted { ja en } promise
  }
`);

/** Where a component is and what its phases open: the facts of every rule. */
export const debateRoom = graphql(/* GraphQL */ `
  fragment DebateRoom on DebatesComponent {
    id spaceId manifest published spaceState spaceVisibility
    title { ja en } intro { ja en }
    phases { key opensAt closesAt allows }
    space { slug title { ja en } }
    rules { guide { ja en } debateLimit drafts days conclusionDays commentVotes commentLength }
  }
`);

/** A page of the debates of a place. */
export const debateListQuery = graphql(/* GraphQL */ `
  query DebateList($id: ID!, $after: String, $sort: DebateSort!, $filter: DebateFilter) {
    component(id: $id) {
      __typename
      ... on DebatesComponent {
        ...DebateRoom
        counts { open closed concluded }
        debates(first: 20, after: $after, sort: $sort, filter: $filter) { items { ...DebateCard } next }
      }
    }
    moderationModes(componentId: $id) { mode wave waveUntil }
    viewer { grants { role spaceId } }
  }
`);

/** The place alone, for forms. */
export const debateRoomQuery = graphql(/* GraphQL */ `
  query DebatePlace($id: ID!) {
    component(id: $id) { __typename ... on DebatesComponent { ...DebateRoom } }
    viewer { person { id office } grants { role spaceId } }
    organisation { zone }
  }
`);

/** One debate with its place, its news and what was concluded. */
export const debatePageQuery = graphql(/* GraphQL */ `
  query DebatePage($id: ID!, $componentId: ID!) {
    debate(id: $id) {
      ...DebateCard
      background html ask { ...DebateAsk }
      withheld { rule title reason locale at entryId waitsUntil }
      markings { id kind code rule title reason locale at entryId }
      news { n at text }
      conclusions { n at text { ja en } commentIds office reason }
    }
    component(id: $componentId) { __typename ... on DebatesComponent { ...DebateRoom } }
    logNumber(kind: "debate", id: $id)
    viewer { person { id office } grants { role spaceId } }
    organisation { zone }
  }
`);

/** Every public state of what a debate asks. */
export const debateHistoryQuery = graphql(/* GraphQL */ `
  query DebateHistory($id: ID!, $componentId: ID!, $after: String, $part: Int!) {
    debate(id: $id) {
      ...DebateCard
      history(after: $after, part: $part) {
        items { n at by { displayName closed isStaff office } office reason texts { name parts changes { kind text } } }
        next
      }
    }
    component(id: $componentId) { __typename ... on DebatesComponent { ...DebateRoom } }
  }
`);

/** Whether a debate waits for a look. */
export const debateWaitsQuery = graphql(/* GraphQL */ `
  query DebateWaits($id: ID!) { debate(id: $id) { withheld { waitsUntil } } }
`);

export const draftDebateMutation = graphql(/* GraphQL */ `
  mutation DraftDebate($componentId: ID!, $input: DebateInput!, $office: String) {
    outcome: draftDebate(componentId: $componentId, input: $input, office: $office) { __typename ... on Debate { id } ... on Refusal { code field message } }
  }
`);

export const saveDebateMutation = graphql(/* GraphQL */ `
  mutation SaveDebate($id: ID!, $input: DebateInput!) {
    outcome: saveDebate(id: $id, input: $input) { __typename ... on Debate { id } ... on Refusal { code field message } }
  }
`);

export const discardDebateMutation = graphql(/* GraphQL */ `
  mutation DiscardDebate($id: ID!) {
    outcome: discardDebate(id: $id) { __typename ... on Debate { id } ... on Refusal { code field message } }
  }
`);

export const publishDebateMutation = graphql(/* GraphQL */ `
  mutation PublishDebate($id: ID!) {
    outcome: publishDebate(id: $id) { __typename ... on Debate { id } ... on Refusal { code field message } }
  }
`);

export const editDebateMutation = graphql(/* GraphQL */ `
  mutation EditDebate($id: ID!, $input: DebateInput!, $reason: String) {
    outcome: editDebate(id: $id, input: $input, reason: $reason) { __typename ... on Debate { id } ... on Refusal { code field message } }
  }
`);

export const addDebateUpdateMutation = graphql(/* GraphQL */ `
  mutation AddDebateUpdate($id: ID!, $text: String!) {
    outcome: addDebateUpdate(id: $id, text: $text) { __typename ... on Debate { id } ... on Refusal { code field message } }
  }
`);

export const closeDebateMutation = graphql(/* GraphQL */ `
  mutation CloseDebate($id: ID!) {
    outcome: closeDebate(id: $id) { __typename ... on Debate { id } ... on Refusal { code field message } }
  }
`);

export const concludeDebateMutation = graphql(/* GraphQL */ `
  mutation ConcludeDebate($id: ID!, $input: ConclusionsInput!) {
    outcome: concludeDebate(id: $id, input: $input) { __typename ... on Debate { id } ... on Refusal { code field message } }
  }
`);

export const reopenDebateMutation = graphql(/* GraphQL */ `
  mutation ReopenDebate($id: ID!, $closesAt: DateTime!, $reason: String!) {
    outcome: reopenDebate(id: $id, closesAt: $closesAt, reason: $reason) { __typename ... on Debate { id } ... on Refusal { code field message } }
  }
`);
