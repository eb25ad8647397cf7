import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { sql } from '@hiroba/server';
import { startApp, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';
import { World } from '@hiroba/testing';

let app: SpecApp;
let admin: Actor;
let staff: Actor;
let hana: Actor;
let topics: Readonly<Record<string, string>>;
let districts: Readonly<Record<string, string>>;
let room: PlacedRoom;

const both = () => ({ taxonomies: JSON.stringify([topics[''], districts['']]) });

beforeAll(async () => {
  app = await startApp();
  [admin, staff, hana] = [await app.world.admin(), await app.world.staff(), await app.world.citizen('花')];
  topics = await app.world.tree(admin, 'topics', ['streets', 'streets/lighting', 'streets/walks', 'parks', 'old']);
  districts = await app.world.tree(admin, 'districts', ['east', 'west']);
  room = await app.world.room(staff, 'proposals', { settings: { ...both(), drafts: 50 } });
});
afterAll(() => app?.close());

const refusal = '__typename ... on Refusal { code field message }';
const draftDocument = `mutation D($componentId: ID!, $input: ProposalInput!) { outcome: draftProposal(componentId: $componentId, input: $input) { ${refusal} ... on Proposal { id } } }`;
const saveDocument = `mutation S($id: ID!, $input: ProposalInput!) { outcome: saveProposal(id: $id, input: $input) { ${refusal} ... on Proposal { id taxonomies { path } } } }`;
const editDocument = saveDocument.replace('saveProposal', 'editProposal');
const publishDocument = `mutation P($id: ID!) { outcome: publishProposal(id: $id) { ${refusal} ... on Proposal { id } } }`;
const words = { title: '駅前に木陰を', body: '夏の広場は日差しが強すぎます。' };
const node = (name: string, tree = topics) => tree[name] ?? '';
const tried = (taxonomies: readonly string[], componentId = room.componentId) =>
  hana.refused(draftDocument, { componentId, input: { ...words, taxonomies } });
const pathsOf = async (id: string, by: Actor = app.world.visitor()) =>
  (
    await by.run<{ proposal: { taxonomies: { path: string }[] } | null }>(
      'query T($id: ID!) { proposal(id: $id) { taxonomies { path } } }',
      { id },
    )
  ).proposal?.taxonomies.map(({ path }) => path);

describe('a proposal is filed', () => {
  test('under one node of each tree its place offers, and shows the way to it in both languages', async () => {
    const id = await app.world.proposal(hana, room.componentId, {
      taxonomies: [node('streets/lighting'), node('east', districts)],
    });
    const { proposal } = await app.world
      .visitor()
      .run<{ proposal: { taxonomies: object[] } }>(
        'query T($id: ID!) { proposal(id: $id) { taxonomies { tree { ja } name { ja en } above { en } retired } } }',
        { id },
      );
    expect(proposal.taxonomies).toEqual(
      expect.arrayContaining([
        {
          tree: { ja: 'topics' },
          name: { ja: 'lighting', en: 'lighting' },
          above: [{ en: 'streets' }],
          retired: false,
        },
        { tree: { ja: 'districts' }, name: { ja: 'east', en: 'east' }, above: [], retired: false },
      ]),
    );
    expect(proposal.taxonomies).toHaveLength(2);
  });

  it.each<[string, () => readonly string[], string | undefined]>([
    ['two nodes of one tree', () => [node('streets'), node('parks')], 'TOO_MANY taxonomies'],
    ['the tree itself', () => [node('')], 'BAD_USER_INPUT taxonomies'],
    ['what nobody knows', () => ['0199aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee'], 'BAD_USER_INPUT taxonomies'],
    ['what is no id', () => ['streets'], 'BAD_USER_INPUT taxonomies'],
    ['the same node twice', () => [node('parks'), node('parks')], undefined],
    ['nothing', () => [], undefined],
  ])('under %s: refused or not', async (_, nodes, code) => {
    expect(await tried(nodes())).toBe(code);
  });

  test('under no node of a tree that is not offered here, retired, or of another city', async () => {
    const plain = await app.world.room(staff, 'proposals');
    expect(await tried([node('parks')], plain.componentId)).toBe('BAD_USER_INPUT taxonomies');
    const other = await World.city(app.server, 'other-taxonomies.test');
    const foreign = await other.tree(await other.admin(), 'topics', ['streets']);
    expect(await tried([foreign.streets ?? ''])).toBe('BAD_USER_INPUT taxonomies');
    const gone = await app.world.tree(admin, 'gone', ['a', 'a/b']);
    const place = await app.world.room(staff, 'proposals', { settings: { taxonomies: JSON.stringify([gone['']]) } });
    await admin.act(
      `mutation R($id: ID!) { outcome: retireTaxonomyNode(id: $id) { ${refusal} ... on TaxonomyNode { id } } }`,
      { id: gone.a },
    );
    for (const way of ['a', 'a/b'])
      expect(await tried([gone[way] ?? ''], place.componentId)).toBe('BAD_USER_INPUT taxonomies');
  });

  test('where it must be only when it is published, and not where there is nothing to choose', async () => {
    const empty = await app.world.tree(admin, 'empty');
    const settings = { requiredTaxonomies: JSON.stringify([topics[''], empty['']]) };
    const { componentId } = await app.world.room(staff, 'proposals', { settings });
    const id = await app.world.draft(hana, componentId);
    expect(await hana.refused(publishDocument, { id })).toBe(`EMPTY taxonomies.${topics['']}`);
    await hana.act(saveDocument, { id, input: { ...words, taxonomies: [node('parks')] } });
    await hana.act(publishDocument, { id });
    expect(await hana.refused(editDocument, { id, input: { ...words, taxonomies: [] } })).toBe(
      `EMPTY taxonomies.${topics['']}`,
    );
  });

  test('anew inside the edit window; what is left out stays, and to change nothing is told', async () => {
    const id = await app.world.proposal(hana, room.componentId, {
      taxonomies: [node('parks'), node('east', districts)],
    });
    expect(
      await hana.refused(editDocument, {
        id,
        input: { ...words, taxonomies: [node('east', districts), node('parks')] },
      }),
    ).toBe('NOTHING_CHANGED body');
    await hana.act(editDocument, { id, input: { ...words, body: '秋の広場も。' } });
    expect(await pathsOf(id)).toEqual(expect.arrayContaining(['topics/parks', 'districts/east']));
    const { taxonomies } = await hana.act<{ taxonomies: object[] }>(editDocument, {
      id,
      input: { ...words, body: '秋の広場も。', taxonomies: [node('streets')] },
    });
    expect(taxonomies).toEqual([{ path: 'topics/streets' }]);
    const entries = await app.server.db.rows<{ leaf: { data: { fields: string[] } } }>(sql`
      select convert_from(leaf, 'UTF8')::jsonb as leaf from log_entry where type = 'proposal.edited' and subject_id = ${id} order by subject_rev`);
    expect(entries.map(({ leaf }) => leaf.data.fields)).toEqual([['body'], ['taxonomies']]);
  });

  test('as a draft for its author alone, and leaves nothing behind when it is thrown away', async () => {
    const id = await app.world.draft(hana, room.componentId, { taxonomies: [node('streets/walks')] });
    expect(await pathsOf(id)).toBeUndefined();
    expect(await pathsOf(id, hana)).toEqual(['topics/streets/walks']);
    await hana.act(`mutation X($id: ID!) { outcome: discardProposal(id: $id) { ${refusal} ... on Proposal { id } } }`, {
      id,
    });
    expect(await app.server.db.rows(sql`select 1 from taxonomy_use where subject_id = ${id}`)).toEqual([]);
  });
});

test('an old proposal keeps a node that is no longer offered, also when its author edits it; a new one cannot have it', async () => {
  const id = await app.world.proposal(hana, room.componentId, { taxonomies: [node('old')] });
  await admin.act(
    `mutation R($id: ID!) { outcome: retireTaxonomyNode(id: $id) { ${refusal} ... on TaxonomyNode { id } } }`,
    { id: node('old') },
  );
  expect(await pathsOf(id)).toEqual(['topics/old']);
  await hana.act(editDocument, { id, input: { ...words, body: '冬の広場も。', taxonomies: [node('old')] } });
  expect(await pathsOf(id)).toEqual(['topics/old']);
  expect(await tried([node('old')])).toBe('BAD_USER_INPUT taxonomies');
  const { component } = await app.world
    .visitor()
    .run<{ component: { taxonomies: { key: string; options: { key: string; retired: boolean; count: number }[] }[] } }>(
      'query C($id: ID!) { component(id: $id) { ... on ProposalsComponent { taxonomies { key options { key retired count } } } } }',
      { id: room.componentId },
    );
  const options = component.taxonomies.find(({ key }) => key === 'topics')?.options;
  expect(options?.find(({ key }) => key === 'old')).toEqual({ key: 'old', retired: true, count: 1 });
});
