import { graphql } from './gql/index.ts';

/** What a card of a space shows. */
export const spaceCard = graphql(/* GraphQL */ `
  fragment SpaceCard on Space {
    id slug kind state time rev voices featured
    hero { src srcSmall width height alt { ja en } }
    title { ja en } summary { ja en }
    office { key name { ja en } }
    phases { key title { ja en } opensAt closesAt status }
  }
`);

/** A component as a room of its space, with what can be done there now. */
export const room = graphql(/* GraphQL */ `
  fragment Room on Component {
    __typename id manifest published spaceState spaceVisibility voices openActions
    title { ja en } intro { ja en }
    phases { key opensAt closesAt allows }
  }
`);

/** All that the page of a space shows. */
export const spaceView = graphql(/* GraphQL */ `
  fragment SpaceView on Space {
    id slug kind state visibility rev time isStaff voices publishedAt
    hero { src srcSmall width height alt { ja en } }
    title { ja en } summary { ja en } descriptionHtml { ja en }
    ask {
      decided { ja en } changeable { ja en } fixed { ja en } decider { ja en } deadline { ja en } wanted { ja en } promise
    }
    office { key name { ja en } phone mail }
    phases { key title { ja en } text { ja en } callToAction { ja en } opensAt closesAt status allows { componentId actions } }
    components { ...Room }
    dateChanges { at reason }
    answers(first: 3) { items { ...AnswerItem } next }
    namedMembers(first: 50) { items { role { ja en } person { code displayName office isStaff closed } } next }
  }
`);

/** The public list of spaces. */
export const spaceListQuery = graphql(/* GraphQL */ `
  query SpaceList($time: SpaceTime, $after: String) {
    spaces(time: $time, first: 20, after: $after) { items { ...SpaceCard } next }
  }
`);

/** One space for everybody. */
export const spacePageQuery = graphql(/* GraphQL */ `
  query SpacePage($slug: String!) {
    space(slug: $slug) { ...SpaceView }
  }
`);

/** The rules of a placed component, since when they hold, and what they were before. */
export const rulesPageQuery = graphql(/* GraphQL */ `
  query ComponentRules($id: ID!) {
    component(id: $id) {
      __typename id manifest title { ja en }
      spaceVisibility space { slug title { ja en } }
      settingValues { key group type value choices { value label { ja en } } }
      rulesHistory { since changes { at key from to } }
    }
  }
`);

/** What the city answered, everywhere or in one space. */
export const answersQuery = graphql(/* GraphQL */ `
  query Answers($space: String, $slug: String!, $inSpace: Boolean!, $changed: Boolean!, $after: String) {
    answers(space: $space, changed: $changed, first: 20, after: $after) { items { ...AnswerItem } next }
    space(slug: $slug) @include(if: $inSpace) { slug visibility title { ja en } }
  }
`);

/** A legal page, in a version or the latest. */
export const legalPageQuery = graphql(/* GraphQL */ `
  query LegalPage($slug: String!, $version: Int) {
    legalPage(slug: $slug, version: $version) { slug version title { ja en } bodyHtml { ja en } at versions }
  }
`);

/** A list of log entries, with what it can be narrowed to. */
export const logLinesQuery = graphql(/* GraphQL */ `
  query LogLines(
    $list: LogList!, $kind: String, $space: String, $slug: String!, $inSpace: Boolean!, $person: String, $code: String!, $ofPerson: Boolean!,
    $from: String, $until: String, $after: String
  ) {
    logLines(list: $list, kind: $kind, space: $space, person: $person, from: $from, until: $until, first: 30, after: $after) {
      items { ...LogLineItem }
      next
    }
    logKinds(list: $list) { kind name }
    spaces(first: 100) { items { slug title { ja en } } }
    space(slug: $slug) @include(if: $inSpace) { slug visibility title { ja en } }
    person(code: $code) @include(if: $ofPerson) { code displayName closed }
  }
  fragment LogLineItem on LogLine {
    id at act actor office { text lang } reason title { text lang } path within { text lang } gone
  }
`);
