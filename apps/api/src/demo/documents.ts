import { mutation } from '@hiroba/demo';

/** The mutations by which the spaces of the demo city come into being: the same that pages use. */
export const mutations = {
  draftSpace: mutation('Space', 'DraftSpace', '$input: DraftSpaceInput!', 'draftSpace(input: $input)', 'id edition'),
  editSpace: mutation('Space', 'EditSpace', '$id: ID!, $edition: Int!, $input: SpaceInput!',
    'editSpace(id: $id, edition: $edition, input: $input)', 'id edition'),
  placeComponent: mutation('PlacedComponent', 'PlaceComponent', '$spaceId: ID!, $manifest: String!, $input: ComponentInput!',
    'placeComponent(spaceId: $spaceId, manifest: $manifest, input: $input)'),
  setPhases: mutation('Space', 'SetPhases', '$id: ID!, $edition: Int!, $phases: [SpacePhaseInput!]!',
    'setPhases(id: $id, edition: $edition, phases: $phases)', 'id edition'),
  setSpaceHero: mutation('Space', 'SetSpaceHero', '$id: ID!, $edition: Int!, $picture: Upload!, $alt: LocalizedTextInput!',
    'setSpaceHero(id: $id, edition: $edition, picture: $picture, alt: $alt, decorative: false)', 'id edition'),
  publishSpace: mutation('Space', 'PublishSpace', '$id: ID!', 'publishSpace(id: $id)'),
  archiveSpace: mutation('Space', 'ArchiveSpace', '$id: ID!', 'archiveSpace(id: $id)'),
  addTaxonomyNode: mutation('TaxonomyNode', 'AddTaxonomyNode', '$parentId: ID, $input: TaxonomyNodeInput!',
    'addTaxonomyNode(parentId: $parentId, input: $input)'),
  publishLegalPage: mutation('LegalPage', 'PublishLegalPage', '$slug: String!, $title: LocalizedTextInput!, $body: LocalizedTextInput!',
    'publishLegalPage(slug: $slug, title: $title, body: $body)', 'slug'),
} as const;
