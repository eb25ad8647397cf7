import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { recordProblems, sql } from '@hiroba/server';
import { startApp, type SpecApp } from '@hiroba/testing';
import { proposalTaxonomiesMigration } from './migrations/20261128T0401-proposal-taxonomies.ts';

let app: SpecApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.close());

interface Counted {
  readonly component: {
    readonly taxonomies: readonly {
      readonly offered: boolean;
      readonly name: { readonly ja: string };
      readonly options: readonly { readonly name: { readonly ja: string }; readonly count: number }[];
    }[];
    readonly proposals: { readonly items: readonly { readonly id: string }[] };
  };
}

const asked = `query C($id: ID!, $in: [String!]) { component(id: $id) { ... on ProposalsComponent {
  taxonomies { offered name { ja } options { name { ja } count } } proposals(sort: NEWEST, filter: { taxonomies: $in }) { items { id } } } } }`;

test('headings of earlier versions become trees, one a place, with all that stood under them and the record as it was', async () => {
  const { pool } = app.server.db;
  const staff = await app.world.staff();
  const hana = await app.world.citizen('花');
  const rooms = await Promise.all([1, 2, 3].map(() => app.world.room(staff, 'proposals')));
  const [listed = '', brought = '', plain = ''] = rooms.map(({ componentId }) => componentId);
  const made = async (componentId: string) => app.world.proposal(hana, componentId);
  const [street, park, own, odd, none] = [
    await made(listed),
    await made(listed),
    await made(listed),
    await made(brought),
    await made(plain),
  ];
  const draft = await app.world.draft(hana, listed);

  // As it was before: a column of words, and a setting that lists them.
  const client = await pool.connect();
  await client.query('alter table proposal add column category text');
  await client.query('set session_replication_role = replica');
  await client.query(
    `update component set settings = settings - 'taxonomies' || jsonb_build_object('categories', $2::text) where id = $1`,
    [listed, '緑、道路\n水辺, '],
  );
  await client.query(`update component set settings = settings || '{"categories": ""}' where id <> $1`, [listed]);
  for (const [id, category] of [
    [street, '道路'],
    [park, '緑'],
    [own, '古い分野'],
    [odd, '再編全体の考え方'],
    [draft, '緑'],
  ] as const) {
    await client.query('update proposal set category = $2 where id = $1', [id, category]);
  }
  await client.query('set session_replication_role = default');
  await client.query(`begin; ${proposalTaxonomiesMigration.sql}; commit`);
  const problems = await recordProblems(client);
  client.release();
  expect(problems).toEqual([]);

  const of = async (id: string, ...paths: string[]) =>
    (await app.world.visitor().run<Counted>(asked, { id, in: paths.length > 0 ? paths : null })).component;
  const shown = async (id: string) =>
    (await of(id)).taxonomies.map(({ offered, name, options }) => ({
      offered,
      name: name.ja,
      options: Object.fromEntries(options.map(({ name: { ja }, count }) => [ja, count])),
    }));
  expect(await shown(listed)).toEqual([
    { offered: true, name: '分野', options: { 緑: 1, 道路: 1, 水辺: 0, 古い分野: 1 } },
  ]);
  expect(Object.keys((await shown(listed))[0]?.options ?? {})).toEqual(['緑', '道路', '水辺', '古い分野']);
  expect(await shown(brought)).toEqual([{ offered: false, name: '分野', options: { 再編全体の考え方: 1 } }]);
  expect(await shown(plain)).toEqual([]);
  const paths = await app.server.db.rows<{ id: string; path: string }>(sql`
    select u.subject_id as id, r.key || '/' || n.key as path from taxonomy_use u
    join taxonomy_node n on n.id = u.node_id join taxonomy_node r on r.id = u.tree_id where u.chosen`);
  const pathOf = (id: string | undefined) => paths.find((each) => each.id === id)?.path ?? '';
  expect((await of(listed, pathOf(street))).proposals.items).toEqual([{ id: street }]);
  expect((await of(listed, pathOf(draft))).proposals.items).toEqual([{ id: park }]);
  expect(pathOf(none)).toBe('');
  const stored = await app.server.db.rows<{ settings: object }>(
    sql`select settings from component where settings ? 'categories'`,
  );
  expect(stored).toEqual([]);
});
