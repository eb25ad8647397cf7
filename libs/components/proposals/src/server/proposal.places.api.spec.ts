import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { onGrid } from '@hiroba/places';
import { sql } from '@hiroba/server';
import { proposalExport } from './proposal.export.ts';
import { readTexts } from './proposal.import-files.ts';
import { startApp, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';

let app: SpecApp;
let staff: Actor;
let hana: Actor;
let ken: Actor;
let room: PlacedRoom;
let required: PlacedRoom;
let off: PlacedRoom;

const area = JSON.stringify({
  type: 'Polygon',
  coordinates: [
    [
      [134.4, 34.5],
      [134.5, 34.5],
      [134.5, 34.6],
      [134.4, 34.6],
      [134.4, 34.5],
    ],
  ],
});
const given = { lat: 34.543217, lon: 134.456781 };
const typed = { address: '港町1丁目', lat: '34.543217', lon: '134.456781' };

beforeAll(async () => {
  app = await startApp();
  [staff, hana, ken] = [await app.world.staff(), await app.world.citizen('花'), await app.world.citizen('健')];
  room = await app.world.room(staff, 'proposals', { settings: { places: 'OPTIONAL', area, drafts: 50 } });
  required = await app.world.room(staff, 'proposals', { settings: { places: 'REQUIRED', area } });
  off = await app.world.room(staff, 'proposals', {});
});
afterAll(() => app?.close());

const refusal = '__typename ... on Refusal { code field message }';
const words = { title: '駅前に木陰を', body: '夏の広場は日差しが強すぎます。' };
const draftDocument = `mutation D($componentId: ID!, $input: ProposalInput!) { outcome: draftProposal(componentId: $componentId, input: $input) { ${refusal} ... on Proposal { id } } }`;
const editDocument = `mutation E($id: ID!, $input: ProposalInput!) { outcome: editProposal(id: $id, input: $input) { ${refusal} ... on Proposal { id spot { address lat lon } } } }`;
const publishDocument = `mutation P($id: ID!) { outcome: publishProposal(id: $id) { ${refusal} ... on Proposal { id } } }`;
const spotsOf = async (id: string, by: Actor = app.world.visitor()) =>
  (
    await by.run<{ proposal: object | null }>(
      'query S($id: ID!) { proposal(id: $id) { spot { address lat lon } givenSpot { address lat lon } } }',
      { id },
    )
  ).proposal;
const set = async (id: string, key: string, value: string): Promise<object> => {
  const { component } = await staff.run<{ component: { edition: number } }>(
    'query C($id: ID!) { component(id: $id) { edition } }',
    { id },
  );
  const { outcome } = await staff.run<{ outcome: object }>(
    `mutation A($id: ID!, $edition: Int!, $input: ComponentInput!) { outcome: editComponent(id: $id, edition: $edition, input: $input) { ${refusal} } }`,
    { id, edition: component.edition, input: { settings: [{ key, value }] } },
  );
  return outcome;
};
const tried = (spot: object, componentId = room.componentId) =>
  hana.refused(draftDocument, { componentId, input: { ...words, spot } });

describe('where a proposal is about', () => {
  test('is known exactly to its author alone; everybody else gets the middle of its cell, also in lists', async () => {
    const id = await app.world.proposal(hana, room.componentId, { spot: typed });
    const shown = { address: '港町1丁目', ...onGrid(given) };
    expect(await spotsOf(id)).toEqual({ spot: shown, givenSpot: null });
    expect(await spotsOf(id, ken)).toEqual({ spot: shown, givenSpot: null });
    expect(await spotsOf(id, hana)).toEqual({ spot: shown, givenSpot: { address: '港町1丁目', ...given } });
    const { component } = await app.world
      .visitor()
      .run<{ component: { proposals: { items: object[] } } }>(
        `query L($id: ID!) { component(id: $id) { ... on ProposalsComponent { proposals(first: 5) { items { id spot { lat lon } givenSpot { lat } } } } } }`,
        { id: room.componentId },
      );
    expect(component.proposals.items).toContainEqual({ id, spot: onGrid(given), givenSpot: null });
  });

  test('becomes coarser at once when its place says so', async () => {
    const open = await app.world.room(staff, 'proposals', {
      settings: { places: 'OPTIONAL', placePrecision: 'EXACT' },
    });
    const id = await app.world.proposal(hana, open.componentId, { spot: typed });
    expect(await spotsOf(id)).toMatchObject({ spot: given });
    expect(await set(open.componentId, 'placePrecision', 'GRID')).toMatchObject({ __typename: 'PlacedComponent' });
    expect(await spotsOf(id)).toMatchObject({ spot: onGrid(given) });
  });

  it.each([
    ['outside the area', { lat: '34.600001', lon: '134.45' }, 'OUTSIDE_AREA', 'lat'],
    ['half a point', { lat: '34.55' }, 'BAD_FORMAT', 'lon'],
    ['no number', { lat: 'north', lon: '134.45' }, 'BAD_FORMAT', 'lat'],
    ['too long an address', { address: 'あ'.repeat(201) }, 'TOO_LONG', 'address'],
  ])('is refused: %s', async (_, spot, code, field) => {
    expect(await tried(spot)).toBe(`${code} ${field}`);
  });

  test('is taken on the border of the area, and nowhere where nobody asks', async () => {
    const id = await app.world.proposal(hana, room.componentId, { spot: { lat: '34.6', lon: '134.5' } });
    expect(await spotsOf(id, hana)).toMatchObject({ givenSpot: { address: '', lat: 34.6, lon: 134.5 } });
    expect(await tried(typed, off.componentId)).toBe('BAD_USER_INPUT address');
  });

  test('must be told before everybody where it is required, and an address is enough', async () => {
    const bare = await app.world.draft(hana, required.componentId);
    expect(await hana.refused(publishDocument, { id: bare })).toBe('EMPTY address');
    const id = await app.world.proposal(hana, required.componentId, { spot: { address: '港町' } });
    expect(await spotsOf(id)).toEqual({ spot: { address: '港町', lat: null, lon: null }, givenSpot: null });
    expect(await hana.refused(editDocument, { id, input: { ...words, spot: { address: '' } } })).toBe('EMPTY address');
  });

  test('stays when it is left out, and changes or goes with an edit', async () => {
    const id = await app.world.proposal(hana, room.componentId, { spot: typed });
    expect(await hana.refused(editDocument, { id, input: { ...words, spot: typed } })).toBe('NOTHING_CHANGED body');
    await hana.act(editDocument, { id, input: { ...words, body: '木陰がほしいです。' } });
    expect(await spotsOf(id, hana)).toMatchObject({ givenSpot: given });
    await hana.act(editDocument, { id, input: { ...words, spot: { address: '', lat: '', lon: '' } } });
    expect(await spotsOf(id, hana)).toEqual({ spot: null, givenSpot: null });
  });

  test('goes with a draft that is thrown away', async () => {
    const id = await app.world.draft(hana, room.componentId, { spot: typed });
    await hana.act(`mutation X($id: ID!) { outcome: discardProposal(id: $id) { ${refusal} ... on Proposal { id } } }`, {
      id,
    });
    expect(await app.server.db.rows(sql`select 1 from spot where subject_id = ${id}`)).toEqual([]);
  });

  test('is drawn by staff as GeoJSON, and nothing else is taken', async () => {
    expect(await set(room.componentId, 'area', '{"type":"Point","coordinates":[134.4,34.5]}')).toMatchObject({
      code: 'BAD_AREA',
      field: 'settings.area',
    });
  });

  test('is in the files as everybody may know it, and can be brought by files', async () => {
    const { componentId } = await app.world.room(staff, 'proposals', { settings: { places: 'OPTIONAL' } });
    await app.world.proposal(hana, componentId, { spot: typed });
    await app.world.proposal(hana, componentId);
    const scope = { organisationId: app.world.organisationId, componentId, origin: 'https://city.test', locale: 'ja' };
    const rows = [];
    for await (const row of proposalExport.rows((query) => app.server.db.rows(query), scope)) rows.push(row);
    expect(rows).toMatchObject([
      { place: '港町1丁目', ...onGrid(given) },
      { place: null, lat: null, lon: null },
    ]);
    const file = (cells: string) => readTexts(Buffer.from(`id,body,住所,緯度,lon\n1,木,${cells}\n`), 'Asia/Tokyo');
    expect(file('港町1丁目,34.543217,134.456781').rows).toMatchObject([
      { spot: { address: '港町1丁目', point: given } },
    ]);
    expect(file(',,').rows).toMatchObject([{ spot: null }]);
    expect(file(',34.5,').problems).toMatchObject([{ line: 2, column: 'lon', code: 'BAD_FORMAT' }]);
  });
});
