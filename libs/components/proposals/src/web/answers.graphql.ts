import { graphql } from './gql/index.ts';

/** An answer as it was given. */
export const givenAnswer = graphql(/* GraphQL */ `
  fragment GivenAnswer on ProposalAnswer {
    n kind status { label { ja en } icon tone } office text { ja en } reasonCode costYen costNote period results reason at
  }
`);

/** A row of the answer desk. */
export const deskRow = graphql(/* GraphQL */ `
  fragment DeskRow on Proposal {
    id componentId spaceSlug state title locale supportCount answerDueAt answeredAt answerKind
    answerStatus { label { ja en } icon tone }
    preparedAnswer { publishAt editedAt kind status }
  }
`);

/** A page of the answer desk. */
export const answerDeskQuery = graphql(/* GraphQL */ `
  query AnswerDesk($queue: AnswerQueue!, $place: ID, $after: String) {
    viewer { person { id } grants { role } mfaNeeded }
    organisation { zone }
    answerDesk(queue: $queue, componentId: $place, after: $after) {
      items { ...DeskRow } next counts { key count } places { id title { ja en } space { ja en } }
    }
  }
`);

/** Chosen proposals, to be given one answer. */
export const answerManyQuery = graphql(/* GraphQL */ `
  query AnswerMany($ids: [ID!]!) {
    viewer { person { id office } grants { role } mfaNeeded }
    organisation { zone }
    answerDesk(ids: $ids, first: 100) { items { ...DeskRow excerpt } }
  }
`);

/** The statuses and rules of the place of chosen proposals. */
export const answerPlaceQuery = graphql(/* GraphQL */ `
  query AnswerPlace($id: ID!) {
    component(id: $id) {
      __typename
      ... on ProposalsComponent { rules { costs answerPublication answerStatuses { key kind label { ja en } icon tone } } }
    }
  }
`);

/** One proposal with what is prepared for it, what was answered, and answered ones like it. */
export const answerPageQuery = graphql(/* GraphQL */ `
  query AnswerPage($id: ID!, $componentId: ID!) {
    proposal(id: $id) {
      ...ProposalCard
      html answerVersions
      answers { ...GivenAnswer }
      preparedAnswer { edition editedAt kind status text { ja en } office reasonCode costYen costNote period results reason publishAt }
    }
    component(id: $componentId) {
      __typename
      ... on ProposalsComponent {
        ...RoomFacts
        rules { costs answerPublication answerStatuses { key kind label { ja en } icon tone } }
      }
    }
    viewer { person { office } grants { role spaceId } mfaNeeded }
  }
`);

/** Answered proposals like one, by its title. */
export const similarAnswersQuery = graphql(/* GraphQL */ `
  query SimilarAnswers($id: ID!, $componentId: ID!, $title: String!) {
    component(id: $componentId) {
      __typename
      ... on ProposalsComponent {
        similar(title: $title, first: 3, answered: true, except: $id) {
          id componentId spaceSlug title locale answerOffice answerStatus { label { ja en } icon tone } answers { n text { ja en } }
        }
      }
    }
  }
`);

/** The zone in which dates are typed. */
export const zoneQuery = graphql(/* GraphQL */ `
  query AnswerZone { organisation { zone } }
`);

/** Every answer to a proposal with what changed. */
export const answerHistoryQuery = graphql(/* GraphQL */ `
  query AnswerHistory($id: ID!, $componentId: ID!, $after: String, $part: Int!) {
    proposal(id: $id) {
      ...ProposalCard
      answers { n status { label { ja en } icon tone } }
      answerHistory(after: $after, part: $part) {
        items { n at by { displayName closed isStaff office } office reason texts { name parts changes { kind text } } }
        next
      }
    }
    component(id: $componentId) { __typename ... on ProposalsComponent { ...RoomFacts } }
  }
`);

export const answerProposalMutation = graphql(/* GraphQL */ `
  mutation AnswerProposal($id: ID!, $input: ProposalAnswerInput!, $publishAt: DateTime, $edition: Int) {
    outcome: answerProposal(id: $id, input: $input, publishAt: $publishAt, edition: $edition) {
      __typename ... on Proposal { id } ... on Refusal { code field message }
    }
  }
`);

export const prepareAnswerMutation = graphql(/* GraphQL */ `
  mutation PrepareAnswer($id: ID!, $input: ProposalAnswerInput!, $edition: Int!) {
    outcome: prepareAnswer(id: $id, input: $input, edition: $edition) { __typename ... on Proposal { id } ... on Refusal { code field message } }
  }
`);

export const discardAnswerMutation = graphql(/* GraphQL */ `
  mutation DiscardAnswer($id: ID!) {
    outcome: discardAnswer(id: $id) { __typename ... on Proposal { id } ... on Refusal { code field message } }
  }
`);

export const unscheduleAnswerMutation = graphql(/* GraphQL */ `
  mutation UnscheduleAnswer($id: ID!) {
    outcome: unscheduleAnswer(id: $id) { __typename ... on Proposal { id } ... on Refusal { code field message } }
  }
`);

export const clearAnswerMutation = graphql(/* GraphQL */ `
  mutation ClearAnswer($id: ID!, $reason: String!) {
    outcome: clearAnswer(id: $id, reason: $reason) { __typename ... on Proposal { id } ... on Refusal { code field message } }
  }
`);

export const importAnswersMutation = graphql(/* GraphQL */ `
  mutation ImportAnswers($componentId: ID!, $file: Upload, $dryRun: Boolean!) {
    outcome: importAnswers(componentId: $componentId, file: $file, dryRun: $dryRun) {
      __typename
      ... on AnswerImportReport { id dryRun rows answered scheduled skipped ignored problems { line column code message } }
      ... on Refusal { code field message }
    }
  }
`);

export const publishAnswersMutation = graphql(/* GraphQL */ `
  mutation PublishAnswers($ids: [ID!]!, $publishAt: DateTime) {
    outcome: publishAnswers(ids: $ids, publishAt: $publishAt) {
      __typename
      ... on AnswersReport { id done items { id title refusal { code field message } } }
      ... on Refusal { code field message }
    }
  }
`);

export const answerProposalsMutation = graphql(/* GraphQL */ `
  mutation AnswerProposals($ids: [ID!]!, $input: ProposalAnswerInput!, $publishAt: DateTime) {
    outcome: answerProposals(ids: $ids, input: $input, publishAt: $publishAt) {
      __typename
      ... on AnswersReport { id done items { id title refusal { code field message } } }
      ... on Refusal { code field message }
    }
  }
`);
