import { graphql } from './gql/index.ts';

/** A submission as staff work on it. */
export const deskSubmission = graphql(/* GraphQL */ `
  fragment DeskSubmission on Submission {
    ...SubmissionWithFiles
    answers { id n text disposition }
    redactions { id from to reason checked }
    claim { reason at decidedAt accepted decision }
  }
`);

/** An opinion as staff work on it. */
export const deskOpinion = graphql(/* GraphQL */ `
  fragment DeskOpinion on Opinion {
    id submissionId n number text office assigned dueOn disposition reason reply planChange publicity summary consideredAt together groupId
  }
`);

/** The intake of a round: the form of its procedure, and what came. */
export const intakePageQuery = graphql(/* GraphQL */ `
  query IntakePage($id: ID!, $componentId: ID!, $group: SubmissionGroup!, $after: String) {
    round(id: $id) { ...RoundCard ...SubmissionForm }
    component(id: $componentId) { __typename ... on PublicCommentsComponent { ...RoundRoom } }
    submissions(roundId: $id, first: 20, after: $after, group: $group) { items { ...SubmissionFacts } next }
    viewer { person { id } grants { role spaceId } }
    organisation { zone }
  }
`);

/** One submission on the desk. */
export const deskSubmissionQuery = graphql(/* GraphQL */ `
  query DeskSubmissionPage($id: ID!, $componentId: ID!, $submissionId: ID!) {
    round(id: $id) { ...RoundCard ...SubmissionForm }
    component(id: $componentId) { __typename ... on PublicCommentsComponent { ...RoundRoom } }
    submission(id: $submissionId) { ...DeskSubmission }
    viewer { person { id } grants { role spaceId } }
  }
`);

/** The opinions of a round on the desk, what of them belongs together, and what was put together last. */
export const deskOpinionsQuery = graphql(/* GraphQL */ `
  query DeskOpinionsPage($id: ID!, $componentId: ID!, $group: OpinionGroup!, $office: String, $after: String, $near: Boolean!) {
    round(id: $id) { ...RoundCard scheme: profile { dispositions { code label { ja en } } } }
    component(id: $componentId) { __typename ... on PublicCommentsComponent { ...RoundRoom } }
    opinions(roundId: $id, first: 20, after: $after, group: $group, office: $office) { items { ...DeskOpinion } next }
    same: opinionsSame(roundId: $id) { texts opinions }
    near: opinionsNear(roundId: $id) @include(if: $near) { ids opinions cards { id submissionId number n text } }
    offices: opinionOffices(roundId: $id) { name opinions undecided }
    groupings: opinionGroupings(roundId: $id) { id how n at by undone }
    viewer { person { id } grants { role spaceId } }
  }
`);

/** One opinion on the desk, with those like it. */
export const deskOpinionQuery = graphql(/* GraphQL */ `
  query DeskOpinionPage($id: ID!, $componentId: ID!, $opinionId: ID!) {
    round(id: $id) { ...RoundCard scheme: profile { dispositions { code label { ja en } needsReason needsPlanChange } } }
    component(id: $componentId) { __typename ... on PublicCommentsComponent { ...RoundRoom } }
    opinion(id: $opinionId) { ...DeskOpinion members { id submissionId number n text } }
    opinionsAlike(id: $opinionId) { how opinion { ...DeskOpinion } }
    viewer { person { id } grants { role spaceId } }
  }
`);

/** What came of a round, as everybody reads it. */
export const resultPageQuery = graphql(/* GraphQL */ `
  query RoundResultPage($id: ID!, $componentId: ID!, $disposition: String, $after: String, $number: Int) {
    round(id: $id) { ...RoundCard resultVersions scheme: profile { dispositions { code label { ja en } } } }
    component(id: $componentId) { __typename ... on PublicCommentsComponent { ...RoundRoom } }
    roundResult(roundId: $id, first: 20, after: $after, disposition: $disposition, number: $number) {
      items { id number n path page text summarised disposition reason reply planChange office together } next
    }
  }
`);

export const registerSubmissionMutation = graphql(/* GraphQL */ `
  mutation RegisterSubmission($roundId: ID!, $input: SubmissionInput!, $intake: SubmissionIntakeInput!) {
    outcome: registerSubmission(roundId: $roundId, input: $input, intake: $intake) {
      __typename ... on Submission { ...SubmissionFacts } ... on Refusal { code field message }
    }
  }
`);

export const checkSubmissionMutation = graphql(/* GraphQL */ `
  mutation CheckSubmission($id: ID!) { outcome: checkSubmission(id: $id) { __typename ... on Submission { id } ... on Refusal { code field message } } }
`);

export const decideLateMutation = graphql(/* GraphQL */ `
  mutation DecideLate($id: ID!, $accepted: Boolean!, $reason: String!) {
    outcome: decideLateSubmission(id: $id, accepted: $accepted, reason: $reason) { __typename ... on Submission { id } ... on Refusal { code field message } }
  }
`);

export const excludeSubmissionMutation = graphql(/* GraphQL */ `
  mutation ExcludeSubmission($id: ID!, $why: SubmissionExclusion, $reason: String!) {
    outcome: excludeSubmission(id: $id, why: $why, reason: $reason) { __typename ... on Submission { id } ... on Refusal { code field message } }
  }
`);

export const noteNotMineMutation = graphql(/* GraphQL */ `
  mutation NoteNotMine($id: ID!, $reason: String!) {
    outcome: noteNotMine(id: $id, reason: $reason) { __typename ... on Submission { id } ... on Refusal { code field message } }
  }
`);

