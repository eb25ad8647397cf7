import { describe, expect, it, test } from '@jest/globals';
import { Refusal, type Decision, type Situation, type Viewer } from '@hiroba/kernel';
import { choiceRefusal, missingChoice } from './choice.ts';
import { addNode, editNode, keyOf, mergeNode, restoreNode, retireNode } from './node.commands.ts';
import type { NodeContent } from './node.ts';
import { headingsIn, nodeCalled } from './paths.ts';
import { choicesOf, inTreeOrder } from './tree.ts';

const viewer = (more: Partial<Viewer> = {}): Viewer => ({
  organisationId: 'city',
  personId: 'fujii',
  grants: [{ role: 'ADMIN' }],
  level: 1,
  mfa: true,
  locale: 'ja',
  ...more,
});
const by = (who: Viewer): Situation => ({ viewer: who, now: new Date('2026-11-22T03:00:00Z') });
const admin = by(viewer());

const node = (more: Partial<NodeContent> = {}): NodeContent => ({
  id: 'streets',
  treeId: 'topics',
  parentId: 'topics',
  depth: 1,
  key: 'streets',
  name: { ja: 'みち' },
  kana: 'みち',
  weight: 0,
  state: 'ACTIVE',
  mergedInto: null,
  rev: 3,
  ...more,
});
const tree = node({ id: 'topics', parentId: null, depth: 0, key: 'topics', name: { ja: '分野' }, kana: null });
const alone = { keys: [], weights: [] };
const code = (result: Decision<object> | Refusal | undefined): string | undefined =>
  result instanceof Refusal ? `${result.code}${result.field ? ` ${result.field}` : ''}` : undefined;

describe('to add a node', () => {
  test('below a tree makes it active, on the next level, and commits to its name', () => {
    expect(
      addNode('new', { key: 'lighting', name: { ja: ' 街灯 ' }, kana: 'がいとう' }, node(), alone)(admin),
    ).toMatchObject({
      patch: {
        treeId: 'topics',
        parentId: 'streets',
        depth: 2,
        state: 'ACTIVE',
        key: 'lighting',
        name: { ja: '街灯' },
        kana: 'がいとう',
        weight: 0,
      },
      event: {
        type: 'taxonomy.added',
        actor: 'staff',
        data: { key: 'lighting', parent: 'streets' },
        commit: { name: { ja: '街灯' } },
      },
    });
  });

  test('without a parent makes a tree', () => {
    expect(addNode('new', { key: 'topics', name: { ja: '分野' } }, undefined, alone)(admin)).toMatchObject({
      patch: { treeId: 'new', parentId: null, depth: 0 },
    });
  });

  it.each<
    [
      string,
      Situation,
      Parameters<typeof addNode>[1],
      NodeContent | undefined,
      typeof alone | { keys: string[]; weights: number[] },
      string | undefined,
    ]
  >([
    ['a citizen', by(viewer({ grants: [] })), { name: { ja: '木' } }, tree, alone, 'FORBIDDEN'],
    ['staff', by(viewer({ grants: [{ role: 'STAFF' }] })), { name: { ja: '木' } }, tree, alone, 'FORBIDDEN'],
    [
      'an administrator of one space',
      by(viewer({ grants: [{ role: 'ADMIN', spaceId: 'park' }] })),
      { name: { ja: '木' } },
      tree,
      alone,
      'FORBIDDEN',
    ],
    [
      'an administrator without the second factor',
      by(viewer({ mfa: false })),
      { name: { ja: '木' } },
      tree,
      alone,
      'MFA_REQUIRED',
    ],
    ['the operator', by(viewer({ grants: [], operator: true })), { name: { ja: '木' } }, tree, alone, undefined],
    ['anybody: a fifth level', admin, { name: { ja: '木' } }, node({ depth: 4 }), alone, 'TOO_DEEP parentId'],
    ['nobody: the fourth level', admin, { name: { ja: '木' } }, node({ depth: 3 }), alone, undefined],
    [
      'anybody: below a retired node',
      admin,
      { name: { ja: '木' } },
      node({ state: 'RETIRED' }),
      alone,
      'WRONG_STATE parentId',
    ],
    [
      'anybody: a key that is taken',
      admin,
      { key: 'a', name: { ja: '木' } },
      tree,
      { keys: ['a'], weights: [] },
      'TAKEN key',
    ],
    ['anybody: a key with capitals', admin, { key: 'Trees', name: { ja: '木' } }, tree, alone, 'BAD_FORMAT key'],
    ['anybody: a key of 41 letters', admin, { key: 'a'.repeat(41), name: { ja: '木' } }, tree, alone, 'BAD_FORMAT key'],
    ['anybody: no name', admin, { name: { ja: ' ' } }, tree, alone, 'EMPTY name.ja'],
    ['anybody: a name of 101 characters', admin, { name: { ja: '𠮷'.repeat(101) } }, tree, alone, 'TOO_LONG name.ja'],
    [
      'anybody: the 501st node',
      admin,
      { name: { ja: '木' } },
      tree,
      { keys: Array.from({ length: 500 }, (_, n) => `n${n}`), weights: [] },
      'LIMIT_REACHED',
    ],
    [
      'anybody: the 51st tree',
      admin,
      { name: { ja: '木' } },
      undefined,
      { keys: Array.from({ length: 50 }, (_, n) => `n${n}`), weights: [] },
      'LIMIT_REACHED',
    ],
  ])('is refused to %s', (_, at, typed, parent, around, expected) => {
    expect(code(addNode('new', typed, parent, around)(at))).toBe(expected);
  });

  test('goes by reading among nodes in no order, and last among nodes put in order', () => {
    const weigh = (weights: number[]) =>
      (addNode('new', { name: { ja: '木' } }, tree, { keys: [], weights })(admin) as Decision<NodeContent>).patch
        .weight;
    expect([weigh([]), weigh([0, 0]), weigh([0, 20, 10])]).toEqual([0, 0, 21]);
  });

  it.each([
    [{ ja: '街灯', en: 'Street lights' }, [], 'street-lights'],
    [{ ja: '街灯', en: 'Children’s café' }, [], 'childrens-cafe'],
    [{ ja: '街灯' }, [], 'n1'],
    [{ ja: '街灯' }, ['topics', 'n1'], 'n3'],
    [{ ja: '街灯', en: 'Trees' }, ['trees'], 'n2'],
    [{ ja: '24時間', en: '24 hours' }, [], 'hours'],
    [{ ja: '街', en: `${'long '.repeat(20)}` }, [], 'long-long-long-long-long-long-long-long'],
  ])('the key of %j beside %j is %s', (name, taken, key) => {
    expect(keyOf(name, taken)).toBe(key);
  });
});

