import { byId, next, type Call } from './call.ts';
import { doIt, type Scene, type Subject } from './scene.ts';

const node = async ({ people }: Scene, parentId: string | null): Promise<string> =>
  (
    await doIt(
      people.administrator,
      'addTaxonomyNode(parentId: $parentId, input: { key: $key, name: { ja: "分野" } })',
      { parentId, key: `key-${next()}` },
      '$parentId: ID, $key: String!',
      '... on TaxonomyNode { id }',
    )
  ).id;

/** A tree with two nodes. */
const tree = async (scene: Scene): Promise<Subject> => {
  const treeId = await node(scene, null);
  return { treeId, id: await node(scene, treeId), into: await node(scene, treeId) };
};

const retired = async (scene: Scene): Promise<Subject> => {
  const made = await tree(scene);
  await doIt(
    scene.people.administrator,
    'retireTaxonomyNode(id: $id)',
    { id: made.id },
    '$id: ID!',
    '... on TaxonomyNode { id }',
  );
  return made;
};

/** The queries and mutations of taxonomies. */
export const taxonomyCalls: Readonly<Record<string, Call>> = {
  taxonomies: { subject: tree },
  taxonomy: { subject: tree, variables: (_, { treeId }) => ({ id: treeId }) },
  addTaxonomyNode: {
    subject: tree,
    variables: (_, { treeId }) => ({
      parentId: treeId,
      input: { name: { ja: `項目${next()}`, en: null }, kana: 'こうもく' },
    }),
  },
  editTaxonomyNode: {
    subject: tree,
    variables: (_, { id }) => ({ id, rev: 1, input: { name: { ja: `項目${next()}` }, kana: null, weight: 3 } }),
  },
  retireTaxonomyNode: { subject: tree, variables: byId },
  restoreTaxonomyNode: { subject: retired, variables: byId },
  mergeTaxonomyNode: { subject: tree, variables: (_, { id, into }) => ({ id, into }) },
};
