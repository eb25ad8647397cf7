import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import { newId, sql } from '@hiroba/server';
import { startApp, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';
import { World } from '@hiroba/testing';
import { TaxonomyReads } from './taxonomy.reads.ts';
import { TaxonomyUses } from './taxonomy.uses.ts';

let app: SpecApp;
let admin: Actor;
let staff: Actor;
let room: PlacedRoom;

beforeAll(async () => {
  app = await startApp();
  admin = await app.world.admin();
  staff = await app.world.staff();
  room = await app.world.room(staff, 'proposals');
});
afterAll(() => app?.close());

const outcome =
  '__typename ... on TaxonomyNode { id rev key depth weight state mergedInto } ... on Refusal { code field message }';
const addDocument = `mutation A($parentId: ID, $input: TaxonomyNodeInput!) { outcome: addTaxonomyNode(parentId: $parentId, input: $input) { ${outcome} } }`;
const mergeDocument = `mutation M($id: ID!, $into: ID!) { outcome: mergeTaxonomyNode(id: $id, into: $into) { ${outcome} } }`;
const act = (name: string) => `mutation M($id: ID!) { outcome: ${name}TaxonomyNode(id: $id) { ${outcome} } }`;
const add = async (ja: string, parentId: string | null = null, more: object = {}) =>
  (await admin.act<{ key: string; depth: number }>(addDocument, { parentId, input: { name: { ja }, ...more } })).id;
const named = async (treeId: string) =>
  (
    await app.world
      .visitor()
      .run<{ taxonomy: { depth: number; state: string; uses: number; name: { ja: string } }[] }>(
        'query T($id: ID!) { taxonomy(id: $id) { depth state uses name { ja } } }',
        { id: treeId },
      )
  ).taxonomy;

const em = (): EntityManager => app.server.nest.get(MikroORM).em.fork() as EntityManager;
const uses = (): TaxonomyUses => app.server.nest.get(TaxonomyUses);
const at = new Date('2026-11-22T03:00:00Z');

/** Files a thing of a kind that only these specs have. */
const file = async (
  nodes: readonly string[],
  { id = newId(), when = at as Date | null, componentId = room.componentId } = {},
): Promise<string> => {
  await em().transactional((inner) =>
    uses().file(
      inner as EntityManager,
      { organisationId: app.world.organisationId, componentId, kind: 'thing', id, at: when },
      nodes,
    ),
  );
  return id;
};

/** How many things the place shows below each node, as counted and as counted anew. */
async function counts(treeId: string): Promise<{ told: Record<string, number>; rows: Record<string, number> }> {
  const place = { organisationId: app.world.organisationId, id: room.componentId };
  const told = await app.server.nest.get(TaxonomyReads).ofPlace(place, 'thing', { offered: [treeId], required: [] });
  const rows = await app.server.db.rows<{ id: string; n: number }>(sql`
    select node_id as id, count(distinct subject_id)::int as n from taxonomy_use
    where component_id = ${room.componentId} and subject_kind = 'thing' and at is not null group by 1`);
  const mine = told.filter((node) => node.treeId === treeId);
  return {
    told: Object.fromEntries(mine.filter(({ count }) => count !== 0).map(({ id, count }) => [id, count])),
    rows: Object.fromEntries(rows.filter(({ id }) => mine.some((node) => node.id === id)).map(({ id, n }) => [id, n])),
  };
}

describe('a tree', () => {
  test('comes whole, each node below its parent, neighbours by weight and reading; the public record tells each change', async () => {
    const tree = await add('分野');
    const streets = await add('みち', tree, { kana: 'みち' });
    await add('公園', tree, { kana: 'こうえん' });
    await add('街灯', streets, { kana: 'がいとう' });
    expect((await named(tree)).map(({ depth, name }) => `${depth} ${name.ja}`)).toEqual([
      '0 分野',
      '1 公園',
      '1 みち',
      '2 街灯',
    ]);
    await admin.act(
      `mutation E($id: ID!) { outcome: editTaxonomyNode(id: $id, rev: 1, input: { name: { ja: "公園" }, kana: "こうえん", weight: 5 }) { ${outcome} } }`,
      {
        id: (
          await app.server.db.first<{ id: string }>(
            sql`select id from taxonomy_node where tree_id = ${tree} and name ->> 'ja' = '公園'`,
          )
        )?.id,
      },
    );
    expect((await named(tree)).map(({ name }) => name.ja)).toEqual(['分野', 'みち', '街灯', '公園']);
    const entries = await app.server.db.rows<{ type: string; leaf: string }>(sql`
      select e.type, convert_from(e.leaf, 'UTF8') as leaf from log_entry e join taxonomy_node n on n.id::text = e.subject_id where n.tree_id = ${tree}`);
    expect(entries.map(({ type }) => type).sort()).toEqual([
      ...Array.from({ length: 4 }, () => 'taxonomy.added'),
      'taxonomy.edited',
    ]);
    expect(entries.some(({ leaf }) => /公園|みち|街灯/.test(leaf))).toBe(false);
  });

  test('gives a key once, also to twenty who ask for it at the same time', async () => {
    const tree = await add('地区');
    const told = await Promise.all(
      Array.from({ length: 20 }, () =>
        admin.refused(addDocument, { parentId: tree, input: { key: 'east', name: { ja: '東' } } }),
      ),
    );
    expect(told.filter((code) => code === undefined)).toHaveLength(1);
    expect(told.filter((code) => code === 'TAKEN key')).toHaveLength(19);
    expect(await named(tree)).toHaveLength(2);
  });

  test('of which nobody chose a key numbers its nodes, also for ten at the same time', async () => {
    const tree = await add('広場');
    await Promise.all(Array.from({ length: 10 }, (_, n) => add(`場所${n}`, tree)));
    expect(await named(tree)).toHaveLength(11);
  });

  test('of another city is not there, neither to look at nor to build on', async () => {
    const tree = await add('秘密の木');
    const other = await World.city(app.server, 'other.test');
    const foreign = await other.admin();
    expect(
      (await foreign.run<{ taxonomy: object[] }>('query T($id: ID!) { taxonomy(id: $id) { id } }', { id: tree }))
        .taxonomy,
    ).toEqual([]);
    expect(await foreign.refused(addDocument, { parentId: tree, input: { name: { ja: '枝' } } })).toBe('NOT_FOUND');
    expect(await foreign.refused(act('retire'), { id: tree })).toBe('NOT_FOUND');
    const own = (await foreign.act(addDocument, { parentId: null, input: { name: { ja: '木' } } })).id;
    expect(await foreign.refused(mergeDocument, { id: own, into: tree })).toBe('NOT_FOUND into');
    await expect(file([own])).resolves.toEqual(expect.any(String));
    expect(await app.server.db.rows(sql`select 1 from taxonomy_use where node_id = ${own}`)).toEqual([]);
  });
});

describe('what is filed', () => {
  it('counts below its node and every node above, once it is public', async () => {
    const tree = await add('分野');
    const [streets, parks] = [await add('みち', tree), await add('公園', tree)];
    const [lights, walks] = [await add('街灯', streets), await add('歩道', streets)];
    const [one, draft] = [await file([lights]), await file([lights], { when: null })];
    await file([walks]);
    await file([streets]);
    await file([parks]);
    const whole = { [tree]: 4, [streets]: 3, [lights]: 1, [walks]: 1, [parks]: 1 };
    expect(await counts(tree)).toEqual({ told: whole, rows: whole });
    await file([parks], { id: one });
    await file([lights], { id: draft });
    const moved = { [tree]: 5, [streets]: 3, [lights]: 1, [walks]: 1, [parks]: 2 };
    expect(await counts(tree)).toEqual({ told: moved, rows: moved });
    await file([], { id: one });
    expect((await counts(tree)).told).toMatchObject({ [tree]: 4, [parks]: 1 });
    expect((await named(tree)).find(({ name }) => name.ja === 'みち')?.uses).toBe(3);
  });

  it('moves with its node in one act when that becomes part of another; old ids lead to the new node', async () => {
    const tree = await add('分野');
    const [streets, parks] = [await add('みち', tree), await add('公園', tree)];
    const [lights, walks] = [await add('街灯', streets), await add('歩道', streets)];
    await Promise.all([file([lights]), file([lights]), file([lights], { when: null }), file([walks])]);
    await admin.act(mergeDocument, { id: lights, into: parks });
    const after = { [tree]: 3, [streets]: 1, [walks]: 1, [parks]: 2 };
    expect(await counts(tree)).toEqual({ told: after, rows: after });
    await admin.act(mergeDocument, { id: walks, into: streets });
    expect(await counts(tree)).toMatchObject({ told: { [tree]: 3, [streets]: 1, [parks]: 2 } });
    expect(await app.server.db.rows(sql`select 1 from taxonomy_use where node_id in (${lights}, ${walks})`)).toEqual(
      [],
    );
    expect(
      await app.server.db.rows(sql`select node_id from taxonomy_use where node_id = ${parks} and chosen`),
    ).toHaveLength(3);
    const entry = await app.server.db.first<{ leaf: { data: object } }>(sql`
      select convert_from(leaf, 'UTF8')::jsonb as leaf from log_entry where type = 'taxonomy.merged' and subject_id = ${lights}`);
    expect(entry?.leaf.data).toEqual({ into: parks, uses: 2 });
    await app.world.settle();
    expect(await counts(tree)).toMatchObject({ told: { [tree]: 3, [streets]: 1, [parks]: 2 } });
  });

  it('loses nothing when it is filed while its node is merged', async () => {
    const tree = await add('分野');
    const [from, into] = [await add('歩道', tree), await add('みち', tree)];
    const place = async (): Promise<void> =>
      em().transactional(async (inner) => {
        const thing = {
          organisationId: app.world.organisationId,
          componentId: room.componentId,
          kind: 'thing',
          id: newId(),
          at,
        };
        const { nodes } = await uses().choosing(inner as EntityManager, thing, [from]);
        await uses().file(inner as EntityManager, thing, [nodes[0]?.state === 'ACTIVE' ? from : into]);
      });
    await Promise.all([
      ...Array.from({ length: 25 }, place),
      admin.act(mergeDocument, { id: from, into }),
      ...Array.from({ length: 25 }, place),
    ]);
    expect(await counts(tree)).toEqual({ told: { [tree]: 50, [into]: 50 }, rows: { [tree]: 50, [into]: 50 } });
  });

  it('stays under a node that is no longer offered', async () => {
    const tree = await add('分野');
    const old = await add('古い', tree);
    await file([old]);
    await admin.act(act('retire'), { id: old });
    expect(await named(tree)).toMatchObject([{ depth: 0 }, { state: 'RETIRED', uses: 1 }]);
    expect(await admin.refused(act('retire'), { id: old })).toBe('WRONG_STATE');
    expect(await staff.refused(act('restore'), { id: old })).toBe('FORBIDDEN');
    await expect(app.server.db.rows(sql`delete from taxonomy_node where id = ${old}`)).rejects.toThrow(/taxonomy/);
  });
});
