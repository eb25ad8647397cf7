import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startApp, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';

let app: SpecApp;
let hana: Actor;
let room: PlacedRoom;

beforeAll(async () => {
  app = await startApp();
  hana = await app.world.citizen('花');
  room = await app.world.room(await app.world.staff(), 'proposals');
});
afterAll(() => app?.close());

const draft = `mutation M($id: ID!, $input: ProposalInput!) { outcome: draftProposal(componentId: $id, input: $input) {
  __typename ... on Proposal { id } ... on Refusal { code field } } }`;
const publish = `mutation M($id: ID!) { outcome: publishProposal(id: $id) { __typename ... on Proposal { id } ... on Refusal { code } } }`;
const found = `query Q($id: ID!, $search: String!) { component(id: $id) { ... on ProposalsComponent {
  proposals(filter: { search: $search }) { items { title } } } } }`;

test.each(['null', 'NULL', '{null}', 'a"b', 'back\\slash', "it's", 'true, false'])('%s is a word like any other: it is kept, and found', async (word) => {
  const input = { title: `窓口の表示に ${word} が出る`, body: `毎朝 ${word} と出ます。`, locale: 'ja' };
  const { id } = await hana.act(draft, { id: room.componentId, input });
  await hana.act(publish, { id });
  const { component } = await hana.run<{ component: { proposals: { items: { title: string }[] } } }>(found, { id: room.componentId, search: word });
  expect(component.proposals.items.map(({ title }) => title)).toContain(input.title);
});
