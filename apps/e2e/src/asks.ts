const outcome = (type: string, head: string, call: string, fields = 'id') =>
  `mutation ${head} { outcome: ${call} { __typename ... on ${type} { ${fields} } ... on Refusal { code field } } }`;

/** What journeys do by the API where the way there is not what they are about. */
export const asks = {
  draftSpace: outcome('Space', 'DraftSpace($input: DraftSpaceInput!)', 'draftSpace(input: $input)'),
  editSpace: outcome(
    'Space',
    'EditSpace($id: ID!, $edition: Int!, $input: SpaceInput!)',
    'editSpace(id: $id, edition: $edition, input: $input)',
  ),
  placeComponent: outcome(
    'PlacedComponent',
    'Place($spaceId: ID!, $input: ComponentInput!)',
    'placeComponent(spaceId: $spaceId, manifest: "proposals", input: $input)',
  ),
  setPhases: outcome(
    'Space',
    'SetPhases($id: ID!, $edition: Int!, $phases: [SpacePhaseInput!]!)',
    'setPhases(id: $id, edition: $edition, phases: $phases)',
  ),
  publishSpace: outcome('Space', 'PublishSpace($id: ID!)', 'publishSpace(id: $id)'),
  draftProposal: outcome(
    'Proposal',
    'Draft($componentId: ID!, $input: ProposalInput!)',
    'draftProposal(componentId: $componentId, input: $input)',
  ),
  publishProposal: outcome('Proposal', 'Publish($id: ID!)', 'publishProposal(id: $id)'),
  supportProposal: outcome('Proposal', 'Support($id: ID!)', 'supportProposal(id: $id)'),
  answerProposal: outcome(
    'Proposal',
    'Answer($id: ID!, $input: ProposalAnswerInput!)',
    'answerProposal(id: $id, input: $input)',
  ),
  appealDecision: outcome(
    'AppealedCase',
    'Appeal($kind: String!, $id: ID!, $text: String!)',
    'appealDecision(subjectKind: $kind, subjectId: $id, text: $text)',
  ),
  proposeBlock: outcome(
    'JudgedCase',
    'Block($kind: String!, $id: ID!, $reason: String!)',
    'sanctionAuthor(subjectKind: $kind, subjectId: $id, kind: "BLOCK", rule: "R5", reason: $reason)',
  ),
  reportText: outcome(
    'ReportedCase',
    'Report($kind: String!, $id: ID!, $rule: String!, $note: String!)',
    'reportText(subjectKind: $kind, subjectId: $id, rule: $rule, note: $note)',
  ),
  bulkPreview: outcome(
    'ModerationBulk',
    'BulkPreview($kind: String!, $id: ID!, $by: String!, $rule: String!, $reason: String!)',
    'bulkPreview(subjectKind: $kind, subjectId: $id, by: $by, rule: $rule, reason: $reason)',
  ),
  withholdText: outcome(
    'ModerationDecision',
    'Withhold($kind: String!, $id: ID!, $rule: String!, $reason: String!)',
    'withholdText(subjectKind: $kind, subjectId: $id, rule: $rule, reason: $reason)',
  ),
  inviteMember: outcome(
    'SpaceMember',
    'InviteMember($spaceId: ID!, $input: MemberInput!)',
    'inviteMember(spaceId: $spaceId, input: $input)',
  ),
  inviteCoauthor: outcome(
    'ProposalInvitation',
    'Invite($id: ID!, $who: String!)',
    'inviteCoauthor(id: $id, who: $who)',
  ),
  draftAmendment: outcome(
    'Amendment',
    'DraftAmendment($proposalId: ID!, $input: AmendmentInput!)',
    'draftAmendment(proposalId: $proposalId, input: $input)',
  ),
  publishAmendment: outcome('Amendment', 'PublishAmendment($id: ID!)', 'publishAmendment(id: $id)'),
  addComment: outcome(
    'Comment',
    'Comment($rootId: ID!, $parentId: ID, $body: String!)',
    'addComment(rootKind: "proposal", rootId: $rootId, parentId: $parentId, body: $body)',
  ),
  addTaxonomyNode: outcome(
    'TaxonomyNode',
    'Node($parentId: ID, $input: TaxonomyNodeInput!)',
    'addTaxonomyNode(parentId: $parentId, input: $input)',
  ),
} as const;
