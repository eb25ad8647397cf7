import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { commentExport } from '@hiroba/comments/server';
import { startApp, type SpecApp } from '@hiroba/testing';

let app: SpecApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.close());

const outcome = '__typename ... on Comment { id } ... on Refusal { code field message }';
const add = `mutation A($id: ID!, $parentId: ID, $body: String!, $side: CommentSide) {
  outcome: addComment(rootKind: "proposal", rootId: $id, parentId: $parentId, body: $body, alignment: $side) { ${outcome} } }`;
const vote = `mutation V($id: ID!, $value: CommentVote) { outcome: voteOnComment(id: $id, value: $value) { ${outcome} } }`;

test('EXP4 the row of a comment alone tells its thread, parent, level, side, votes, category, language and state', async () => {
  const staff = await app.world.staff();
  const hana = await app.world.citizen('花');
  const ken = await app.world.citizen('健');
  const tree = await app.world.tree(await app.world.admin(), 'topics', ['streets', 'streets/lighting']);
  const settings = { commentAlignment: 'FOR_AGAINST', commentVotes: 'UP_DOWN', taxonomies: JSON.stringify([tree['']]) };
  const room = await app.world.room(staff, 'proposals', { settings });
  const proposal = await app.world.proposal(hana, room.componentId, { taxonomies: [tree['streets/lighting'] ?? ''] });
  const { id: parent } = await hana.act(add, { id: proposal, parentId: null, body: '賛成です', side: 'FOR' });
  const { id: reply } = await hana.act(add, { id: proposal, parentId: parent, body: '木陰は何本？' });
  await ken.act(vote, { id: parent, value: 'UP' });
  await ken.act(vote, { id: reply, value: 'DOWN' });
  await hana.act(`mutation D($id: ID!) { outcome: deleteComment(id: $id) { ${outcome} } }`, { id: parent });
  const rows = new Map<string, object>();
  const scope = {
    organisationId: app.world.organisationId,
    spaceId: room.spaceId,
    origin: 'https://city.test',
    locale: 'ja',
  };
  for await (const row of commentExport.rows((query) => app.server.db.rows(query), scope))
    rows.set((row as { id: string }).id, row);
  expect(rows.get(reply)).toMatchObject({
    root_type: 'proposal',
    root_id: proposal,
    parent_id: parent,
    depth: 1,
    component_id: room.componentId,
    space_id: room.spaceId,
    author: '花',
    body: '木陰は何本？',
    locale: 'ja',
    root_taxonomies: 'topics/streets/lighting',
    alignment: null,
    up: 0,
    down: 1,
    versions: 1,
    answers_version: 1,
    state: 'visible',
    url: `https://city.test/ja/comments/${reply}`,
  });
  expect(rows.get(parent)).toMatchObject({
    parent_id: null,
    depth: 0,
    alignment: 'FOR',
    up: 1,
    down: 0,
    state: 'deleted',
    body: null,
    author: null,
    replies: 1,
  });
});
