import { graphql } from './gql/index.ts';

/** The facts that the rules of proposals read, with all that a card shows. */
export const proposalCard = graphql(/* GraphQL */ `
  fragment ProposalCard on Proposal {
    id componentId spaceSlug state kind title excerpt locale reference publishedAt editedAt withdrawnAt versions
    thresholdReachedAt answerDueAt answerKind answeredAt answerOffice answerStatus { label { ja en } icon tone } supportCount commentCount attachmentCount viewerSupports viewerIsAuthor viewerIsCoauthor official office
    authors { kind name person { code displayName office isStaff closed } }
    taxonomies { id treeId tree { ja en } name { ja en } above { ja en } }
    spot { address lat lon district }
  }
`);

/** Where a component is and what its phases open: the facts of every rule. */
export const roomFacts = graphql(/* GraphQL */ `
  fragment RoomFacts on ProposalsComponent {
    id spaceId manifest published spaceState spaceVisibility
    title { ja en } intro { ja en }
    phases { key opensAt closesAt allows }
    space { slug title { ja en } }
    rules {
      titleMax bodyMax guide { ja en } bodyTemplate { ja en } kinds taxonomies requiredTaxonomies proposalLimit drafts editWindow editMinutes coauthors supportsPerPerson minimumSupports threshold answerDays showCounts similarCheck amendments attachments places placePrecision
      commentAlignment commentVotes commentLength
    }
  }
`);

/** The trees of a place, for its forms and filters. */
export const offeredTrees = graphql(/* GraphQL */ `
  fragment OfferedTrees on ProposalsComponent {
    taxonomies { id key name { ja en } offered required options { id key parentId depth name { ja en } retired count } }
  }
`);

/** What narrowing and sorting the proposals of a place needs. */
export const narrowedRoom = graphql(/* GraphQL */ `
  fragment NarrowedRoom on ProposalsComponent { rules { kinds answerStatuses { kind label { ja en } } } counts { key count } }
`);

/** What lies below the points of a place's map. */
export const mapGround = graphql(/* GraphQL */ `
  fragment MapGround on ProposalsComponent { ground { districts { name rings middle } tiles { url credit creditUrl } } }
`);

/** A page of the proposals of a place. */
export const proposalListQuery = graphql(/* GraphQL */ `
  query ProposalList($id: ID!, $after: String, $sort: ProposalSort, $seed: String!, $filter: ProposalFilter) {
    component(id: $id) {
      __typename
      ... on ProposalsComponent {
        ...RoomFacts
        ...OfferedTrees
        ...NarrowedRoom
        defaultSort
        viewer { drafts published supports supportsLeft }
        proposals(first: 20, after: $after, sort: $sort, seed: $seed, filter: $filter) { items { ...ProposalCard } next }
      }
    }
    moderationModes(componentId: $id) { mode wave waveUntil }
  }
`);

/** The proposals of a place on a map, with the first of them as a list. */
export const proposalMapQuery = graphql(/* GraphQL */ `
  query ProposalMap($id: ID!, $after: String, $sort: ProposalSort, $seed: String!, $filter: ProposalFilter) {
    component(id: $id) {
      __typename
      ... on ProposalsComponent {
        ...RoomFacts
        ...OfferedTrees
        ...NarrowedRoom
        ...MapGround
        map(filter: $filter) { box { south west north east } clusters { count id title locale lat lon south west north east } }
        proposals(first: 20, after: $after, sort: $sort, seed: $seed, filter: $filter) { items { ...ProposalCard } next }
      }
    }
  }
`);

/** The place alone, for forms. */
export const proposalRoomQuery = graphql(/* GraphQL */ `
  query ProposalRoom($id: ID!) {
    component(id: $id) {
      __typename
      ... on ProposalsComponent { ...RoomFacts ...OfferedTrees ...MapGround viewer { drafts published supports supportsLeft } }
    }
    viewer { person { id } }
  }
`);

/** The place alone, for staff who enter texts for others. */
export const entryRoomQuery = graphql(/* GraphQL */ `
  query EntryRoom($id: ID!) {
    component(id: $id) { __typename ... on ProposalsComponent { ...RoomFacts ...OfferedTrees ...MapGround } }
    viewer { person { office } grants { role spaceId } mfaNeeded }
    organisation { zone }
  }
`);

export const enterProposalMutation = graphql(/* GraphQL */ `
  mutation EnterProposal($componentId: ID!, $input: ProposalEntryInput!) {
    outcome: enterProposal(componentId: $componentId, input: $input) { __typename ... on Proposal { id } ... on Refusal { code field message } }
  }
`);

/** A text for its author to write on. */
export const proposalWriteQuery = graphql(/* GraphQL */ `
  query ProposalWrite($id: ID!, $componentId: ID!) {
    proposal(id: $id) { ...ProposalCard body details { name text } givenSpot { address lat lon } }
    component(id: $componentId) {
      __typename
      ... on ProposalsComponent { ...RoomFacts ...OfferedTrees ...MapGround }
    }
    viewer { person { id } grants { role spaceId } }
  }
`);

