import { answersTo, type Actor, type ComponentRows, type Stage, type Subject } from '@hiroba/testing';

const words = (ja: string) => ({ ja, en: `${ja} (en)` });
const ask = {
  decided: words('使い方'), changeable: words('配置'), fixed: words('予算'), decider: words('市長'), deadline: words('年度末'), wanted: words('困りごと'),
  promise: 'INVOLVE',
};
let count = 0;
const input = () => {
  count += 1;
  return { question: `屋根をかけるか${count}`, background: '雨の日に困ります。', ask, locale: 'ja' };
};

const act = async (by: Actor, mutation: string, variables: object, types: string): Promise<Subject> => {
  const { id } = await by.act(`mutation M(${types}) { outcome: ${mutation} { __typename ... on Debate { id } ... on Refusal { code field message } } }`, variables);
  return { id };
};

const places = new WeakMap<object, Promise<string>>();
const placeOf = (scene: Stage): Promise<string> => {
  const known = places.get(scene);
  if (known) return known;
  const made = scene.city.room(scene.people.staff, 'debates', { settings: { drafts: 50, debateLimit: 0 }, actions: ['create', 'comment'] })
    .then(({ componentId }) => componentId);
  places.set(scene, made);
  return made;
};

const place = async (scene: Stage): Promise<Subject> => ({ componentId: await placeOf(scene) });
const drafted = (office: string | null) => async (scene: Stage): Promise<Subject> => act(
  office ? scene.people.staff : scene.people.author, 'draftDebate(componentId: $componentId, input: $input, office: $office)',
  { componentId: await placeOf(scene), input: input(), office }, '$componentId: ID!, $input: DebateInput!, $office: String');
const draft = drafted(null);
const opened = (office: string | null) => async (scene: Stage): Promise<Subject> => {
  const made = await drafted(office)(scene);
  return act(office ? scene.people.staff : scene.people.author, 'publishDebate(id: $id)', made, '$id: ID!');
};
const published = opened(null);
const closed = async (scene: Stage): Promise<Subject> => act(scene.people.author, 'closeDebate(id: $id)', await published(scene), '$id: ID!');

const byId = (_: Stage, { id }: Subject) => ({ id });
const later = '2027-05-01T00:00:00Z';

const leading = 'UNAUTHENTICATED FORBIDDEN FORBIDDEN OK FORBIDDEN FORBIDDEN FORBIDDEN OK FORBIDDEN FORBIDDEN NOT_FOUND';

/** What debates tell the tests of the whole API about their fields. */
export const rows: ComponentRows = {
  matrix: {
    debate: answersTo.reading,
    draftDebate: answersTo.takingPart,
    saveDebate: answersTo.author('NOT_FOUND'),
    discardDebate: answersTo.author('NOT_FOUND'),
    publishDebate: answersTo.author('NOT_FOUND'),
    editDebate: leading,
    addDebateUpdate: leading,
    closeDebate: leading,
    concludeDebate: leading,
    reopenDebate: answersTo.onlyStaff,
  },
  calls: {
    debate: { subject: published, variables: byId },
    draftDebate: { subject: place, variables: (_, { componentId }) => ({ componentId, input: input(), office: null }) },
    saveDebate: { subject: draft, variables: (_, { id }) => ({ id, input: input() }) },
    discardDebate: { subject: draft, variables: byId },
    publishDebate: { subject: draft, variables: byId },
    editDebate: { subject: published, variables: (_, { id }) => ({ id, input: input(), reason: null }) },
    addDebateUpdate: { subject: published, variables: (_, { id }) => ({ id, text: '模型を置きました。' }) },
    closeDebate: { subject: published, variables: byId },
    concludeDebate: { subject: closed, variables: (_, { id }) => ({ id, input: { text: { ja: '半分にかけます。' } } }) },
    reopenDebate: { subject: closed, variables: (_, { id }) => ({ id, closesAt: later, reason: '新しい図面' }) },
  },
  anchors: {
    Debate: { way: (inner) => `debate(id: $id) { ${inner} }`, subject: published },
    DebatesComponent: {
      way: (inner) => `component(id: $id) { ... on DebatesComponent { ${inner} } }`, subject: async (scene) => ({ id: await placeOf(scene) }),
    },
  },
  dataClasses: {
    Debate: {
      PUBLIC: `alignment ask author background closedAt closesAt commentCount componentId concludedAt conclusionVersions conclusions editedAt excerpt
        history html id layout locale markings news office official opensAt publishedAt question reference sides spaceSlug state updates versions withheld`,
      PERSONAL: 'viewerIsAuthor',
    },
    DebateConclusions: { PUBLIC: 'at commentIds n office reason text' },
    DebateCounts: { PUBLIC: 'closed concluded open' },
    DebatePage: { PUBLIC: 'items next' },
    DebateUpdate: { PUBLIC: 'at n text' },
    DebatesComponent: {
      PUBLIC: 'counts debates id intro manifest openActions phases published rules rulesHistory settingValues space spaceId spaceState spaceVisibility title voices weight',
      INTERNAL: 'edition',
      PERSONAL: 'viewer',
    },
    DebatesSettings: { PUBLIC: 'commentLength commentVotes conclusionDays days debateLimit drafts guide' },
    DebatesViewer: { PERSONAL: 'drafts published' },
  },
};
