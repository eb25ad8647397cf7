import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startApp, type SpecApp } from '@hiroba/testing';

let app: SpecApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.close());

test('a draft of a vote is begun, filled and read by staff, and not there for others', async () => {
  const staff = await app.world.staff();
  const room = await app.world.room(staff, 'votes', { actions: [] });
  const { id } = await staff.act(`mutation M($id: ID!) { outcome: draftVote(componentId: $id, input: { title: { ja: "名前" }, office: "企画課" }) {
    __typename ... on Vote { id } ... on Refusal { code field message } } }`, { id: room.componentId });
  for (const ja of ['さくら公園', 'みどり公園']) {
    await staff.act(`mutation M($id: ID!, $input: VoteOptionInput!) { outcome: addVoteOption(voteId: $id, input: $input) {
      __typename ... on Vote { id } ... on Refusal { code field message } } }`, { id, input: { title: { ja } } });
  }
  const read = 'query Q($id: ID!) { vote(id: $id) { title { ja } type method status options { code title { ja } } } }';
  expect(await staff.run(read, { id })).toMatchObject({ vote: { type: 'single', status: 'DRAFT', options: [{ code: '1' }, { code: '2' }] } });
  expect(await app.world.visitor().run(read, { id })).toEqual({ vote: null });
});
