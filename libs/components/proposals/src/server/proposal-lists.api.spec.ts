import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { foldWithoutBlanks, tokens } from '@hiroba/kernel';
import { cursorOf, rankingDifferences, rebuildCounters, sql } from '@hiroba/server';
import { plansOf, startApp, type Actor, type PlacedRoom, type PlanNode, type SpecApp } from '@hiroba/testing';
import { proposalCounters, proposalRanking } from './proposal.counters.ts';

const MANY = 30_000;

let app: SpecApp;
let staff: Actor;
let hana: Actor;
let visitor: Actor;
let room: PlacedRoom;

const headings = ['green', 'roads', 'safety', 'welfare', 'learning'];
let tree: Readonly<Record<string, string>>;
const texts = ['公園に木陰を増やしてほしい', '図書館の開館時間をのばす', '通学路の歩道を広げる', '避難所に段ボールベッドを', 'Wi-Fi のある休憩所',
  '市役所の駐輪場に屋根を', '電動車椅子の充電場所'];

/** Adds published proposals by SQL, past guard and triggers, and makes their numbers anew. */
async function plant(componentId: string, many: number): Promise<void> {
  const client = await app.server.db.pool.connect();
  try {
    await client.query('begin');
    // Committed to disk, or vacuum could not yet mark its pages as visible to all.
    await client.query("set local session_replication_role = 'replica'; set local statement_timeout = '120s'; set local synchronous_commit = on");
    const rows = texts.map((text) => ({ text, folded: foldWithoutBlanks(text), tokens: tokens(text) }));
    await client.query(`
      insert into proposal (id, organisation_id, component_id, author_id, state, title, body, locale, created_at, published_at,
                            drafted_at, versions, rev, answer_kind, answered_at, answer_due_at, folded, tokens)
      select ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, $1, $2, case when n % 100 = 0 then $3::uuid end, 'PUBLISHED',
             t.text, t.text || n, 'ja', now(),
             '2026-01-01T00:00:00Z'::timestamptz + n * interval '1 second', now(), 1, 1,
             case when n % 50 = 0 then 'ACCEPTED' when n % 300 = 1 then 'EVALUATING' end,
             case when n % 50 = 0 then '2026-03-01T00:00:00Z'::timestamptz + n * interval '1 second' end,
             case when n % 600 = 1 then '2026-12-01T00:00:00Z'::timestamptz end,
             t.text || n, array(select jsonb_array_elements_text(t.tokens))
      from generate_series(1, $4::int) n
      join lateral (select x ->> 'text' as text, x -> 'tokens' as tokens from jsonb_array_elements($5::jsonb) with ordinality e(x, at)
                    where at = case when n % 30 = 4 then 6 when n % 600 = 5 then 7 else 1 + n % 7 % 5 end) t on true`,
    [app.world.organisationId, componentId, hana.id, many, JSON.stringify(rows)]);
    await client.query(`
      insert into taxonomy_use (organisation_id, subject_kind, subject_id, tree_id, node_id, component_id, chosen, at)
      select p.organisation_id, 'proposal', p.id, $1::uuid, u.node_id, p.component_id, u.chosen, p.published_at
      from generate_series(1, $2::int) n
      join proposal p on p.id = ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid
      cross join lateral (values ($1::uuid, false), (case when n = 7 then $3::uuid else ($4::uuid[])[1 + n % 5] end, true)) u (node_id, chosen)`,
    [tree[''], many, tree.rare, headings.map((key) => tree[key])]);
    await client.query(`
      insert into proposal_rank (organisation_id, component_id, proposal_id, supports, comments)
      select organisation_id, component_id, id, ('x' || substr(md5(id::text), 1, 4))::bit(16)::int % 500, ('x' || substr(md5(id::text), 5, 4))::bit(16)::int % 40
      from proposal where rev > 0 on conflict do nothing`);
    await client.query(`
      insert into counter (organisation_id, counter, subject_id, n)
      select organisation_id, c.counter, proposal_id, case c.counter when 'supports' then supports else comments end
      from proposal_rank, (values ('supports'), ('comments')) c (counter) on conflict do nothing`);
    // One in ten has a point: somewhere on a square of 60 by 50 cells.
    await client.query(`
      insert into spot (organisation_id, subject_kind, subject_id, component_id, lat, lon, grid_lat, grid_lon, at)
      select p.organisation_id, 'proposal', p.id, p.component_id, 34 + x * 0.001, 134 + y * 0.001, 34 + x * 0.001, 134 + y * 0.001, now()
      from generate_series(1, $1::int / 10) n
      cross join lateral (select n % 60 as x, n / 60 as y) at
      join proposal p on p.id = ('00000000-0000-7000-8000-' || lpad(to_hex(n * 10), 12, '0'))::uuid`, [many]);
    await client.query('commit');
    await client.query('vacuum analyze spot');
    await client.query('vacuum analyze proposal');
    await client.query('vacuum analyze proposal_rank');
    await client.query('analyze counter');
    await client.query('vacuum analyze taxonomy_use');
  } finally {
    client.release(true);
  }
}

