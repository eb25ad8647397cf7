import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApp, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';

let app: SpecApp;
let staff: Actor;
let hana: Actor;
let ken: Actor;
let room: PlacedRoom;

beforeAll(async () => {
  app = await startApp();
  staff = await app.world.staff();
  hana = await app.world.citizen('花');
  ken = await app.world.citizen('健');
  room = await app.world.room(staff, 'proposals', { settings: { supportsPerPerson: 5 } });
});
afterAll(() => app?.close());

const refusal = '__typename ... on Refusal { code field message }';
const on = (mutation: string) => `mutation M($id: ID!) { outcome: ${mutation}(id: $id) { ${refusal} ... on Proposal { id supportCount viewerSupports state } } }`;
const support = on('supportProposal');

describe('a proposal', () => {
  test('is published with a reference, a version and one log entry', async () => {
    const id = await app.world.proposal(hana, room.componentId);
    const { proposal } = await app.world.visitor().run<{ proposal: Record<string, unknown> }>(
      'query Q($id: ID!) { proposal(id: $id) { reference state versions author { displayName } history { n } } }', { id });
    expect(proposal).toMatchObject({ reference: 'TEST-P-2026-1', state: 'PUBLISHED', author: { displayName: '花' }, history: [{ n: 1 }] });
  });

  test('is supported once a person', async () => {
    const id = await app.world.proposal(hana, room.componentId);
    expect(await ken.act(support, { id })).toMatchObject({ supportCount: 1, viewerSupports: true });
    expect(await ken.refused(support, { id })).toBe('ALREADY_SUPPORTED');
  });
});
