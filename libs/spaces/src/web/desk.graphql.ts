import { graphql } from './gql/index.ts';

/** Who stands at a desk. */
export const deskViewer = graphql(/* GraphQL */ `
  fragment DeskViewer on Viewer {
    person { id } grants { role spaceId } mfaNeeded
  }
`);

/** A space as its staff work on it. */
export const spaceWork = graphql(/* GraphQL */ `
  fragment SpaceWork on Space {
    id slug kind state visibility rev edition time isStaff voices weight featured kana missing publishedAt
    title { ja en } summary { ja en } description { ja en }
    ask {
      decided { ja en } changeable { ja en } fixed { ja en } decider { ja en } deadline { ja en } wanted { ja en } promise
    }
    office { key }
    hero { src srcSmall width height alt { ja en } }
    phases { key title { ja en } text { ja en } callToAction { ja en } opensAt closesAt status allows { componentId actions } }
    components { __typename id manifest published edition weight voices title { ja en } }
  }
`);

/** The spaces somebody looks after. */
export const deskSpacesQuery = graphql(/* GraphQL */ `
  query DeskSpaces($after: String) {
    viewer { ...DeskViewer }
    staffSpaces(first: 20, after: $after) {
      items { id slug state time voices missing title { ja en } phases { key title { ja en } closesAt status } components { id } }
      next
    }
  }
`);

/** One space at the desk, with what its forms offer. */
export const deskSpaceQuery = graphql(/* GraphQL */ `
  query DeskSpace($slug: String!) {
    viewer { ...DeskViewer }
    organisation { zone offices { key name { ja en } } }
    componentKinds { name actions }
    space(slug: $slug) { ...SpaceWork }
  }
`);

/** What a new space is offered. */
export const newSpaceQuery = graphql(/* GraphQL */ `
  query NewSpace {
    viewer { ...DeskViewer }
    organisation { offices { key name { ja en } } }
    spaceTemplates { key name { ja en } about { ja en } }
  }
`);

/** A space as a visitor will see it, for its staff. */
export const previewQuery = graphql(/* GraphQL */ `
  query SpacePreview($slug: String!) {
    viewer { ...DeskViewer }
    space(slug: $slug) { ...SpaceView missing }
  }
`);

/** A placed component with its settings. */
export const deskComponentQuery = graphql(/* GraphQL */ `
  query DeskComponent($id: ID!) {
    viewer { ...DeskViewer }
    component(id: $id) {
      __typename id manifest published edition
      title { ja en } intro { ja en }
      settingValues { key group type value default min max options locked choices { value label { ja en } offered } }
      space { id slug state isStaff title { ja en } }
    }
  }
`);

export const draftSpaceMutation = graphql(/* GraphQL */ `
  mutation DraftSpace($input: DraftSpaceInput!) {
    outcome: draftSpace(input: $input) { __typename ... on Space { id slug } ... on Refusal { code field message } }
  }
`);

export const fromTemplateMutation = graphql(/* GraphQL */ `
  mutation DraftSpaceFromTemplate($template: String!) {
    outcome: draftSpaceFromTemplate(template: $template) { __typename ... on Space { id slug } ... on Refusal { code field message } }
  }
`);

export const editSpaceMutation = graphql(/* GraphQL */ `
  mutation EditSpace($id: ID!, $edition: Int!, $input: SpaceInput!) {
    outcome: editSpace(id: $id, edition: $edition, input: $input) { __typename ... on Space { id slug state } ... on Refusal { code field message } }
  }
`);

export const setSpaceVisibilityMutation = graphql(/* GraphQL */ `
  mutation SetSpaceVisibility($id: ID!, $edition: Int!, $visibility: SpaceVisibility!) {
    outcome: setSpaceVisibility(id: $id, edition: $edition, visibility: $visibility) {
      __typename ... on Space { id slug } ... on Refusal { code field message }
    }
  }
`);

export const setSpaceHeroMutation = graphql(/* GraphQL */ `
  mutation SetSpaceHero($id: ID!, $edition: Int!, $picture: Upload, $alt: LocalizedTextInput!, $decorative: Boolean!) {
    outcome: setSpaceHero(id: $id, edition: $edition, picture: $picture, alt: $alt, decorative: $decorative) {
      __typename ... on Space { id slug } ... on Refusal { code field message }
    }
  }
`);

export const removeSpaceHeroMutation = graphql(/* GraphQL */ `
  mutation RemoveSpaceHero($id: ID!, $edition: Int!) {
    outcome: removeSpaceHero(id: $id, edition: $edition) { __typename ... on Space { id slug } ... on Refusal { code field message } }
  }
`);

export const setPhasesMutation = graphql(/* GraphQL */ `
  mutation SetPhases($id: ID!, $edition: Int!, $phases: [SpacePhaseInput!]!, $reason: String) {
    outcome: setPhases(id: $id, edition: $edition, phases: $phases, reason: $reason) {
      __typename ... on Space { id slug state } ... on Refusal { code field message }
    }
  }
`);

export const publishSpaceMutation = graphql(/* GraphQL */ `
  mutation PublishSpace($id: ID!) {
    outcome: publishSpace(id: $id) { __typename ... on Space { id slug } ... on Refusal { code field message } }
  }
`);

export const archiveSpaceMutation = graphql(/* GraphQL */ `
  mutation ArchiveSpace($id: ID!) {
    outcome: archiveSpace(id: $id) { __typename ... on Space { id slug } ... on Refusal { code field message } }
  }
`);

export const reopenSpaceMutation = graphql(/* GraphQL */ `
  mutation ReopenSpace($id: ID!) {
    outcome: reopenSpace(id: $id) { __typename ... on Space { id slug } ... on Refusal { code field message } }
  }
`);

export const copySpaceMutation = graphql(/* GraphQL */ `
  mutation CopySpace($id: ID!, $days: Int!, $slug: String) {
    outcome: copySpace(id: $id, days: $days, slug: $slug) { __typename ... on Space { id slug } ... on Refusal { code field message } }
  }
`);

export const orderComponentsMutation = graphql(/* GraphQL */ `
  mutation OrderComponents($spaceId: ID!, $ids: [ID!]!) {
    outcome: orderComponents(spaceId: $spaceId, ids: $ids) { __typename ... on Space { id slug } ... on Refusal { code field message } }
  }
`);

export const placeComponentMutation = graphql(/* GraphQL */ `
  mutation PlaceComponent($spaceId: ID!, $manifest: String!, $input: ComponentInput!) {
    outcome: placeComponent(spaceId: $spaceId, manifest: $manifest, input: $input) {
      __typename ... on PlacedComponent { id } ... on Refusal { code field message }
    }
  }
`);

export const editComponentMutation = graphql(/* GraphQL */ `
  mutation EditComponent($id: ID!, $edition: Int!, $input: ComponentInput!) {
    outcome: editComponent(id: $id, edition: $edition, input: $input) {
      __typename ... on PlacedComponent { id } ... on Refusal { code field message }
    }
  }
`);

export const publishComponentMutation = graphql(/* GraphQL */ `
  mutation PublishComponent($id: ID!) {
    outcome: publishComponent(id: $id) { __typename ... on PlacedComponent { id } ... on Refusal { code field message } }
  }
`);

export const unpublishComponentMutation = graphql(/* GraphQL */ `
  mutation UnpublishComponent($id: ID!) {
    outcome: unpublishComponent(id: $id) { __typename ... on PlacedComponent { id } ... on Refusal { code field message } }
  }
`);
