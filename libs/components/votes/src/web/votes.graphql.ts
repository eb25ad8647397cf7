import { graphql } from './gql/index.ts';

/** The facts that the rules of votes read, with all that a card shows. */
export const voteCard = graphql(/* GraphQL */ `
  fragment VoteCard on Vote {
    id componentId spaceSlug title { ja en } office type method secrecy electorate status reference
    opensAt closesAt announcedAt frozenAt ballotsAt talliedAt resultAt objectUntil finalAt voidedAt paper correctionDue
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

/** Where an option would be, and how it looks. */
export const voteOptionLook = graphql(/* GraphQL */ `
  fragment VoteOptionLook on VoteOption { id spot { address lat lon } pictures { id shape url smallUrl width height alt } }
`);

/** What lies below the points of a map. */
export const voteGround = graphql(/* GraphQL */ `
  fragment VoteGround on VotesComponent { ground { districts { name rings middle } tiles { url credit creditUrl } } }
`);

/** The numbers a vote is set with. */
export const voteNumbers = graphql(/* GraphQL */ `
  fragment VoteNumbers on VoteParameters { seats min max points maxPerOption low high budget minPercent quorumPercent percent }
`);

/** What was counted and what the city adopts. */
export const voteAdoptionParts = graphql(/* GraphQL */ `
  fragment VoteAdoptionParts on VoteAdoption { computed adopted entries { option kind replacement code reason office document at } }
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
      parameters { ...VoteNumbers }
      options { ...VoteChoice ...VoteOptionLook }
      viewer { refusal hasVoted }
      turnout { voted eligible at }
      counting { rounds awaitsLot at }
    }
    component(id: $componentId) { __typename ... on VotesComponent { ...VoteRoom ...VoteGround } }
    logNumber(kind: "vote", id: $id)
    viewer { person { id office } grants { role spaceId } }
    organisation { zone }
  }
`);

/** How rules would have done, and the votes of before on which they can be tried. */
export const votePreviewQuery = graphql(/* GraphQL */ `
  query VotePreview($id: ID!, $componentId: ID!) {
    vote(id: $id) { preview }
    component(id: $componentId) { __typename ... on VotesComponent { votes(first: 50) { items { id title { ja en } type resultAt } } } }
  }
`);

/** What waits for a second member of staff, and what the city adopts. */
export const voteRunQuery = graphql(/* GraphQL */ `
  query VoteRun($id: ID!) { vote(id: $id) { asked { act text at mine } adoption { ...VoteAdoptionParts } } }
`);

/** What a ballot paper shows. */
export const ballotQuery = graphql(/* GraphQL */ `
  query VoteBallot($id: ID!, $componentId: ID!) {
    vote(id: $id) { ...VoteCard parameters { ...VoteNumbers } options { ...VoteChoice ...VoteOptionLook } viewer { refusal hasVoted } }
    component(id: $componentId) { __typename ... on VotesComponent { ...VoteRoom } }
    viewer { person { id } }
  }
`);

/** The result of a vote with its files and what was said against it. */
export const voteResultQuery = graphql(/* GraphQL */ `
  query VoteResult($id: ID!, $componentId: ID!) {
    vote(id: $id) {
      ...VoteCard
      options { ...VoteChoice }
      result ballots blank superseded eligible uniquePermille ballotsHash resultHash packageHash ruleHash
      files { name size }
      objections { id text at decision reason decidedAt }
      adoption { ...VoteAdoptionParts }
    }
    component(id: $componentId) { __typename ... on VotesComponent { ...VoteRoom } }
  }
`);

/** The place alone, for the form of a new vote. */
export const voteRoomQuery = graphql(/* GraphQL */ `
  query VotePlace($id: ID!) {
    component(id: $id) { __typename ... on VotesComponent { ...VoteRoom } }
    viewer { person { id office } grants { role spaceId } }
    organisation { zone }
  }
`);

export const draftVoteMutation = graphql(/* GraphQL */ `
  mutation DraftVote($componentId: ID!, $input: VoteInput!) {
    outcome: draftVote(componentId: $componentId, input: $input) { __typename ... on Vote { id } ... on Refusal { code field message } }
  }
`);

export const importVoteMutation = graphql(/* GraphQL */ `
  mutation ImportVote($componentId: ID!, $office: String!, $file: Upload) {
    outcome: importVote(componentId: $componentId, office: $office, file: $file) { __typename ... on Vote { id } ... on Refusal { code field message } }
  }
`);

export const saveVoteMutation = graphql(/* GraphQL */ `
  mutation SaveVote($id: ID!, $input: VoteInput!) {
    outcome: saveVote(id: $id, input: $input) { __typename ... on Vote { id } ... on Refusal { code field message } }
  }
`);

export const discardVoteMutation = graphql(/* GraphQL */ `
  mutation DiscardVote($id: ID!) {
    outcome: discardVote(id: $id) { __typename ... on Vote { id } ... on Refusal { code field message } }
  }
`);

export const addVoteOptionMutation = graphql(/* GraphQL */ `
  mutation AddVoteOption($id: ID!, $input: VoteOptionInput!) {
    outcome: addVoteOption(voteId: $id, input: $input) { __typename ... on Vote { id } ... on Refusal { code field message } }
  }
`);

export const saveVoteOptionMutation = graphql(/* GraphQL */ `
  mutation SaveVoteOption($id: ID!, $code: ID!, $input: VoteOptionInput!) {
    outcome: saveVoteOption(voteId: $id, code: $code, input: $input) { __typename ... on Vote { id } ... on Refusal { code field message } }
  }
