import { graphql } from './gql/index.ts';

export const importRoundPlanMutation = graphql(/* GraphQL */ `
  mutation ImportRoundPlan($id: ID!, $file: Upload, $text: String!, $html: Boolean!) {
    outcome: importRoundPlan(id: $id, file: $file, text: $text, html: $html) { __typename ... on Round { id } ... on Refusal { code field message } }
  }
`);

export const importFinalPlanMutation = graphql(/* GraphQL */ `
  mutation ImportFinalPlan($id: ID!, $file: Upload, $text: String!, $html: Boolean!) {
    outcome: importFinalPlan(id: $id, file: $file, text: $text, html: $html) { __typename ... on Round { id } ... on Refusal { code field message } }
  }
`);

export const requestRoundApprovalMutation = graphql(/* GraphQL */ `
  mutation RequestRoundApproval($id: ID!) {
    outcome: requestRoundApproval(id: $id) { __typename ... on Round { id } ... on Refusal { code field message } }
  }
`);

export const approveRoundMutation = graphql(/* GraphQL */ `
  mutation ApproveRound($id: ID!, $note: String!, $external: RoundExternalDecisionInput) {
    outcome: approveRound(id: $id, note: $note, external: $external) { __typename ... on Round { id } ... on Refusal { code field message } }
  }
`);

export const returnRoundMutation = graphql(/* GraphQL */ `
  mutation ReturnRound($id: ID!, $reason: String!) {
    outcome: returnRound(id: $id, reason: $reason) { __typename ... on Round { id } ... on Refusal { code field message } }
  }
`);

export const extendRoundMutation = graphql(/* GraphQL */ `
  mutation ExtendRound($id: ID!, $closesAt: DateTime!, $reason: String!) {
    outcome: extendRound(id: $id, closesAt: $closesAt, reason: $reason) { __typename ... on Round { id } ... on Refusal { code field message } }
  }
`);

export const correctRoundNoticeMutation = graphql(/* GraphQL */ `
  mutation CorrectRoundNotice($id: ID!, $input: RoundCorrectionInput!, $reason: String!, $material: Boolean!) {
    outcome: correctRoundNotice(id: $id, input: $input, reason: $reason, material: $material) { __typename ... on Round { id } ... on Refusal { code field message } }
  }
`);

export const suspendRoundMutation = graphql(/* GraphQL */ `
  mutation SuspendRound($id: ID!, $reason: String!) {
    outcome: suspendRound(id: $id, reason: $reason) { __typename ... on Round { id } ... on Refusal { code field message } }
  }
`);

export const resumeRoundMutation = graphql(/* GraphQL */ `
  mutation ResumeRound($id: ID!, $closesAt: DateTime) {
    outcome: resumeRound(id: $id, closesAt: $closesAt) { __typename ... on Round { id } ... on Refusal { code field message } }
  }
`);

export const withdrawRoundMutation = graphql(/* GraphQL */ `
  mutation WithdrawRound($id: ID!, $reason: String!) {
    outcome: withdrawRound(id: $id, reason: $reason) { __typename ... on Round { id } ... on Refusal { code field message } }
  }
`);

export const declareRoundNotHeldMutation = graphql(/* GraphQL */ `
  mutation DeclareRoundNotHeld($id: ID!, $exemption: String!, $reason: String!, $equivalent: String) {
    outcome: declareRoundNotHeld(id: $id, exemption: $exemption, reason: $reason, equivalent: $equivalent) { __typename ... on Round { id } ... on Refusal { code field message } }
  }
`);

export const requestResultApprovalMutation = graphql(/* GraphQL */ `
  mutation RequestResultApproval($id: ID!, $input: RoundResultInput!) {
    outcome: requestResultApproval(id: $id, input: $input) { __typename ... on Round { id } ... on Refusal { code field message } }
  }
`);

export const publishRoundResultMutation = graphql(/* GraphQL */ `
  mutation PublishRoundResult($id: ID!) {
    outcome: publishRoundResult(id: $id) { __typename ... on Round { id } ... on Refusal { code field message } }
  }
`);

export const correctRoundResultMutation = graphql(/* GraphQL */ `
  mutation CorrectRoundResult($id: ID!, $input: RoundResultInput!, $reason: String!) {
    outcome: correctRoundResult(id: $id, input: $input, reason: $reason) { __typename ... on Round { id } ... on Refusal { code field message } }
  }
`);

export const adoptRoundMutation = graphql(/* GraphQL */ `
  mutation AdoptRound($id: ID!, $on: String!, $text: String!) {
    outcome: adoptRound(id: $id, on: $on, text: $text) { __typename ... on Round { id } ... on Refusal { code field message } }
  }
`);

export const declareRoundNotAdoptedMutation = graphql(/* GraphQL */ `
  mutation DeclareRoundNotAdopted($id: ID!, $text: String!, $again: Boolean!) {
    outcome: declareRoundNotAdopted(id: $id, text: $text, again: $again) { __typename ... on Round { id } ... on Refusal { code field message } }
  }
`);

export const explainRoundDelayMutation = graphql(/* GraphQL */ `
  mutation ExplainRoundDelay($id: ID!, $reason: String!, $until: DateTime!) {
    outcome: explainRoundDelay(id: $id, reason: $reason, until: $until) { __typename ... on Round { id } ... on Refusal { code field message } }
  }
`);
