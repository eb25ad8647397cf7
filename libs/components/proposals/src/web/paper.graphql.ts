import { graphql } from './gql/index.ts';

/** A text that was entered for somebody, with the paper it came on, for the staff who hand out its code. */
export const slipQuery = graphql(/* GraphQL */ `
  query Slip($id: ID!, $componentId: ID!) {
    proposal(id: $id) { ...ProposalCard body html locale origin receivedAt creditedTo scans { ...OwnAttachment } }
    component(id: $componentId) { __typename ... on ProposalsComponent { ...RoomFacts } }
    viewer { person { id } grants { role spaceId } mfaNeeded }
    organisation { name { ja en } contact { phone mail } }
  }
`);

export const issuePaperCodeMutation = graphql(/* GraphQL */ `
  mutation IssuePaperCode($id: ID!) {
    outcome: issuePaperCode(id: $id) { __typename ... on PaperCode { id code address expiresAt } ... on Refusal { code field message } }
  }
`);

export const findPaperTextMutation = graphql(/* GraphQL */ `
  mutation FindPaperText($slipCode: String!) {
    outcome: findPaperText(slipCode: $slipCode) {
      __typename ... on PaperText { id reference title path receivedAt answered open expiresAt } ... on Refusal { code field message }
    }
  }
`);

export const takeOverProposalMutation = graphql(/* GraphQL */ `
  mutation TakeOverProposal($slipCode: String!) {
    outcome: takeOverProposal(slipCode: $slipCode) {
      __typename ... on Proposal { id componentId spaceSlug } ... on Refusal { code field message }
    }
  }
`);

export const paperPageQuery = graphql(/* GraphQL */ `
  query PaperPage { viewer { person { id } } }
`);
