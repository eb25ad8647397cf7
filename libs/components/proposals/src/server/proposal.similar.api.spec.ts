import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';

let app: SpecApp;
let staff: Actor;
let hana: Actor;
let room: PlacedRoom;

beforeAll(async () => {
  app = await startApp();
  staff = await app.world.staff();
  hana = await app.world.citizen('花');
  room = await app.world.room(staff, 'proposals');
});
afterAll(() => app?.close());

interface Found {
  readonly component: { readonly similar: readonly { readonly title: string }[] };
}

const titles = async (title: string, place = room, first?: number) => {
  const { component } = await app.world.visitor().run<Found>(
    'query Q($id: ID!, $title: String!, $first: Int! = 5) { component(id: $id) { ... on ProposalsComponent { similar(title: $title, first: $first) { title } } } }',
    { id: place.componentId, title, ...(first === undefined ? {} : { first }) });
  return component.similar.map((each) => each.title);
};

describe('similar titles', () => {
  it('come the nearest first, whatever the width and kind of letters, and only when they are like enough', async () => {
    for (const title of ['朝日公園にベンチを置いてください', '朝日公園のトイレをきれいに', '図書館の開館時間をのばす', 'More benches for Asahi Park']) {
      await app.world.proposal(hana, room.componentId, { title });
    }
    expect(await titles('朝日公園にﾍﾞﾝﾁを')).toEqual(['朝日公園にベンチを置いてください', '朝日公園のトイレをきれいに']);
    expect(await titles('ASAHI park benches')).toEqual(['More benches for Asahi Park']);
    expect(await titles('市役所の窓口')).toEqual([]);
    expect(await titles('')).toEqual([]);
  });

  it('never name drafts, withdrawn proposals or those of another place', async () => {
    const place = await app.world.room(staff, 'proposals');
    await app.world.draft(hana, place.componentId, { title: '夜の街灯を明るく' });
    const gone = await app.world.proposal(hana, place.componentId, { title: '夜の街灯を増やす' });
    await hana.act('mutation M($id: ID!) { outcome: withdrawProposal(id: $id) { __typename ... on Refusal { code field message } } }', { id: gone });
    await app.world.proposal(hana, room.componentId, { title: '夜の街灯をなおす' });
    expect(await titles('夜の街灯を', place)).toEqual([]);
  });

  it('are none where the rules switch them off, and at most as many as asked', async () => {
    const quiet = await app.world.room(staff, 'proposals', { settings: { similarCheck: false } });
    for (const place of [quiet, room]) {
      for (let n = 1; n <= 6; n += 1) await app.world.proposal(hana, place.componentId, { title: `川沿いの道を歩きやすく ${n}` });
    }
    expect(await titles('川沿いの道を歩きやすく', quiet)).toEqual([]);
    expect(await titles('川沿いの道を歩きやすく')).toHaveLength(5);
    expect(await titles('川沿いの道を歩きやすく', room, 2)).toHaveLength(2);
  });
});
