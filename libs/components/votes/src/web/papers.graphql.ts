import { graphql } from './gql/index.ts';

/** A vote with its papers, for the staff at the counter. */
export const voteCounterQuery = graphql(/* GraphQL */ `
  query VoteCounter($id: ID!, $componentId: ID!) {
    vote(id: $id) { ...VoteCard papers { issued waits batches { n papers differences invalid takenAt keyed mine } } }
    component(id: $componentId) { __typename ... on VotesComponent { ...VoteRoom } }
    viewer { person { id } grants { role spaceId } }
  }
`);

/** One batch, with what the viewer keyed of it. */
export const paperBatchQuery = graphql(/* GraphQL */ `
  query PaperBatch($id: ID!, $componentId: ID!, $batch: Int!) {
    vote(id: $id) {
      ...VoteCard
      options { ...VoteChoice }
      papers { batches { n papers differences takenAt keyed mine } }
      keyedPapers(batch: $batch) { n keys other }
    }
    component(id: $componentId) { __typename ... on VotesComponent { ...VoteRoom } }
    viewer { person { id } grants { role spaceId } }
  }
`);

/** What became of papers, for everybody who reads a result. */
export const voteVersionsQuery = graphql(/* GraphQL */ `
  query VoteVersions($id: ID!) {
    vote(id: $id) { version correctionDue corrections { version batch added removed reason at } versions { version files { name size } } }
    voteFile(id: $id, name: "papers.json")
  }
`);

/** A file of a result that another version replaced. */
export const versionFileQuery = graphql(/* GraphQL */ `
  query VersionFile($id: ID!, $name: String!, $version: Int!) { voteFile(id: $id, name: $name, version: $version) }
`);

export const issueVotePaperMutation = graphql(/* GraphQL */ `
  mutation IssueVotePaper($id: ID!, $who: VoteCounterInput!) {
    outcome: issueVotePaper(id: $id, who: $who) { __typename ... on Vote { id } ... on Refusal { code field message } }
  }
`);

export const takeBackVotePaperMutation = graphql(/* GraphQL */ `
  mutation TakeBackVotePaper($id: ID!, $who: VoteCounterInput!) {
    outcome: takeBackVotePaper(id: $id, who: $who) { __typename ... on Vote { id } ... on Refusal { code field message } }
  }
`);

export const openPaperBatchMutation = graphql(/* GraphQL */ `
  mutation OpenPaperBatch($id: ID!, $papers: Int!) {
    outcome: openPaperBatch(id: $id, papers: $papers) { __typename ... on Vote { id } ... on Refusal { code field message } }
  }
`);

export const keyVotePaperMutation = graphql(/* GraphQL */ `
  mutation KeyVotePaper($id: ID!, $batch: Int!, $n: Int!, $keys: String!) {
    outcome: keyVotePaper(id: $id, batch: $batch, n: $n, keys: $keys) { __typename ... on Vote { id } ... on Refusal { code field message } }
  }
`);

export const takePaperBatchMutation = graphql(/* GraphQL */ `
  mutation TakePaperBatch($id: ID!, $batch: Int!) {
    outcome: takePaperBatch(id: $id, batch: $batch) { __typename ... on Vote { id } ... on Refusal { code field message } }
  }
`);

export const discardPaperBatchMutation = graphql(/* GraphQL */ `
  mutation DiscardPaperBatch($id: ID!, $batch: Int!) {
    outcome: discardPaperBatch(id: $id, batch: $batch) { __typename ... on Vote { id } ... on Refusal { code field message } }
  }
`);

export const askForVoteCorrectionMutation = graphql(/* GraphQL */ `
  mutation AskForVoteCorrection($id: ID!, $input: VoteCorrectionInput!) {
    outcome: askForVoteCorrection(id: $id, input: $input) { __typename ... on Vote { id } ... on Refusal { code field message } }
  }
`);

export const correctVoteBallotsMutation = graphql(/* GraphQL */ `
  mutation CorrectVoteBallots($id: ID!) {
    outcome: correctVoteBallots(id: $id) { __typename ... on Vote { id } ... on Refusal { code field message } }
  }
`);
