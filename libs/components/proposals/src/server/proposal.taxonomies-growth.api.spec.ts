import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { plansOf, startApp, type Actor, type PlacedRoom, type PlanNode, type SpecApp } from '@hiroba/testing';

let app: SpecApp;
let staff: Actor;
let tree: Readonly<Record<string, string>>;

beforeAll(async () => {
  app = await startApp();
  staff = await app.world.staff();
  tree = await app.world.tree(await app.world.admin(), 'topics', ['common', 'common/most', 'common/some', 'rare']);
});
afterAll(() => app?.close());

const roomOfTree = (): Promise<PlacedRoom> =>
  app.world.room(staff, 'proposals', { settings: { taxonomies: JSON.stringify([tree['']]) } });

/** Plants proposals with what they are filed under, past the guard: rows only. One in a hundred is rare, nine in ten are the most common. */
async function planted(componentId: string, many: number): Promise<void> {
  const client = await app.server.db.pool.connect();
  await client.query(`set session_replication_role = replica; set statement_timeout = 0`);
  await client.query(
    `
    insert into proposal (id, organisation_id, component_id, state, title, body, locale, created_at, published_at, drafted_at, versions, rev)
    select gen_random_uuid(), $1, $2, 'PUBLISHED', 'たくさん ' || n, '本文 ' || n, 'ja', now(), '2026-11-01T00:00:00Z'::timestamptz + n * interval '1 second',
      '2026-11-01T00:00:00Z', 1, 1 from generate_series(1, $3::int) n`,
    [app.world.organisationId, componentId, many],
  );
  await client.query(
    `
    with filed as (
      select p.id, p.published_at, row_number() over (order by p.published_at) as n from proposal p where p.component_id = $2::uuid)
    insert into taxonomy_use (organisation_id, subject_kind, subject_id, tree_id, node_id, component_id, chosen, at)
    select $1::uuid, 'proposal', f.id, $3::uuid, w.node, $2::uuid, w.chosen, f.published_at from filed f
    cross join lateral (select unnest(case when f.n % 100 = 0 then array[$3::uuid, $4::uuid] when f.n % 10 = 1 then array[$3::uuid, $5::uuid, $6::uuid] else array[$3::uuid, $5::uuid, $7::uuid] end) as node,
      unnest(case when f.n % 100 = 0 then array[false, true] else array[false, false, true] end) as chosen) w`,
    [app.world.organisationId, componentId, tree[''], tree.rare, tree.common, tree['common/some'], tree['common/most']],
  );
  await client.query(
    `insert into counter_delta (organisation_id, counter, subject_id, n)
    select organisation_id, 'filed', md5(component_id::text || '/' || subject_kind || '/' || node_id::text)::uuid, count(*)
    from taxonomy_use where component_id = $1 group by 1, component_id, subject_kind, node_id`,
    [componentId],
  );
  await client.query('analyze proposal; analyze taxonomy_use');
  client.release(true);
}

const list = `query Q($id: ID!, $first: Int!, $after: String, $sort: ProposalSort, $in: [String!]) { component(id: $id) { ... on ProposalsComponent {
  proposals(first: $first, after: $after, sort: $sort, filter: { taxonomies: $in }) { next items { id title taxonomies { name { ja } path } } } } } }`;
interface Listed {
  readonly component: {
    readonly proposals: {
      readonly next: string | null;
      readonly items: readonly { readonly id: string; readonly taxonomies: readonly object[] }[];
    };
  };
}

test('P6 a list with what its proposals are filed under takes the same few statements for 1, 20 and 100, narrowed or not', async () => {
  const counts: Record<string, number> = {};
  for (const many of [1, 20, 100]) {
    const { componentId: id } = await roomOfTree();
    await planted(id, many);
    for (const paths of [null, ['topics'], ['topics/common', 'topics/most']]) {
      const { result, statements } = await app.world
        .visitor()
        .counted<Listed>(list, { id, first: 100, sort: 'NEWEST', in: paths });
      expect(result.component.proposals.items.every(({ taxonomies }) => taxonomies.length === 1)).toBe(true);
      counts[`${many} ${paths?.length ?? 0}`] = statements.length;
    }
    const page = await app.world
      .visitor()
      .counted(
        `query P($id: ID!) { component(id: $id) { ... on ProposalsComponent { taxonomies { options { count } } } } }`,
        { id },
      );
    counts[`${many} trees`] = page.statements.length;
  }
  for (const paths of ['0', '1', '2', 'trees'])
    expect(new Set([1, 20, 100].map((many) => counts[`${many} ${paths}`])).size).toBe(1);
  expect(Math.max(...Object.values(counts))).toBeLessThanOrEqual(3);
});

describe('among twenty thousand', () => {
  let big: PlacedRoom;

  beforeAll(async () => {
    big = await roomOfTree();
    await planted(big.componentId, 20_000);
  });

  /** The plan of a page, as the server asks for it under one plan for all values, run. */
  async function planOf(variables: object): Promise<PlanNode[]> {
    const page = { id: big.componentId, first: 20, sort: 'NEWEST', ...variables };
    return (await plansOf(app, /proposal p /, () => app.world.visitor().run(list, page))).flat();
  }

  const touched = (plan: readonly PlanNode[], relation: string): number =>
    plan
      .filter((node) => node['Relation Name'] === relation)
      .reduce(
        (sum, node) =>
          sum + ((node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0)) * (node['Actual Loops'] ?? 1),
        0,
      );

  test.each(['topics', 'topics/common', 'topics/most', 'topics/some', 'topics/rare'])(
    'the newest below %s are one index range, on page 1 and deep down',
    async (path) => {
      let after: string | null = null;
      const depths = [];
      for (let page = 0; page < 3; page += 1) {
        const plan = await planOf({ in: [path], after });
        expect(
          plan.filter(
            (node) =>
              node['Node Type'] === 'Seq Scan' && ['proposal', 'taxonomy_use'].includes(node['Relation Name'] ?? ''),
          ),
        ).toEqual([]);
        expect(plan.filter((node) => node['Index Name'] === 'taxonomy_use_list')).toHaveLength(1);
        expect(plan.filter((node) => node['Node Type'] === 'Sort' && (node['Actual Rows'] ?? 0) > 21)).toEqual([]);
        depths.push(touched(plan, 'proposal'));
        const { component }: Listed = await app.world
          .visitor()
          .run<Listed>(list, { id: big.componentId, first: 60, sort: 'NEWEST', in: [path], after });
        after = component.proposals.next;
      }
      expect(Math.max(...depths)).toBeLessThanOrEqual(21);
    },
    60_000,
  );

  test('its pages below a node are whole and in order', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { component }: Listed = await app.world
        .visitor()
        .run<Listed>(list, { id: big.componentId, first: 100, sort: 'NEWEST', in: ['topics/rare'], after });
      seen.push(...component.proposals.items.map(({ id }) => id));
      after = component.proposals.next;
    } while (after);
    const { rows } = await app.server.db.pool.query<{ id: string }>(
      `
      select p.id from proposal p join taxonomy_use u on u.subject_id = p.id where u.node_id = $1 and p.component_id = $2 order by p.published_at desc, p.id desc`,
      [tree.rare, big.componentId],
    );
    expect(seen).toEqual(rows.map(({ id }) => id));
  });
});