beforeAll(async () => {
  app = await startApp();
  staff = await app.world.staff();
  hana = await app.world.citizen('花');
  visitor = app.world.visitor();
  tree = await app.world.tree(await app.world.admin(), 'topics', [...headings, 'rare']);
  room = await app.world.room(staff, 'proposals', { settings: { taxonomies: JSON.stringify([tree['']]) } });
  await plant(room.componentId, MANY);
});
afterAll(() => app?.close());

const list = `query L($id: ID!, $after: String, $sort: ProposalSort, $seed: String! = "", $filter: ProposalFilter, $first: Int! = 20) {
  component(id: $id) { ... on ProposalsComponent { proposals(first: $first, after: $after, sort: $sort, seed: $seed, filter: $filter) {
    items { id title supportCount commentCount author { displayName isStaff } viewerSupports } next } } } }`;

interface Listed {
  component: { proposals: { items: { id: string; supportCount: number | null }[]; next: string | null }; defaultSort: string };
}
interface Explained {
  readonly indexes: readonly string[];
  readonly scanned: readonly string[];
  /** Rows of proposals and their ranking that were looked at. */
  readonly touched: number;
}

const ours = ({ 'Relation Name': relation = '' }: PlanNode): boolean => relation.startsWith('proposal');

/** What a document's statements about proposals do when they are run. */
async function explained(who: Actor, document: string, variables: object): Promise<Explained> {
  const nodes = (await plansOf(app, /proposal p/, () => who.run(document, variables))).flat();
  return {
    indexes: [...new Set(nodes.flatMap((node) => node['Index Name'] ?? []))],
    scanned: nodes.filter((node) => ours(node) && node['Node Type'] === 'Seq Scan').map((node) => String(node['Relation Name'])),
    touched: nodes.filter(ours).reduce((sum, node) => sum + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'], 0),
  };
}

const pageOf = (sort: string, more: object = {}) => ({ id: room.componentId, sort, seed: 'くじ', ...more });

/** Where row 25,000 of an order stands. */
const deepRow: Record<string, string> = {
  NEWEST: `select to_json(published_at at time zone 'UTC') #>> '{}' as value, id from proposal order by published_at desc, id desc`,
  SUPPORTED: 'select supports as value, proposal_id as id from proposal_rank order by supports desc, proposal_id desc',
  COMMENTED: 'select comments as value, proposal_id as id from proposal_rank order by comments desc, proposal_id desc',
  ANSWERED: `select to_json(coalesce(answered_at, 'epoch') at time zone 'UTC') #>> '{}' as value, id from proposal
    order by coalesce(answered_at, 'epoch') desc, id desc`,
};

async function deepCursor(sort: string): Promise<string> {
  if (sort === 'RANDOM') {
    const { component } = await visitor.run<Listed>(list, pageOf(sort, { first: 100 }));
    return String(component.proposals.next);
  }
  const { rows } = await app.server.db.pool.query<{ value: string | number; id: string }>(`${deepRow[sort]} offset 25000 limit 1`);
  const { value, id } = rows[0] ?? { value: '', id: '' };
  return cursorOf([sort, 'くじ', typeof value === 'string' ? new Date(`${value}Z`).toISOString() : value, id]);
}

const indexOf: Record<string, RegExp> = {
  NEWEST: /^proposal_newest$/, SUPPORTED: /^proposal_rank_supports$/, COMMENTED: /^proposal_rank_comments$/,
  ANSWERED: /^proposal_latest_answer$/, RANDOM: /^proposal_shuffle_[0-3]$/,
};
const sorts = Object.keys(indexOf);

describe('C6 among 30,000 proposals', () => {
  it.each(sorts)('a page in the order %s is walked along its index, and page 1,250 costs as page 1', async (sort) => {
    const first = await explained(visitor, list, pageOf(sort));
    const deep = await explained(visitor, list, pageOf(sort, { after: await deepCursor(sort) }));
    for (const plan of [first, deep]) {
      expect(plan.indexes.some((name) => indexOf[sort]?.test(name))).toBe(true);
      expect(plan.scanned).toEqual([]);
    }
    // 21 of the order, each with its row and its numbers.
    expect(first.touched).toBeLessThanOrEqual(4 * 21);
    expect(deep.touched).toBeLessThanOrEqual(4 * 21);
    const { component } = await visitor.run<Listed>(list, pageOf(sort, { after: await deepCursor(sort) }));
    expect(component.proposals.items).toHaveLength(20);
  });

  // A rare value is found by its own index, a frequent one on the way along the order: the plan is made for the value.
  it.each<[string, object, number]>([
    ['a rare heading', { taxonomies: ['topics/rare'] }, 100],
    ['a frequent heading', { taxonomies: ['topics/green'] }, 1_500],
    ['a whole tree', { taxonomies: ['topics'] }, 1_500],
    ['one kind of answer', { answerKind: 'ACCEPTED' }, 3_000],
    ['what is not answered', { answered: false }, 1_000],
    ['what is due', { due: true }, 500],
    ['a frequent word', { search: '公園' }, 2_500],
    ['two words', { search: '公園 木陰' }, 2_500],
    ['a longer word', { search: '図書館' }, 2_500],
    ['a word of some', { search: '駐輪場' }, 2_500],
    ['a word of few', { search: '電動車椅子' }, 300],
    ['a word nobody wrote', { search: '宇宙' }, 10],
    ['a reference', { search: 'TEST-P-2026-1' }, 10],
    ['signs that are no word', { search: '%_\\&|!():*' }, 10],
  ])('%s is found without reading the others, in every order', async (_, filter, most) => {
    for (const sort of sorts) {
      const { scanned, touched } = await explained(visitor, list, pageOf(sort, { filter }));
      expect({ sort, scanned, within: touched <= most ? most : touched }).toEqual({ sort, scanned: [], within: most });
    }
  });

  const directOrder: Record<string, string> = {
    NEWEST: 'p.published_at desc', SUPPORTED: 'r.supports desc', COMMENTED: 'r.comments desc', ANSWERED: `coalesce(p.answered_at, 'epoch') desc`,
  };

  it.each(sorts.flatMap((sort) => ['電動車椅子', '駐輪場', '公園'].map((search) => [sort, search] as const)))(
    'in the order %s, those with the word %s stand as they would without an index', async (sort, search) => {
      const read = async (after: string | null) => (await visitor.run<Listed>(list, pageOf(sort, { first: 20, after, filter: { search } }))).component.proposals;
      const page = await read(null);
      const ids = [...page.items, ...(await read(page.next)).items].map(({ id }) => id);
      // A shuffle has no order of its own to be compared with: it shows those with the word, and nobody twice.
      const order = directOrder[sort] ?? 'p.id = any($3::uuid[]) desc';
      const { rows } = await app.server.db.pool.query<{ id: string }>(`
        select p.id from proposal p join proposal_rank r on r.proposal_id = p.id
        where p.component_id = $1 and strpos(p.folded, $2) > 0 and $3::uuid[] is not null order by ${order}, p.id desc limit 40`,
      [room.componentId, foldWithoutBlanks(search), ids]);
      const expected = rows.map(({ id }) => id);
      expect(sort === 'RANDOM' ? [...new Set(ids)].sort() : ids).toEqual(sort === 'RANDOM' ? expected.sort() : expected);
    });

  it.each<[string, () => Actor, string, RegExp]>([
    ['the numbers under each state', () => visitor, 'query C($id: ID!) { component(id: $id) { ... on ProposalsComponent { counts { key count } } } }', /^proposal_facets$/],
    ['the newest answers', () => visitor, '{ answeredProposals(first: 5) { id } }', /^proposal_answered$/],
    ['what one person wrote', () => hana, '{ myProposals(first: 50) { id } }', /^proposal_(by|first)_author$/],
  ])('%s come from an index', async (_, who, document, index) => {
    const { indexes, scanned } = await explained(who(), document, { id: room.componentId });
    expect(scanned).toEqual([]);
    expect(indexes.some((name) => index.test(name))).toBe(true);
  });

  test('a part of the map is found by its cells, and looks at no proposal but those on it', async () => {
    const map = 'query M($id: ID!, $filter: ProposalFilter) { component(id: $id) { ... on ProposalsComponent { map(filter: $filter) { clusters { count } } } } }';
    const variables = { id: room.componentId, filter: { box: { south: 34.0095, west: 134.0095, north: 34.0195, east: 134.0195 } } };
    const { component } = await visitor.run<{ component: { map: { clusters: { count: number }[] } } }>(map, variables);
    expect(component.map.clusters.reduce((sum, { count }) => sum + count, 0)).toBe(100);
    const nodes = (await plansOf(app, /from spot o/, () => visitor.run(map, variables))).flat();
    expect(nodes.flatMap((node) => node['Index Name'] ?? [])).toContain('spot_grid');
    expect(nodes.filter((node) => node['Node Type'] === 'Seq Scan').map((node) => node['Relation Name'])).not.toContain('proposal');
    expect(nodes.filter(ours).reduce((sum, node) => sum + node['Actual Rows'] * node['Actual Loops'], 0)).toBeLessThanOrEqual(200);
  });

  test('a shuffle shows each proposal once, from wherever its seed begins', async () => {
    const seen = new Set<string>();
    let [after, pages] = [null as string | null, 0];
    do {
      const { component }: Listed = await visitor.run<Listed>(list, pageOf('RANDOM', { first: 100, after }));
      for (const { id } of component.proposals.items) seen.add(id);
      after = component.proposals.next;
      pages += 1;
    } while (after);
    expect([seen.size, pages]).toEqual([MANY, MANY / 100]);
    const firsts = new Set<string>();
    for (let n = 0; n < 20; n += 1) {
      const { component } = await visitor.run<Listed>(list, pageOf('RANDOM', { first: 1, seed: `くじ${n}` }));
      firsts.add(String(component.proposals.items[0]?.id));
    }
    expect(firsts.size).toBeGreaterThan(15);
  });
});

describe('the ranking of proposals', () => {
  const support = `mutation S($id: ID!) { outcome: supportProposal(id: $id) { __typename ... on Proposal { id } ... on Refusal { code } } }`;
  const order = async (componentId: string) =>
    (await visitor.run<Listed>(list, { id: componentId, sort: 'SUPPORTED' })).component.proposals.items.map(({ id, supportCount }) => [id, supportCount]);

  test('follows the counters once they are folded, and can be made anew from rows', async () => {
    const { componentId } = await app.world.room(staff, 'proposals');
    const ids = [await app.world.proposal(hana, componentId), await app.world.proposal(hana, componentId), await app.world.proposal(hana, componentId)].sort();
    const [low, middle, high] = ids as [string, string, string];
    await hana.act(support, { id: low });
    expect(await order(componentId)).toEqual([[high, 0], [middle, 0], [low, 1]]);
    await app.world.settle();
    expect(await order(componentId)).toEqual([[low, 1], [high, 0], [middle, 0]]);
    const client = await app.server.db.pool.connect();
    try {
      await client.query('update proposal_rank set supports = 9 where proposal_id = $1', [middle]);
      await client.query('delete from proposal_rank where proposal_id = $1', [high]);
      const ofRoom = { ...proposalRanking, members: sql`select organisation_id, id, component_id from proposal where component_id = ${componentId}` };
      expect((await rankingDifferences(client, [ofRoom])).map(({ counter, subjectId, counted, rows }) => [counter, subjectId, counted, rows])).toEqual([
        ['proposal_rank.supports', middle, 9, 0], ['proposal_rank.supports', high, -1, 0], ['proposal_rank.comments', high, -1, 0]]);
      await rebuildCounters(client, proposalCounters, [proposalRanking]);
      expect(await rankingDifferences(client, [ofRoom])).toEqual([]);
    } finally {
      client.release();
    }
    expect(await order(componentId)).toEqual([[low, 1], [high, 0], [middle, 0]]);
  });

  it.each([['AFTER_OWN', 'NEWEST'], ['AFTER_PHASE', 'NEWEST'], ['ALWAYS', 'SUPPORTED']])(
    'PRO9 with counts shown %s, an order by supports is %s, whatever a cursor claims', async (showCounts, effective) => {
      const { componentId } = await app.world.room(staff, 'proposals', { settings: { showCounts } });
      const ids: string[] = [];
      for (let n = 0; n < 3; n += 1) {
        app.clock.advance(1);
        ids.push(await app.world.proposal(hana, componentId));
      }
      await hana.act(support, { id: ids[0] });
      await app.world.settle();
      const expected = effective === 'NEWEST' ? [...ids].reverse() : [ids[0], ...ids.slice(1).sort().reverse()];
      const read = async (after?: string) => (await visitor.run<Listed>(list, { id: componentId, sort: 'SUPPORTED', first: 2, after })).component.proposals;
      const page = await read();
      expect(page.items.map(({ id }) => id)).toEqual(expected.slice(0, 2));
      expect(JSON.parse(Buffer.from(String(page.next), 'base64url').toString())[0]).toBe(effective);
      expect((await read(String(page.next))).items.map(({ id }) => id)).toEqual(expected.slice(2));
      // Made by hand: what would stand behind the proposal with a support if the order were told.
      const claimed = await read(cursorOf(['SUPPORTED', '', 1, ids[0] as string]));
      expect(claimed.items.map(({ id }) => id)).toEqual(effective === 'NEWEST' ? expected.slice(0, 2) : expected.slice(1));
    });
});
