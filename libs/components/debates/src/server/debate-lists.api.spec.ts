import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { foldWithoutBlanks, tokens } from '@hiroba/kernel';
import { plansOf, startApp, type Actor, type PlacedRoom, type PlanNode, type SpecApp } from '@hiroba/testing';

const MANY = 10_000;
const RARE = '避難所のベッド';

let app: SpecApp;
let visitor: Actor;
let room: PlacedRoom;

/** Adds published debates by SQL, past guard and triggers; every hundredth asks something rare. */
async function plant(componentId: string): Promise<void> {
  const client = await app.server.db.pool.connect();
  try {
    await client.query('begin');
    await client.query("set local session_replication_role = 'replica'; set local synchronous_commit = on");
    await client.query(
      `insert into debate (id, organisation_id, component_id, official, office, state, question, background, layout, alignment,
                           locale, published_at, closes_at, conclusion_versions, versions, rev, folded, tokens)
       select ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, $1, $2, true, '企画課', 'PUBLISHED', '問い' || n, '背景',
              'SINGLE', 'OFF', 'ja', '2026-01-01T00:00:00Z'::timestamptz + n * interval '1 minute',
              case when n % 3 = 0 then '2026-06-01T00:00:00Z'::timestamptz + n * interval '1 minute' end,
              case when n % 6 = 0 then 1 else 0 end, 1, 1, case when n % 100 = 0 then $3 else '' end,
              case when n % 100 = 0 then array(select jsonb_array_elements_text($4::jsonb)) else '{}' end
       from generate_series(1, $5::int) n`,
      [app.world.organisationId, componentId, foldWithoutBlanks(RARE), JSON.stringify(tokens(RARE)), MANY],
    );
    await client.query('commit');
    await client.query('vacuum analyze debate');
  } finally {
    client.release(true);
  }
}

beforeAll(async () => {
  app = await startApp();
  visitor = app.world.visitor();
  room = await app.world.room(await app.world.staff(), 'debates', { actions: ['create', 'comment'] });
  await plant(room.componentId);
});
afterAll(() => app?.close());

const list = `query L($id: ID!, $after: String, $sort: DebateSort! = NEWEST, $filter: DebateFilter) {
  component(id: $id) { ... on DebatesComponent { debates(first: 20, after: $after, sort: $sort, filter: $filter) {
    items { id question commentCount author { displayName } } next } } } }`;

interface Listed {
  readonly component: {
    readonly debates: { readonly items: readonly { readonly id: string }[]; readonly next: string };
  };
}

const ours = (node: PlanNode): boolean => node['Relation Name'] === 'debate';

async function explained(variables: object): Promise<{ indexes: readonly string[]; scanned: number; touched: number }> {
  const plans = await plansOf(app, /debate d/, () => visitor.run(list, { id: room.componentId, ...variables }));
  const nodes = plans.flat();
  return {
    indexes: [...new Set(nodes.flatMap((node) => node['Index Name'] ?? []))].filter((name) =>
      name.startsWith('debate_'),
    ),
    scanned: nodes.filter((node) => ours(node) && node['Node Type'] === 'Seq Scan').length,
    touched: nodes
      .filter(ours)
      .reduce(
        (sum, node) => sum + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
        0,
      ),
  };
}

/** The cursor that follows page after page of an order, far down. */
async function deep(sort: string, pages = 5): Promise<string> {
  let after: string | undefined;
  for (let page = 0; page < pages; page += 1) {
    const { component } = await visitor.run<Listed>(list, { id: room.componentId, sort, after });
    after = component.debates.next;
  }
  return after ?? '';
}

describe('ten thousand debates are walked along an index', () => {
  it.each([
    ['NEWEST', 'debate_newest'],
    ['CLOSING', 'debate_closing'],
  ])('%s: the first page and a later one', async (sort, index) => {
    for (const after of [undefined, await deep(sort)]) {
      const { indexes, scanned, touched } = await explained({ sort, after });
      expect([indexes, scanned]).toEqual([[index], 0]);
      expect(touched).toBeLessThanOrEqual(40);
    }
  });

  it.each(['OPEN', 'CLOSED', 'CONCLUDED'])('with status %s', async (status) => {
    const { indexes, scanned, touched } = await explained({ filter: { status } });
    expect([indexes, scanned]).toEqual([['debate_newest'], 0]);
    expect(touched).toBeLessThan(400);
  });

  it('by rare words, it reads those that have them', async () => {
    const { indexes, scanned, touched } = await explained({ filter: { search: RARE } });
    expect([indexes, scanned]).toEqual([['debate_search'], 0]);
    expect(touched).toBeLessThan(400);
  });
});
