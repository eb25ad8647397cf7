import type { Caller } from '@hiroba/server';
import type { World } from './spaces.world.ts';

/** What a mutation answered. */
export interface Outcome {
  readonly __typename: string;
  readonly id: string;
  readonly slug: string;
  readonly state: string;
  readonly rev: number;
  readonly edition: number;
  readonly code?: string;
  readonly field?: string;
  readonly phases: readonly PhaseAnswer[];
}

interface PhaseAnswer {
  readonly key: string;
  readonly title: object;
  readonly opensAt: string;
  readonly closesAt: string | null;
  readonly allows: readonly { componentId: string; actions: string[] }[];
}

interface SpaceAnswer extends Outcome {
  readonly components: readonly { id: string; openActions: string[] }[];
  readonly dateChanges: readonly { reason: string }[];
}

const phaseFields = 'phases { key title { ja en } opensAt closesAt allows { componentId actions } }';
const refusal = '... on Refusal { code field message }';
const spaceOutcome = `{ __typename ... on Space { id slug state rev edition ${phaseFields} } ${refusal} }`;
const componentOutcome = `{ __typename ... on PlacedComponent { id component { id edition } } ${refusal} }`;
const componentFields = '__typename id openActions ... on SurveysComponent { own }';

/** What people and staff do with spaces, through GraphQL. */
export function spaceWorks({ ask: send, staff, anonymous, pool }: World) {
  const text = (ja: string) => ({ ja, en: `${ja} (en)` });
  const ask = {
    decided: text('何を決めるか'), changeable: text('変わること'), fixed: text('変わらないこと'), decider: text('市長'),
    deadline: text('春まで'), wanted: text('使う人の場面'), promise: 'INVOLVE',
  };
  const one = async <R>(viewer: Caller, kind: 'query' | 'mutation', types: string, field: string, variables: object): Promise<R> =>
    (await send<{ it: R }>(viewer, `${kind}${types && `(${types})`} { it: ${field} }`, variables)).it;
  const change = (types: string, field: string, variables: object, viewer = staff) => one<Outcome>(viewer, 'mutation', types, field, variables);
  let n = 0;

  const draft = (input: object = {}, viewer = staff) => change('$input: DraftSpaceInput!', `draftSpace(input: $input) ${spaceOutcome}`, {
    input: { slug: `space-${(n += 1)}`, title: text('駅前広場'), summary: text('つくり直します'), ...input },
  }, viewer);
  const edit = ({ id, edition }: Outcome, input: object, viewer = staff) => change('$id: ID!, $edition: Int!, $input: SpaceInput!',
    `editSpace(id: $id, edition: $edition, input: $input) ${spaceOutcome}`, { id, edition, input }, viewer);
  const setPhases = ({ id, edition }: Outcome, phases: readonly object[], reason?: string) => change(
    '$id: ID!, $edition: Int!, $phases: [SpacePhaseInput!]!, $reason: String',
    `setPhases(id: $id, edition: $edition, phases: $phases, reason: $reason) ${spaceOutcome}`, { id, edition, phases, reason });
  const publish = (id: string) => change('$id: ID!', `publishSpace(id: $id) ${spaceOutcome}`, { id });
  const ofComponent = async (outcome: Promise<unknown>) => {
    const answer = await outcome as Outcome & { component?: Outcome };
    return { ...answer, ...answer.component, __typename: answer.__typename };
  };
  const place = (spaceId: string, manifest = 'surveys') => ofComponent(change('$spaceId: ID!, $manifest: String!, $input: ComponentInput!',
    `placeComponent(spaceId: $spaceId, manifest: $manifest, input: $input) ${componentOutcome}`, { spaceId, manifest, input: { title: text('アンケート') } }));

  return {
    text, ask, draft, edit, setPhases, publish, place,
    archive: (id: string) => change('$id: ID!', `archiveSpace(id: $id) ${spaceOutcome}`, { id }),
    reopen: (id: string) => change('$id: ID!', `reopenSpace(id: $id) ${spaceOutcome}`, { id }),
    copy: (id: string, days: number) => change('$id: ID!, $days: Int!', `copySpace(id: $id, days: $days) ${spaceOutcome}`, { id, days }),
    order: (spaceId: string, ids: readonly string[]) =>
      change('$spaceId: ID!, $ids: [ID!]!', `orderComponents(spaceId: $spaceId, ids: $ids) ${spaceOutcome}`, { spaceId, ids }),
    editComponent: ({ id, edition }: Outcome, input: object) => ofComponent(change('$id: ID!, $edition: Int!, $input: ComponentInput!',
      `editComponent(id: $id, edition: $edition, input: $input) ${componentOutcome}`, { id, edition, input })),
    unpublishComponent: (id: string) => change('$id: ID!', `unpublishComponent(id: $id) ${componentOutcome}`, { id }),
    bySlug: (viewer: Caller, slug: string) => one<SpaceAnswer | null>(viewer, 'query', '$slug: String!',
      `space(slug: $slug) { id slug state ${phaseFields} components { ${componentFields} } dateChanges { reason } }`, { slug }),
    component: (viewer: Caller, id: string) =>
      one<object | null>(viewer, 'query', '$id: ID!', 'component(id: $id) { id published openActions space { id } }', { id }),
    rules: (id: string) => one<{ rulesHistory: { since: string | null; changes: readonly { at: string; key: string; from: string; to: string }[] } }>(anonymous, 'query', '$id: ID!',
      'component(id: $id) { rulesHistory { since changes { at key from to } } }', { id }).then(({ rulesHistory }) => rulesHistory),
    /** The settings that cannot change now, with the reason. */
    locks: (id: string) => one<{ settingValues: { key: string; locked: string | null }[] }>(staff, 'query', '$id: ID!',
      'component(id: $id) { settingValues { key locked } }', { id })
      .then(({ settingValues }) => Object.fromEntries(settingValues.flatMap(({ key, locked }) => (locked ? [[key, locked]] : [])))),
    openNow: async () => (await one<{ id: string }[]>(anonymous, 'query', '', 'openNow(first: 100) { id }', {})).map(({ id }) => id),
    phasesOf: ({ phases }: Outcome) => phases.map((phase) => ({ ...phase })),
    /** A public space with one component whose phase is open from the first to the twentieth of December. */
    async published({ opens = '2026-12-01T00:00:00.000Z', closes = '2026-12-20T00:00:00.000Z' } = {}) {
      const begun = await draft();
      const component = await place(begun.id);
      const asked = await edit(begun, { ask });
      await setPhases(asked, [{
        key: 'ideas', title: text('募集'), opensAt: opens, closesAt: closes, allows: [{ componentId: component.id, actions: ['respond'] }],
      }]);
      const space = await publish(begun.id);
      return { space, component: { ...component, edition: 1 } };
    },
    /** The types of the public log entries about a thing, in order. */
    entries: async (id: string) => (await pool.query<{ type: string }>(
      `select type from log_entry where subject_id = $1 and log = 'public' order by subject_rev`, [id])).rows.map(({ type }) => type),
    /** The public data of entries of one type about a thing. */
    data: async (id: string, type: string) => (await pool.query<{ data: unknown }>(
      `select convert_from(leaf, 'UTF8')::jsonb -> 'data' as data from log_entry where subject_id = $1 and type = $2 order by subject_rev`,
      [id, type])).rows.map(({ data }) => data),
  };
}
