const outcome = (type: string, name: string, variables: string, call: string, fields = 'id') => `
  mutation ${name}(${variables}) { outcome: ${call} { __typename ... on ${type} { ${fields} } ... on Refusal { code field } } }`;

/** The mutations by which the demo city comes into being: the same that pages use. */
export const mutations = {
  draftSpace: outcome('Space', 'DraftSpace', '$input: DraftSpaceInput!', 'draftSpace(input: $input)', 'id edition'),
  editSpace: outcome('Space', 'EditSpace', '$id: ID!, $edition: Int!, $input: SpaceInput!',
    'editSpace(id: $id, edition: $edition, input: $input)', 'id edition'),
  placeComponent: outcome('PlacedComponent', 'PlaceComponent', '$spaceId: ID!, $manifest: String!, $input: ComponentInput!',
    'placeComponent(spaceId: $spaceId, manifest: $manifest, input: $input)'),
  setPhases: outcome('Space', 'SetPhases', '$id: ID!, $edition: Int!, $phases: [SpacePhaseInput!]!',
    'setPhases(id: $id, edition: $edition, phases: $phases)', 'id edition'),
  setSpaceHero: outcome('Space', 'SetSpaceHero', '$id: ID!, $edition: Int!, $picture: Upload!, $alt: LocalizedTextInput!',
    'setSpaceHero(id: $id, edition: $edition, picture: $picture, alt: $alt, decorative: false)', 'id edition'),
  publishSpace: outcome('Space', 'PublishSpace', '$id: ID!', 'publishSpace(id: $id)'),
  archiveSpace: outcome('Space', 'ArchiveSpace', '$id: ID!', 'archiveSpace(id: $id)'),
  publishLegalPage: outcome('LegalPage', 'PublishLegalPage', '$slug: String!, $title: LocalizedTextInput!, $body: LocalizedTextInput!',
    'publishLegalPage(slug: $slug, title: $title, body: $body)', 'slug'),
  draftProposal: outcome('Proposal', 'DraftProposal', '$componentId: ID!, $input: ProposalInput!',
    'draftProposal(componentId: $componentId, input: $input)'),
  publishProposal: outcome('Proposal', 'PublishProposal', '$id: ID!', 'publishProposal(id: $id)'),
  editProposal: outcome('Proposal', 'EditProposal', '$id: ID!, $input: ProposalInput!', 'editProposal(id: $id, input: $input)'),
  withdrawProposal: outcome('Proposal', 'WithdrawProposal', '$id: ID!', 'withdrawProposal(id: $id)'),
  supportProposal: outcome('Proposal', 'SupportProposal', '$id: ID!', 'supportProposal(id: $id)'),
  answerProposal: outcome('Proposal', 'AnswerProposal', '$id: ID!, $input: ProposalAnswerInput!', 'answerProposal(id: $id, input: $input)'),
  addComment: outcome('Comment', 'AddComment', '$rootId: ID!, $parentId: ID, $body: String!, $asOffice: String',
    'addComment(rootKind: "proposal", rootId: $rootId, parentId: $parentId, body: $body, asOffice: $asOffice)'),
  deleteComment: outcome('Comment', 'DeleteComment', '$id: ID!', 'deleteComment(id: $id)'),
} as const;

/** The name of one of these mutations. */
export type MutationName = keyof typeof mutations;