export const decideNotMineMutation = graphql(/* GraphQL */ `
  mutation DecideNotMine($id: ID!, $accepted: Boolean!, $reason: String!) {
    outcome: decideNotMine(id: $id, accepted: $accepted, reason: $reason) { __typename ... on Submission { id } ... on Refusal { code field message } }
  }
`);

/** What a list of opinions did, or would do. */
export const intakeListReport = graphql(/* GraphQL */ `
  fragment IntakeListFacts on IntakeListReport {
    dryRun rows added known late ignored slip channels { channel submissions } changed { line column code message } problems { line column code message }
  }
`);

export const tryIntakeListMutation = graphql(/* GraphQL */ `
  mutation TryIntakeList($roundId: ID!, $file: Upload) {
    outcome: tryIntakeList(roundId: $roundId, file: $file) { __typename ... on IntakeListReport { ...IntakeListFacts } ... on Refusal { code field message } }
  }
`);

export const bringIntakeListMutation = graphql(/* GraphQL */ `
  mutation BringIntakeList($roundId: ID!, $slip: String!) {
    outcome: bringIntakeList(roundId: $roundId, slip: $slip) { __typename ... on IntakeListReport { ...IntakeListFacts } ... on Refusal { code field message } }
  }
`);

export const openFilesMutation = graphql(/* GraphQL */ `
  mutation OpenSubmissionFiles($id: ID!, $purpose: String!) {
    outcome: openSubmissionFiles(id: $id, purpose: $purpose) {
      __typename ... on OpenedSubmissionFiles { id files { id n url picture } } ... on Refusal { code field message }
    }
  }
`);

export const openContactMutation = graphql(/* GraphQL */ `
  mutation OpenContact($id: ID!, $purpose: String!) {
    outcome: openContact(id: $id, purpose: $purpose) {
      __typename ... on SubmitterContact { name kana organisation address phone mail nickname ageBand } ... on Refusal { code field message }
    }
  }
`);

export const splitSubmissionMutation = graphql(/* GraphQL */ `
  mutation SplitSubmission($id: ID!, $marks: [Int!]!) {
    outcome: splitSubmission(id: $id, marks: $marks) { __typename ... on Submission { id } ... on Refusal { code field message } }
  }
`);

export const redactSubmissionMutation = graphql(/* GraphQL */ `
  mutation RedactSubmission($id: ID!, $from: Int!, $to: Int!, $reason: RedactionReason!) {
    outcome: redactSubmission(id: $id, from: $from, to: $to, reason: $reason) { __typename ... on Submission { id } ... on Refusal { code field message } }
  }
`);

export const settleRedactionMutation = graphql(/* GraphQL */ `
  mutation SettleRedaction($id: ID!, $redactionId: ID!, $accepted: Boolean!) {
    outcome: settleRedaction(id: $id, redactionId: $redactionId, accepted: $accepted) { __typename ... on Submission { id } ... on Refusal { code field message } }
  }
`);

export const considerOpinionsMutation = graphql(/* GraphQL */ `
  mutation ConsiderOpinions($ids: [ID!]!, $input: ConsiderationInput!) {
    outcome: considerOpinions(ids: $ids, input: $input) { __typename ... on Opinion { id } ... on Refusal { code field message } }
  }
`);

export const groupOpinionsMutation = graphql(/* GraphQL */ `
  mutation GroupOpinions($ids: [ID!]!) { outcome: groupOpinions(ids: $ids) { __typename ... on Opinion { id } ... on Refusal { code field message } } }
`);

export const groupSameOpinionsMutation = graphql(/* GraphQL */ `
  mutation GroupSameOpinions($roundId: ID!) { outcome: groupSameOpinions(roundId: $roundId) { __typename ... on Round { id } ... on Refusal { code field message } } }
`);

export const takeWholeTextsMutation = graphql(/* GraphQL */ `
  mutation TakeWholeTexts($roundId: ID!) { outcome: takeWholeTexts(roundId: $roundId) { __typename ... on Round { id } ... on Refusal { code field message } } }
`);

export const ungroupOpinionMutation = graphql(/* GraphQL */ `
  mutation UngroupOpinion($id: ID!) { outcome: ungroupOpinion(id: $id) { __typename ... on Opinion { id } ... on Refusal { code field message } } }
`);

export const undoGroupingMutation = graphql(/* GraphQL */ `
  mutation UndoGrouping($id: ID!) { outcome: undoGrouping(id: $id) { __typename ... on Opinion { id } ... on Refusal { code field message } } }
`);

export const assignOpinionsMutation = graphql(/* GraphQL */ `
  mutation AssignOpinions($ids: [ID!]!, $assigned: String!, $dueOn: String) {
    outcome: assignOpinions(ids: $ids, assigned: $assigned, dueOn: $dueOn) { __typename ... on Opinion { id } ... on Refusal { code field message } }
  }
`);

export const countTailMutation = graphql(/* GraphQL */ `
  mutation CountTail($roundId: ID!, $counts: [ChannelCountInput!]!) {
    outcome: countTail(roundId: $roundId, counts: $counts) { __typename ... on Round { id } ... on Refusal { code field message } }
  }
`);

export const closeTailMutation = graphql(/* GraphQL */ `
  mutation CloseTail($roundId: ID!) { outcome: closeTail(roundId: $roundId) { __typename ... on Round { id } ... on Refusal { code field message } } }
`);
