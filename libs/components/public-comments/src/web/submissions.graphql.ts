import { graphql } from './gql/index.ts';

/** What the form of a round asks for, by its procedure. */
export const submissionForm = graphql(/* GraphQL */ `
  fragment SubmissionForm on Round {
    contact { phone mail address } ways { channel to }
    scheme: profile { dispositions { code label { ja en } } }
    asked: profile {
      responders childForm onePerPerson channels postDeadline tailDays
      categories { code label { ja en } extra { ja en } }
      fields { name address contact nickname }
    }
  }
`);

/** A submission as whoever holds its receipt sees it, and staff. */
export const submissionFacts = graphql(/* GraphQL */ `
  fragment SubmissionFacts on Submission {
    id roundId number receiptCode channel receivedAt body locale category extra child persons late excluded excludedReason withdrawnAt checkedAt busy
    noticeVersion signedAt postmarkAt enteredAt unitId target revisions { at body }
  }
`);

/** A submission with what came with it. */
export const submissionWithFiles = graphql(/* GraphQL */ `
  fragment SubmissionWithFiles on Submission { ...SubmissionFacts files { id n what format bytes pages sha256 picture } }
`);

/** What became of a submission, for whoever holds its receipt. */
export const submissionOutcome = graphql(/* GraphQL */ `
  fragment SubmissionOutcomeFacts on Submission {
    ...SubmissionWithFiles
    answers { id number n text disposition reason reply planChange together }
    claim { at decidedAt accepted decision }
  }
`);

/** A round with the form for it. */
export const submitPageQuery = graphql(/* GraphQL */ `
  query SubmitPage($id: ID!, $componentId: ID!) {
    round(id: $id) { ...RoundCard ...SubmissionForm }
    component(id: $componentId) { __typename ... on PublicCommentsComponent { ...RoundRoom } }
    viewer { person { id } grants { role spaceId } }
  }
`);

/** The words of the draft plan that a form is about. */
export const submitUnitQuery = graphql(/* GraphQL */ `
  query SubmitUnit($id: ID!) { round(id: $id) { id plan { units { id path text } } } }
`);

export const keepFileMutation = graphql(/* GraphQL */ `
  mutation KeepSubmissionFile($roundId: ID!, $file: Upload, $what: SubmissionFileUse!) {
    outcome: keepSubmissionFile(roundId: $roundId, file: $file, what: $what) { __typename ... on WaitingFile { id slip } ... on Refusal { code field message } }
  }
`);

export const sendSubmissionMutation = graphql(/* GraphQL */ `
  mutation SendSubmission($roundId: ID!, $input: SubmissionInput!, $wording: String!) {
    outcome: sendSubmission(roundId: $roundId, input: $input, wording: $wording) {
      __typename ... on Submission { ...SubmissionWithFiles } ... on Refusal { code field message }
    }
  }
`);

export const proveSubmissionMutation = graphql(/* GraphQL */ `
  mutation ProveSubmission($slip: String!, $n: Int!) {
    outcome: proveSubmission(code: $slip, n: $n) { __typename ... on SubmissionProof { fileName content } ... on Refusal { code field message } }
  }
`);

export const openReceiptMutation = graphql(/* GraphQL */ `
  mutation OpenReceipt($slip: String!) {
    outcome: openReceipt(code: $slip) { __typename ... on Submission { ...SubmissionOutcomeFacts } ... on Refusal { code field message } }
  }
`);

export const amendSubmissionMutation = graphql(/* GraphQL */ `
  mutation AmendSubmission($slip: String!, $body: String!) {
    outcome: amendSubmission(code: $slip, body: $body) { __typename ... on Submission { ...SubmissionFacts } ... on Refusal { code field message } }
  }
`);

export const claimNotMineMutation = graphql(/* GraphQL */ `
  mutation ClaimNotMine($slip: String!, $reason: String!) {
    outcome: claimNotMine(code: $slip, reason: $reason) { __typename ... on Submission { ...SubmissionOutcomeFacts } ... on Refusal { code field message } }
  }
`);

export const withdrawSubmissionMutation = graphql(/* GraphQL */ `
  mutation WithdrawSubmission($slip: String!) {
    outcome: withdrawSubmission(code: $slip) { __typename ... on Submission { ...SubmissionFacts } ... on Refusal { code field message } }
  }
`);