describe('to change a node', () => {
  const typed = { name: { ja: '道' }, kana: 'みち', weight: 0 };

  test('tells what changed and keeps its key', () => {
    expect(editNode({ ...typed, weight: 10 }, 3)(admin, node())).toMatchObject({
      patch: { name: { ja: '道' }, kana: 'みち', weight: 10 },
      event: { type: 'taxonomy.edited', data: { fields: ['name', 'weight'] } },
    });
  });

  it.each([
    ['the second of two savers', { ...typed }, 2, node(), 'STALE'],
    ['who changed nothing', { name: { ja: 'みち' }, kana: 'みち', weight: 0 }, 3, node(), 'NOTHING_CHANGED'],
    ['who weighs it below zero', { ...typed, weight: -1 }, 3, node(), 'BAD_FORMAT weight'],
    ['anybody, once it is part of another', typed, 3, node({ state: 'MERGED', mergedInto: 'roads' }), 'WRONG_STATE'],
  ])('is refused to %s', (_, input, rev, subject, expected) => {
    expect(code(editNode(input, rev)(admin, subject))).toBe(expected);
  });

  test('to retire and to restore lead back', () => {
    expect(retireNode(admin, node())).toMatchObject({ patch: { state: 'RETIRED' } });
    expect(code(retireNode(admin, node({ state: 'RETIRED' })))).toBe('WRONG_STATE');
    expect(restoreNode(admin, node({ state: 'RETIRED' }))).toMatchObject({ patch: { state: 'ACTIVE' } });
  });
});

