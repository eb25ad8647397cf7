import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { MOST_CELLS, onGrid } from '@hiroba/places';
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

interface Mapped {
  readonly box: object | null;
  readonly clusters: readonly { count: number; id: string | null; lat: number; lon: number }[];
}

const mapDocument = `query M($id: ID!, $filter: ProposalFilter) { component(id: $id) { ... on ProposalsComponent {
  map(filter: $filter) { box { south west north east } clusters { count id lat lon } } proposals(first: 100, filter: $filter) { items { id } } } } }`;
const mapped = async (componentId: string, filter: object = {}, by: Actor = app.world.visitor()) => {
  const { component } = await by.run<{ component: { map: Mapped; proposals: { items: { id: string }[] } } }>(
    mapDocument,
    { id: componentId, filter },
  );
  return { ...component.map, listed: component.proposals.items.map(({ id }) => id) };
};
const total = ({ clusters }: Mapped) => clusters.reduce((sum, { count }) => sum + count, 0);

describe('a map of proposals', () => {
  test('shows one alone by what everybody may know, with the area around it; drafts are on nobody else’s', async () => {
    const { componentId } = await app.world.room(staff, 'proposals', { settings: { places: 'OPTIONAL', area } });
    expect(await mapped(componentId)).toMatchObject({ box: { south: 34.49, north: 34.61 }, clusters: [], listed: [] });
    const id = await app.world.proposal(hana, componentId, { spot: typed });
    const draft = await app.world.draft(hana, componentId, { spot: { lat: '34.51', lon: '134.41' } });
    const { lat, lon } = onGrid(given);
    expect((await mapped(componentId)).clusters).toEqual([{ count: 1, id, lat, lon }]);
    expect((await mapped(componentId, { mine: true }, ken)).clusters).toEqual([]);
    const own = await mapped(componentId, { mine: true }, hana);
    expect(own.clusters.map(({ id: one }) => one).toSorted()).toEqual([id, draft].toSorted());
  });

  test('and the list beside it show the same of a part of it, borders included, by the public point alone', async () => {
    const { componentId } = await app.world.room(staff, 'proposals', { settings: { places: 'OPTIONAL' } });
    expect(await mapped(componentId)).toEqual({ box: null, clusters: [], listed: [] });
    const id = await app.world.proposal(hana, componentId, { spot: typed });
    await app.world.proposal(ken, componentId, { spot: { lat: '34.6', lon: '134.6' } });
    const { lat, lon } = onGrid(given);
    const edge = { south: lat, west: lon, north: lat + 0.0001, east: lon + 0.0001 };
    expect(await mapped(componentId, { box: edge })).toMatchObject({ clusters: [{ id }], listed: [id] });
    const past = { ...edge, south: lat + 0.00001 };
    expect(await mapped(componentId, { box: past })).toMatchObject({ clusters: [], listed: [] });
    const around = (at: { lat: number; lon: number }) => ({
      south: at.lat - 0.00002,
      west: at.lon - 0.00002,
      north: at.lat + 0.00002,
      east: at.lon + 0.00002,
    });
    expect(await mapped(componentId, { box: around(given) })).toMatchObject({ clusters: [], listed: [] });
    for (const other of [{ answered: true }, { answerKind: 'ACCEPTED' }, { due: true }])
      expect(await mapped(componentId, other)).toMatchObject({ clusters: [], listed: [] });
    expect(total(await mapped(componentId, { answered: false }))).toBe(2);
    expect(await mapped(componentId, { search: 'nowhere' })).toMatchObject({ clusters: [], listed: [] });
    expect(await mapped(componentId, { taxonomies: ['no/such'] })).toMatchObject({ clusters: [], listed: [] });
  });

  it.each([
    { south: 2, west: 0, north: 1, east: 1 },
    { south: 1, west: 0, north: 1, east: 1 },
    { south: 0, west: 0, north: 1, east: 181 },
  ])('has no part %j', async (box) => {
    await expect(mapped(room.componentId, { box })).rejects.toThrow('BAD_USER_INPUT');
  });

  test('of 10,000 points is a few clusters from two statements, and a part of it from one', async () => {
    const { componentId } = await app.world.room(staff, 'proposals', { settings: { places: 'OPTIONAL' } });
    const client = await app.server.db.pool.connect();
    await client.query('set session_replication_role = replica');
    await client.query(
      `with p as (
         insert into proposal (id, organisation_id, component_id, author_id, state, title, body, locale, created_at, published_at, drafted_at, versions, rev)
         select gen_random_uuid(), $1, $2, $3, 'PUBLISHED', 'P ' || n, 'B', 'ja', now(), now(), now(), 1, 1 from generate_series(0, 9999) n
         returning organisation_id, component_id, id, substr(title, 3)::int as n)
       insert into spot (organisation_id, subject_kind, subject_id, component_id, lat, lon, grid_lat, grid_lon, at)
       select organisation_id, 'proposal', id, component_id, 0, 0, 34.5 + (n % 100) * 0.001, 134.4 + (n / 100) * 0.001, now() from p`,
      [app.world.organisationId, componentId, hana.id],
    );
    await client.query('analyze proposal, spot');
    client.release(true);
    const ask = `query M($id: ID!, $filter: ProposalFilter) { component(id: $id) { ... on ProposalsComponent { map(filter: $filter) { clusters { count id lat lon } } } } }`;
    const counted = async (filter: object) => {
      const { result, statements } = await app.world
        .visitor()
        .counted<{ component: { map: Mapped } }>(ask, { id: componentId, filter });
      return { map: result.component.map, statements: statements.length };
    };
    const whole = await counted({});
    expect(total(whole.map)).toBe(10_000);
    expect(whole.map.clusters.length).toBeLessThanOrEqual(MOST_CELLS);
    const part = await counted({ box: { south: 34.4999, west: 134.3999, north: 34.5095, east: 134.4095 } });
    expect(total(part.map)).toBe(100);
    expect(whole.statements - part.statements).toBe(1);
    expect(part.statements).toBeLessThanOrEqual(3);
  });
});