`);

export const showVoteOptionMutation = graphql(/* GraphQL */ `
  mutation ShowVoteOption($id: ID!, $file: Upload, $alt: String!) {
    outcome: attachFile(subjectKind: "vote_option", subjectId: $id, file: $file, alt: $alt) { __typename ... on Attachment { id } ... on Refusal { code field message } }
  }
`);

export const hideVoteOptionMutation = graphql(/* GraphQL */ `
  mutation HideVoteOption($id: ID!) {
    outcome: removeAttachment(id: $id) { __typename ... on Attachment { id } ... on Refusal { code field message } }
  }
`);

export const removeVoteOptionMutation = graphql(/* GraphQL */ `
  mutation RemoveVoteOption($id: ID!, $code: ID!) {
    outcome: removeVoteOption(voteId: $id, code: $code) { __typename ... on Vote { id } ... on Refusal { code field message } }
  }
`);

export const announceVoteMutation = graphql(/* GraphQL */ `
  mutation AnnounceVote($id: ID!) {
    outcome: announceVote(id: $id) { __typename ... on Vote { id } ... on Refusal { code field message } }
  }
`);

export const amendVoteMutation = graphql(/* GraphQL */ `
  mutation AmendVote($id: ID!, $opensAt: DateTime!, $closesAt: DateTime!, $reason: String!) {
    outcome: amendVote(id: $id, opensAt: $opensAt, closesAt: $closesAt, reason: $reason) { __typename ... on Vote { id } ... on Refusal { code field message } }
  }
`);

export const extendVoteMutation = graphql(/* GraphQL */ `
  mutation ExtendVote($id: ID!, $closesAt: DateTime!, $reasonCode: String!, $reason: String!) {
    outcome: extendVote(id: $id, closesAt: $closesAt, reasonCode: $reasonCode, reason: $reason) {
      __typename ... on Vote { id } ... on Refusal { code field message } }
  }
`);

export const askToAnnulVoteMutation = graphql(/* GraphQL */ `
  mutation AskToAnnulVote($id: ID!, $reason: String!) {
    outcome: askToAnnulVote(id: $id, reason: $reason) { __typename ... on Vote { id } ... on Refusal { code field message } }
  }
`);

export const annulVoteMutation = graphql(/* GraphQL */ `
  mutation AnnulVote($id: ID!) {
    outcome: annulVote(id: $id) { __typename ... on Vote { id } ... on Refusal { code field message } }
  }
`);

export const askForVoteLotMutation = graphql(/* GraphQL */ `
  mutation AskForVoteLot($id: ID!, $value: String!) {
    outcome: askForVoteLot(id: $id, value: $value) { __typename ... on Vote { id } ... on Refusal { code field message } }
  }
`);

export const drawVoteLotMutation = graphql(/* GraphQL */ `
  mutation DrawVoteLot($id: ID!) {
    outcome: drawVoteLot(id: $id) { __typename ... on Vote { id } ... on Refusal { code field message } }
  }
`);

export const publishVoteResultMutation = graphql(/* GraphQL */ `
  mutation PublishVoteResult($id: ID!, $adopted: [ID!]) {
    outcome: publishVoteResult(id: $id, adopted: $adopted) { __typename ... on Vote { id } ... on Refusal { code field message } }
  }
`);

export const previewVoteMutation = graphql(/* GraphQL */ `
  mutation PreviewVote($id: ID!, $file: Upload, $from: ID) {
    outcome: previewVote(id: $id, file: $file, from: $from) { __typename ... on Vote { id } ... on Refusal { code field message } }
  }
`);

export const askForVoteOverrideMutation = graphql(/* GraphQL */ `
  mutation AskForVoteOverride($id: ID!, $input: VoteOverrideInput!) {
    outcome: askForVoteOverride(id: $id, input: $input) { __typename ... on Vote { id } ... on Refusal { code field message } }
  }
`);

export const recordVoteOverrideMutation = graphql(/* GraphQL */ `
  mutation RecordVoteOverride($id: ID!) {
    outcome: recordVoteOverride(id: $id) { __typename ... on Vote { id } ... on Refusal { code field message } }
  }
`);

export const finaliseVoteMutation = graphql(/* GraphQL */ `
  mutation FinaliseVote($id: ID!) {
    outcome: finaliseVote(id: $id) { __typename ... on Vote { id } ... on Refusal { code field message } }
  }
`);

export const objectToVoteMutation = graphql(/* GraphQL */ `
  mutation ObjectToVote($id: ID!, $text: String!) {
    outcome: objectToVote(id: $id, text: $text) { __typename ... on Vote { id } ... on Refusal { code field message } }
  }
`);

export const decideVoteObjectionMutation = graphql(/* GraphQL */ `
  mutation DecideVoteObjection($id: ID!, $objectionId: ID!, $decision: String!, $reason: String!) {
    outcome: decideVoteObjection(id: $id, objectionId: $objectionId, decision: $decision, reason: $reason) {
      __typename ... on Vote { id } ... on Refusal { code field message } }
  }
`);

export const castBallotMutation = graphql(/* GraphQL */ `
  mutation CastBallot($id: ID!, $ballot: String!) {
    outcome: castBallot(voteId: $id, ballot: $ballot) {
      __typename ... on BallotReceipt { id ballot salt digest disclosure note } ... on Refusal { code field message } }
  }
`);

export const withdrawBallotMutation = graphql(/* GraphQL */ `
  mutation WithdrawBallot($id: ID!) {
    outcome: withdrawBallot(voteId: $id) { __typename ... on Vote { id } ... on Refusal { code field message } }
  }
`);

/** A file of a vote. */
export const voteFileQuery = graphql(/* GraphQL */ `
  query VoteFileBody($id: ID!, $name: String!) { voteFile(id: $id, name: $name) }
`);
