import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startApp, type Actor, type SpecApp } from '@hiroba/testing';
import { counterDifferences } from '@hiroba/server';
import { libraries } from '../src/libraries.ts';
import { comment } from '../security/scene.ts';

/** COM5: once the text of a parent is gone, its replies are still reached, in every order and by permalink, and counts agree. */
let app: SpecApp;
let hana: Actor;
let ken: Actor;
let root: string;
let ids: { parent: string; other: string; reply: string; deep: string };
let moderator: Actor;

const outcome = '{ __typename ... on Comment { id } ... on Refusal { code field message } }';
const add = `mutation A($root: ID!, $parent: ID!) { outcome: addComment(rootKind: "proposal", rootId: $root, parentId: $parent, body: "返信です。") ${outcome} }`;
const page = `query P($root: ID!, $sort: CommentSort!) { comments(rootKind: "proposal", rootId: $root, sort: $sort) {
  count items { id state gone body author { displayName } replyCount replies { id answers { id author { displayName } } } } } }`;
interface Page {
  comments: { count: number; items: { id: string }[] };
}

beforeAll(async () => {
  app = await startApp();
  hana = await app.world.citizen('花');
  ken = await app.world.citizen('健');
  moderator = await app.world.person('進行', [{ role: 'MODERATOR' }]);
  const { componentId } = await app.world.room(await app.world.staff(), 'proposals');
  root = await app.world.proposal(hana, componentId);
  const parent = await comment(hana, root, '秘密の言葉');
  const reply = (await ken.act(add, { root, parent })).id;
  const deep = (await ken.act(add, { root, parent: reply })).id;
  ids = { parent, reply, deep, other: await comment(ken, root, '別の声') };
  await hana.act(`mutation D($id: ID!) { outcome: deleteComment(id: $id) ${outcome} }`, { id: parent });
  await app.world.settle();
});
afterAll(() => app?.close());

test.each(['OLDEST', 'NEWEST', 'BEST', 'REPLIES'])('COM5 the tombstone stands in its place with its replies, %s', async (sort) => {
  const { comments } = await app.world.visitor().run<Page>(page, { root, sort });
  expect(comments.count).toBe(3);
  expect(comments.items.map(({ id }) => id).sort()).toEqual([ids.parent, ids.other].sort());
  expect(comments.items.find(({ id }) => id === ids.parent)).toEqual({
    id: ids.parent, state: 'DELETED', gone: 'AUTHOR', body: null, author: null, replyCount: 2,
    replies: [{ id: ids.reply, answers: { id: ids.parent, author: null } }, { id: ids.deep, answers: { id: ids.reply, author: { displayName: '健' } } }],
  });
});

test('COM5 each reply has its permalink, and so has the tombstone', async () => {
  const conversation = 'query C($id: ID!) { comment(id: $id) { id top { id body replies { id } } } }';
  for (const id of [ids.parent, ids.reply, ids.deep]) {
    expect(await app.world.visitor().run(conversation, { id })).toEqual({
      comment: { id, top: { id: ids.parent, body: null, replies: [{ id: ids.reply }, { id: ids.deep }] } } });
  }
});

test('COM5 a withheld parent leaves the count with its place and its replies, and comes back into it', async () => {
  const withhold = `mutation W($id: ID!) { outcome: withholdText(subjectKind: "comment", subjectId: $id, rule: "R5", reason: "ののしりのため") {
    __typename ... on ModerationDecision { id } ... on Refusal { code field } } }`;
  const parent = await comment(hana, root, 'また秘密の言葉');
  const reply = (await ken.act(add, { root, parent })).id;
  const read = () => app.world.visitor().run<Page>(page, { root, sort: 'OLDEST' });
  const before = (await read()).comments.count;
  await moderator.act(withhold, { id: parent });
  const { comments } = await read();
  expect(comments.count).toBe(before - 1);
  expect(comments.items.find(({ id }) => id === parent)).toEqual({
    id: parent, state: 'VISIBLE', gone: 'WITHHELD', body: null, author: null, replyCount: 1,
    replies: [{ id: reply, answers: { id: parent, author: null } }],
  });
  const gone = await comment(hana, root, '消してから');
  await moderator.act(withhold, { id: gone });
  await hana.act(`mutation D($id: ID!) { outcome: deleteComment(id: $id) ${outcome} }`, { id: gone });
  await app.world.settle();
  expect((await read()).comments.count).toBe(before - 1);
  await moderator.act(withhold.replace('withholdText', 'restoreText').replace(', rule: "R5"', ''), { id: parent });
  expect((await read()).comments.count).toBe(before);
});

test('COM5 counters equal the rows they count, and a reply can still be answered', async () => {
  const client = await app.server.db.pool.connect();
  expect(await counterDifferences(client, libraries.flatMap(({ counters = [] }) => counters))).toEqual([]);
  client.release();
  expect(await ken.refused(add, { root, parent: ids.parent })).toBe('WRONG_STATE');
  expect(await hana.refused(add, { root, parent: ids.reply })).toBeUndefined();
});
