import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startApp, type SpecApp } from '@hiroba/testing';

let app: SpecApp;
beforeAll(async () => { app = await startApp(); });
afterAll(() => app?.close());

const refusal = '__typename ... on Refusal { code field message }';
const support = `mutation S($id: ID!) { outcome: supportProposal(id: $id) { ${refusal} ... on Proposal { id } } }`;

test('CMP3 a limit lowered below what people used takes nothing away and accepts nothing new', async () => {
  const staff = await app.world.staff();
  const [hana, ken] = [await app.world.citizen('花'), await app.world.citizen('健')];
  const { componentId } = await app.world.room(staff, 'proposals', { settings: { supportsPerPerson: 3 } });
  const ids = [];
  for (let n = 0; n < 4; n += 1) ids.push(await app.world.proposal(hana, componentId));
  for (const id of ids.slice(0, 3)) await ken.act(support, { id });
  const { component } = await staff.run<{ component: { edition: number } }>('query C($id: ID!) { component(id: $id) { edition } }', { id: componentId });
  await staff.act(`mutation E($id: ID!, $edition: Int!) { outcome: editComponent(id: $id, edition: $edition, input: {
    settings: [{ key: "supportsPerPerson", value: "1" }] }) { ${refusal} ... on PlacedComponent { id } } }`, { id: componentId, edition: component.edition });
  const mine = await ken.run<{ component: { viewer: object; proposals: { items: { viewerSupports: boolean }[] } } }>(
    `query M($id: ID!) { component(id: $id) { ... on ProposalsComponent { viewer { supports supportsLeft }
      proposals(sort: NEWEST) { items { viewerSupports } } } } }`, { id: componentId });
  expect(mine.component.viewer).toEqual({ supports: 3, supportsLeft: 0 });
  expect(mine.component.proposals.items.filter(({ viewerSupports }) => viewerSupports)).toHaveLength(3);
  expect(await ken.refused(support, { id: ids[3] })).toBe('LIMIT_REACHED');
  await ken.act(`mutation R($id: ID!) { outcome: retractSupport(id: $id) { ${refusal} ... on Proposal { id } } }`, { id: ids[0] });
  expect(await ken.refused(support, { id: ids[0] })).toBe('LIMIT_REACHED');
});
