import { graphql } from './gql/index.ts';

/** A proposal that is to become part of another. */
export const mergeSource = graphql(/* GraphQL */ `
  fragment MergeSource on Proposal { ...ProposalCard body html preparedAnswer { publishAt } }
`);

/** Chosen proposals, to be made one. */
export const mergePageQuery = graphql(/* GraphQL */ `
  query MergePage($ids: [ID!]!) {
    viewer { person { id office } grants { role } mfaNeeded }
    answerDesk(ids: $ids, first: 50) { items { ...MergeSource } places { id title { ja en } space { ja en } } }
    distinctSupporters(ids: $ids)
  }
`);

/** Proposals like one, by its title. */
export const mergeLikeQuery = graphql(/* GraphQL */ `
  query MergeLike($id: ID!, $componentId: ID!, $title: String!) {
    component(id: $componentId) {
      __typename
      ... on ProposalsComponent { ...RoomFacts similar(title: $title, first: 10, except: $id) { ...SimilarProposal } }
    }
  }
`);

/** Proposals of a place that have some words. */
export const mergeSearchQuery = graphql(/* GraphQL */ `
  query MergeSearch($componentId: ID!, $search: String!) {
    component(id: $componentId) {
      __typename
      ... on ProposalsComponent { ...RoomFacts proposals(first: 20, sort: NEWEST, seed: "", filter: { search: $search }) { items { ...SimilarProposal } } }
    }
  }
`);

/** One proposal, to be made several; or one that was, to be put back. */
export const splitPageQuery = graphql(/* GraphQL */ `
  query SplitPage($id: ID!, $componentId: ID!) {
    proposal(id: $id) {
      ...ProposalCard
      body html
      preparedAnswer { publishAt }
      links { kind from carried office reason undoneAt undoneBecause proposal { id title locale reference componentId spaceSlug state supportCount } }
    }
    component(id: $componentId) { __typename ... on ProposalsComponent { ...RoomFacts } }
    viewer { person { office } grants { role spaceId } mfaNeeded }
  }
`);

export const mergeProposalsMutation = graphql(/* GraphQL */ `
  mutation MergeProposals($ids: [ID!]!, $input: MergeInput!) {
    outcome: mergeProposals(ids: $ids, input: $input) {
      __typename ... on Proposal { id componentId spaceSlug } ... on Refusal { code field message }
    }
  }
`);

export const splitProposalMutation = graphql(/* GraphQL */ `
  mutation SplitProposal($id: ID!, $input: SplitInput!) {
    outcome: splitProposal(id: $id, input: $input) { __typename ... on Proposal { id } ... on Refusal { code field message } }
  }
`);

export const undoMergeMutation = graphql(/* GraphQL */ `
  mutation UndoMerge($id: ID!, $reason: String!) {
    outcome: undoMerge(id: $id, reason: $reason) { __typename ... on Proposal { id } ... on Refusal { code field message } }
  }
`);

export const undoSplitMutation = graphql(/* GraphQL */ `
  mutation UndoSplit($id: ID!, $reason: String!) {
    outcome: undoSplit(id: $id, reason: $reason) { __typename ... on Proposal { id } ... on Refusal { code field message } }
  }
`);
