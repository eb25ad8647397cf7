import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startApp, type SpecApp } from '@hiroba/testing';

let app: SpecApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.close());

const add = `mutation A($parentId: ID, $input: TaxonomyNodeInput!) { outcome: addTaxonomyNode(parentId: $parentId, input: $input) {
  __typename ... on TaxonomyNode { id } ... on Refusal { code field } } }`;

test('TAX1 nodes are sorted by their reading and not by the numbers of their characters; those without a reading come last', async () => {
  const admin = await app.world.admin();
  const { id } = await admin.act(add, { parentId: null, input: { name: { ja: '相談員' } } });
  // The numbers of the characters would give 佐藤 斎藤 渡辺 阿部, an ICU collation of the names 阿部 佐藤 斎藤 渡辺.
  const people = [
    ['渡辺', 'わたなべ'],
    ['佐藤', 'さとう'],
    ['阿部', 'あべ'],
    ['斎藤', 'さいとう'],
    ['Müller', 'ミュラー'],
    ['鈴木', 'スズキ'],
    ['山田', null],
    ['青木', null],
  ] as const;
  for (const [ja, kana] of people) await admin.act(add, { parentId: id, input: { name: { ja }, kana } });
  const { taxonomy } = await app.world
    .visitor()
    .run<{ taxonomy: { name: { ja: string } }[] }>('query T($id: ID!) { taxonomy(id: $id) { name { ja } } }', { id });
  expect(taxonomy.slice(1).map(({ name }) => name.ja)).toEqual([
    '阿部',
    '斎藤',
    '佐藤',
    '鈴木',
    'Müller',
    '渡辺',
    '山田',
    '青木',
  ]);
});