describe('where only districts are told', () => {
  const square = (west: number) => [
    [west, 34.5],
    [west + 0.1, 34.5],
    [west + 0.1, 34.6],
    [west, 34.6],
    [west, 34.5],
  ];
  const drawn = (...districts: readonly (readonly [string, number])[]) =>
    JSON.stringify({
      type: 'FeatureCollection',
      features: districts.map(([name, west]) => ({
        type: 'Feature',
        properties: { name },
        geometry: { type: 'Polygon', coordinates: [square(west)] },
      })),
    });
  const shown = async (id: string, by?: Actor) =>
    (
      await (by ?? app.world.visitor()).run<{ proposal: object }>(
        'query S($id: ID!) { proposal(id: $id) { spot { district lat lon } } }',
        { id },
      )
    ).proposal;

  test('the middle of the district is all that leaves the server: in pages, maps and files', async () => {
    const { componentId } = await app.world.room(staff, 'proposals', {
      settings: { places: 'OPTIONAL', placePrecision: 'DISTRICT', area: drawn(['港町', 134.4], ['山手', 134.5]) },
    });
    const id = await app.world.proposal(hana, componentId, { spot: typed });
    const spot = { district: '港町', lat: 34.55, lon: 134.45 };
    expect(await shown(id)).toEqual({ spot });
    expect(await mapped(componentId)).toMatchObject({ clusters: [{ id, lat: 34.55, lon: 134.45 }] });
    const scope = { organisationId: app.world.organisationId, componentId, origin: 'https://city.test', locale: 'ja' };
    for await (const row of proposalExport.rows((query) => app.server.db.rows(query), scope)) {
      expect(row).toMatchObject({ lat: 34.55, lon: 134.45 });
      expect(JSON.stringify(row)).not.toMatch(/34\.5432|134\.4567/);
    }
    const kept = await app.server.db.rows(sql`select convert_from(e.leaf, 'UTF8') as leaf, c.params::text as params
      from log_entry e join log_entry_context c on c.entry_id = e.id where e.subject_id = ${id}`);
    expect(kept.length).toBeGreaterThan(0);
    expect(JSON.stringify(kept)).not.toMatch(/34\.5|134\.4/);
  });

  test('an area that is drawn anew moves what is shown, and what lies in no district any more is not shown', async () => {
    const { componentId } = await app.world.room(staff, 'proposals', {
      settings: { places: 'OPTIONAL', placePrecision: 'DISTRICT' },
    });
    const id = await app.world.proposal(hana, componentId, { spot: typed });
    const nowhere = { spot: { district: null, lat: null, lon: null } };
    expect(await shown(id)).toEqual(nowhere);
    await set(componentId, 'area', drawn(['港町', 134.4]));
    await app.world.settle();
    await app.world.react();
    expect(await shown(id)).toEqual({ spot: { district: '港町', lat: 34.55, lon: 134.45 } });
    await set(componentId, 'area', drawn(['山手', 134.5]));
    await app.world.settle();
    await app.world.react();
    expect(await shown(id, ken)).toEqual(nowhere);
    expect((await mapped(componentId)).clusters).toEqual([]);
  });
});
