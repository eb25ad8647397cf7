import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApp, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';

let app: SpecApp;
let staff: Actor;
let hana: Actor;
let room: PlacedRoom;

beforeAll(async () => {
  app = await startApp();
  [staff, hana] = [await app.world.staff(), await app.world.citizen('花')];
  room = await app.world.room(staff, 'public-comments', { actions: ['comment'] });
});
afterAll(() => app?.close());

const shown = '__typename ... on Round { id stage status } ... on Refusal { code field message }';
const draft = `mutation M($componentId: ID!, $input: RoundInput!) { outcome: draftRound(componentId: $componentId, input: $input) { ${shown} } }`;
const save = `mutation M($id: ID!, $input: RoundInput!) { outcome: saveRound(id: $id, input: $input) { ${shown} } }`;
const read = (fields: string) => `query Q($id: ID!) { round(id: $id) { ${fields} } }`;

describe('a draft of a round', () => {
  test('belongs to staff alone, with the procedure of its place', async () => {
    const { id } = await staff.act(draft, { componentId: room.componentId, input: { title: '自転車計画（案）' } });
    expect(await hana.run(read('title'), { id })).toEqual({ round: null });
    expect(await staff.run(read('title status zone profile { key minDays }'), { id }))
      .toEqual({ round: { title: '自転車計画（案）', status: 'DRAFT', zone: 'Asia/Tokyo', profile: { key: 'MUNICIPAL', minDays: 30 } } });
    expect(await hana.refused(save, { id, input: { title: 'x' } })).toBe('NOT_FOUND');
    expect(await staff.refused(save, { id, input: { title: 'x', opensAt: '2026-12-02T00:00:00Z', closesAt: '2026-12-02T00:00:00Z' } })).toBe('BAD_DATES closesAt');
  });
});