describe('to merge a node', () => {
  const into = node({ id: 'roads' });
  const nothing = { children: 0, uses: 12 };

  test('says into which, and how many things move', () => {
    expect(mergeNode(into, nothing)(admin, node())).toMatchObject({
      patch: { state: 'MERGED', mergedInto: 'roads' },
      event: { type: 'taxonomy.merged', data: { into: 'roads', uses: 12 } },
    });
  });

  it.each([
    ['itself', node(), node(), nothing, 'BAD_USER_INPUT into'],
    ['a node of another tree', node({ id: 'east', treeId: 'districts' }), node(), nothing, 'BAD_USER_INPUT into'],
    ['the tree', tree, node(), nothing, 'BAD_USER_INPUT into'],
    ['a retired node', node({ id: 'roads', state: 'RETIRED' }), node(), nothing, 'WRONG_STATE into'],
    ['another, with nodes below it', into, node(), { children: 1, uses: 0 }, 'NODES_BELOW'],
    ['another, as a tree', into, tree, nothing, 'WRONG_STATE'],
    ['another, a second time', into, node({ state: 'MERGED', mergedInto: 'x' }), nothing, 'WRONG_STATE'],
  ])('into %s is refused', (_, target, subject, moves, expected) => {
    expect(code(mergeNode(target, moves)(admin, subject))).toBe(expected);
  });
});

describe('a choice', () => {
  const offer = { offered: ['topics', 'districts'], required: ['topics'] };
  const nodes = [
    node(),
    node({ id: 'roads' }),
    node({ id: 'old', state: 'RETIRED' }),
    tree,
    node({ id: 'east', treeId: 'districts' }),
    node({ id: 'odd', treeId: 'other' }),
  ];

  it.each([
    [[], [], undefined],
    [['streets', 'east'], [], undefined],
    [['streets', 'roads'], [], 'TOO_MANY taxonomies'],
    [['topics'], [], 'BAD_USER_INPUT taxonomies'],
    [['old'], [], 'BAD_USER_INPUT taxonomies'],
    [['old'], ['old'], undefined],
    [['odd'], [], 'BAD_USER_INPUT taxonomies'],
    [['odd'], ['odd'], undefined],
    [['unknown'], [], 'BAD_USER_INPUT taxonomies'],
  ])('of %j where %j was chosen before: %s', (asked, before, expected) => {
    expect(code(choiceRefusal(asked, offer, { nodes, before, open: [] }))).toBe(expected);
  });

  test('is complete when each required tree in which something can be chosen has one', () => {
    const around = { nodes, before: [], open: ['topics'] };
    expect(missingChoice(['streets'], offer, around)).toBeUndefined();
    expect(missingChoice(['east'], offer, around)).toEqual(new Refusal('EMPTY', 'taxonomies.topics'));
    expect(missingChoice(['east'], offer, { ...around, open: [] })).toBeUndefined();
  });
});

test("nodes come each below its parent, and a thing's place in a tree is its node with the way to it", () => {
  const light = node({ id: 'light', parentId: 'streets', depth: 2 });
  expect(inTreeOrder([light, node({ id: 'parks' }), node(), tree]).map(({ id }) => id)).toEqual([
    'topics',
    'parks',
    'streets',
    'light',
  ]);
  const rows = [
    { ...light, chosen: true },
    { ...tree, chosen: false },
    { ...node(), chosen: false },
  ];
  expect(choicesOf(rows).map(({ node: { id }, above }) => [id, above.map((each) => each.id)])).toEqual([
    ['light', ['topics', 'streets']],
  ]);
});

describe('a heading of a file', () => {
  const nodes = [
    tree,
    node({ name: { ja: 'みち', en: 'Streets' } }),
    node({ id: 'a', parentId: 'streets', depth: 2, key: 'lighting', name: { ja: '街灯' } }),
    node({ id: 'parks', key: 'parks', name: { ja: '公園' } }),
    node({ id: 'b', parentId: 'parks', depth: 2, key: 'lights', name: { ja: '街灯' } }),
    node({ id: 'gone', key: 'gone', name: { ja: '橋' }, state: 'RETIRED' }),
  ];

  it.each([
    ['topics/streets/lighting', 'a'],
    ['分野／みち／街灯', 'a'],
    ['分野 > 公園 > 街灯', 'b'],
    ['ＳＴＲＥＥＴＳ', 'streets'],
    ['streets', 'streets'],
    ['公園', 'parks'],
    ['街灯', undefined],
    ['橋', undefined],
    ['分野', undefined],
    ['海', undefined],
  ])('%s means %s', (heading, id) => {
    expect(nodeCalled(heading, nodes)?.id).toBe(id);
  });

  test('stands in a cell beside others', () => {
    expect(headingsIn(' topics/streets;  districts/east；\n海 ; ')).toEqual(['topics/streets', 'districts/east', '海']);
  });
});