/** One proposal with its place and every answer. */
export const proposalPageQuery = graphql(/* GraphQL */ `
  query ProposalPage($id: ID!, $componentId: ID!) {
    proposal(id: $id) {
      ...ProposalCard
      moved { at office reason from { ja en } }
      links { kind from carried office reason undoneAt undoneBecause proposal { id title locale reference componentId spaceSlug } }
      body details { name text } html answerVersions earlierSupports origin receivedAt
      withheld { rule title reason locale at entryId waitsUntil }
      markings { id kind code rule title reason locale at entryId }
      attachments { ...ShownAttachment }
      answers { ...GivenAnswer }
    }
    component(id: $componentId) {
      __typename
      ... on ProposalsComponent { ...RoomFacts viewer { drafts published supports supportsLeft } }
    }
    logNumber(kind: "proposal", id: $id)
    viewer { person { office } grants { role spaceId } }
  }
`);

/** The files of a proposal, for its author. */
export const proposalFilesQuery = graphql(/* GraphQL */ `
  query ProposalFiles($id: ID!, $componentId: ID!) {
    proposal(id: $id) { ...ProposalCard attachments { ...OwnAttachment } }
    component(id: $componentId) { __typename ... on ProposalsComponent { ...RoomFacts } }
    viewer { person { id } grants { role spaceId } }
  }
`);

/** Every public state of a proposal's text. */
export const proposalHistoryQuery = graphql(/* GraphQL */ `
  query ProposalHistory($id: ID!, $componentId: ID!, $after: String, $part: Int!) {
    proposal(id: $id) {
      ...ProposalCard
      earlierSupports
      authorsOverTime { kind name person { code displayName office isStaff closed } joinedAt leftAt }
      history(after: $after, part: $part) {
        items { n at by { displayName closed isStaff office } office reason texts { name parts changes { kind text } } }
        next
      }
    }
    component(id: $componentId) { __typename ... on ProposalsComponent { ...RoomFacts } }
  }
`);

/** What a list of similar proposals shows of each. */
export const similarProposal = graphql(/* GraphQL */ `
  fragment SimilarProposal on Proposal { id componentId spaceSlug title state answerStatus { label { ja en } icon tone } supportCount commentCount locale }
`);

/** Proposals of a place whose titles are like the one that somebody is writing. */
export const similarProposalsQuery = graphql(/* GraphQL */ `
  query SimilarProposals($id: ID!, $title: String!) {
    component(id: $id) { __typename ... on ProposalsComponent { similar(title: $title) { ...SimilarProposal } } }
    organisation { contact { phone fax mail } }
  }
`);

export const draftProposalMutation = graphql(/* GraphQL */ `
  mutation DraftProposal($componentId: ID!, $input: ProposalInput!) {
    outcome: draftProposal(componentId: $componentId, input: $input) { __typename ... on Proposal { id } ... on Refusal { code field message } }
  }
`);

export const saveProposalMutation = graphql(/* GraphQL */ `
  mutation SaveProposal($id: ID!, $input: ProposalInput!) {
    outcome: saveProposal(id: $id, input: $input) { __typename ... on Proposal { id } ... on Refusal { code field message } }
  }
`);

/** Whether a proposal waits for a look. */
export const proposalWaitsQuery = graphql(/* GraphQL */ `
  query ProposalWaits($id: ID!) { proposal(id: $id) { withheld { waitsUntil } } }
`);

export const publishProposalMutation = graphql(/* GraphQL */ `
  mutation PublishProposal($id: ID!) {
    outcome: publishProposal(id: $id) { __typename ... on Proposal { id } ... on Refusal { code field message } }
  }
`);

export const discardProposalMutation = graphql(/* GraphQL */ `
  mutation DiscardProposal($id: ID!) {
    outcome: discardProposal(id: $id) { __typename ... on Proposal { id } ... on Refusal { code field message } }
  }
`);

export const editProposalMutation = graphql(/* GraphQL */ `
  mutation EditProposal($id: ID!, $input: ProposalInput!) {
    outcome: editProposal(id: $id, input: $input) { __typename ... on Proposal { id } ... on Refusal { code field message } }
  }
`);

export const withdrawProposalMutation = graphql(/* GraphQL */ `
  mutation WithdrawProposal($id: ID!) {
    outcome: withdrawProposal(id: $id) { __typename ... on Proposal { id } ... on Refusal { code field message } }
  }
`);

export const supportProposalMutation = graphql(/* GraphQL */ `
  mutation SupportProposal($id: ID!) {
    outcome: supportProposal(id: $id) { __typename ... on Proposal { id supportCount } ... on Refusal { code field message } }
  }
`);

export const retractSupportMutation = graphql(/* GraphQL */ `
  mutation RetractSupport($id: ID!) {
    outcome: retractSupport(id: $id) { __typename ... on Proposal { id supportCount } ... on Refusal { code field message } }
  }
`);

export const importProposalsMutation = graphql(/* GraphQL */ `
  mutation ImportProposals($componentId: ID!, $file: Upload, $dryRun: Boolean!) {
    outcome: importProposals(componentId: $componentId, file: $file, dryRun: $dryRun) {
      __typename
      ... on ProposalImportReport { id dryRun rows added skipped jobId ignored problems { line column code message } }
      ... on Refusal { code field message }
    }
  }
`);
