import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { plansOf, startApp, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';

let app: SpecApp;
let staff: Actor;
let hana: Actor;
let room: PlacedRoom;
let elsewhere: PlacedRoom;

beforeAll(async () => {
  app = await startApp();
  staff = await app.world.staff();
  hana = await app.world.citizen('花');
  room = await app.world.room(staff, 'proposals', { closesAt: null, settings: { threshold: 1, answerDays: 10 } });
  elsewhere = await app.world.room(staff, 'proposals', { closesAt: null });
});
afterAll(() => app?.close());

const shown = '__typename ... on Refusal { code field message } ... on Proposal { id }';
const answer = `mutation M($id: ID!, $input: ProposalAnswerInput!, $at: DateTime) {
  outcome: answerProposal(id: $id, input: $input, publishAt: $at) { ${shown} } }`;
const prepare = `mutation M($id: ID!, $input: ProposalAnswerInput!) { outcome: prepareAnswer(id: $id, input: $input, edition: 0) { ${shown} } }`;
const support = `mutation M($id: ID!) { outcome: supportProposal(id: $id) { ${shown} } }`;
const words = { status: 'accepted', text: { ja: '来年度に植えます。' }, office: '公園緑地課' };
const query = `query D($queue: AnswerQueue! = WAITING, $place: ID, $ids: [ID!], $first: Int! = 50, $after: String) {
  answerDesk(queue: $queue, componentId: $place, ids: $ids, first: $first, after: $after) {
    items { id title supportCount answerDueAt answerStatus { label { ja } } preparedAnswer { publishAt kind } } next
    counts { key count } places { id title { ja } space { ja } } } }`;
interface Desk {
  readonly items: readonly { id: string; preparedAnswer: { publishAt: string | null } | null }[];
  readonly next: string | null;
  readonly counts: readonly { key: string; count: number }[];
  readonly places: readonly { id: string }[];
}
const deskOf = async (who: Actor, variables: object = {}): Promise<Desk> => (await who.run<{ answerDesk: Desk }>(query, variables)).answerDesk;
const idsOf = ({ items }: Desk) => items.map(({ id }) => id);
const countsOf = ({ counts }: Desk) => Object.fromEntries(counts.map(({ key, count }) => [key, count]));

describe('the answer desk', () => {
  test('sorts proposals into queues, the nearest deadline first', async () => {
    const made: string[] = [];
    for (let n = 0; n < 6; n += 1) made.push(await app.world.proposal(hana, room.componentId, { title: `提案 ${n}` }));
    const [free = '', due = '', late = '', prepared = '', scheduled = '', answered = ''] = made;
    app.clock.set(new Date(Date.now() - 20 * 86_400_000));
    await hana.act(support, { id: late });
    app.clock.set(new Date());
    await hana.act(support, { id: due });
    await staff.act(prepare, { id: prepared, input: words });
    await staff.act(answer, { id: scheduled, input: words, at: new Date(Date.now() + 86_400_000).toISOString() });
    await staff.act(answer, { id: answered, input: words });
    const place = room.componentId;
    const waiting = await deskOf(staff, { place });
    expect(idsOf(waiting)).toEqual([late, due, free]);
    expect(countsOf(waiting)).toEqual({ WAITING: 3, OVERDUE: 1, PREPARED: 1, SCHEDULED: 1, ANSWERED: 1 });
    for (const [queue, id] of Object.entries({ OVERDUE: late, PREPARED: prepared, SCHEDULED: scheduled, ANSWERED: answered })) {
      expect({ queue, ids: idsOf(await deskOf(staff, { queue, place })) }).toEqual({ queue, ids: [id] });
    }
    expect(idsOf(await deskOf(staff, { ids: [answered, free, crypto.randomUUID(), 'x'] })).sort()).toEqual([answered, free].sort());
  });

  test('is that of one\'s own spaces, and empty for everybody else', async () => {
    const there = await app.world.proposal(hana, elsewhere.componentId);
    const local = await app.world.staff('他課', elsewhere.spaceId);
    const desk = await deskOf(local);
    expect(idsOf(desk)).toEqual([there]);
    expect(desk.places.map(({ id }) => id)).toEqual([elsewhere.componentId]);
    expect(idsOf(await deskOf(local, { place: room.componentId }))).toEqual([]);
    const nothing = { items: [], next: null, counts: [], places: [] };
    for (const who of [hana, app.world.visitor(), app.world.as(staff, { mfa: false }), app.world.as(staff, { suspended: true })]) {
      expect(await deskOf(who)).toEqual(nothing);
    }
  });

  test('refuses cursors that are not its own', async () => {
    for (const after of ['x', Buffer.from('["now","a"]').toString('base64url'), Buffer.from(`["2026","${crypto.randomUUID()}"]`).toString('base64url')]) {
      await expect(deskOf(staff, { after })).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    }
  });
});

describe('ADM1 the answer desk over ten thousand', () => {
  const many = 10_000;
  let big: PlacedRoom;

  beforeAll(async () => {
    big = await app.world.room(staff, 'proposals', { closesAt: null });
    const client = await app.server.db.pool.connect();
    await client.query('set session_replication_role = replica; set statement_timeout = 0');
    await client.query(`
      insert into proposal (id, organisation_id, component_id, author_id, state, title, body, locale, published_at, drafted_at, versions, rev,
        answer_due_at, answer_kind, answered_at, answer_versions)
      select gen_random_uuid(), $1, $2, $3, 'PUBLISHED', '提案 ' || n, '本文', 'ja', now(), now(), 1, 1,
        case when n % 3 > 0 then now() + (n - 5000) * interval '1 minute' end,
        case when n % 4 = 0 then 'ACCEPTED' end, case when n % 4 = 0 then now() - n * interval '1 minute' end, (n % 4 = 0)::int
      from generate_series(1, $4::int) n`, [app.world.organisationId, big.componentId, hana.id, many]);
    await client.query(`
      insert into proposal_answer_draft (id, organisation_id, component_id, proposal_id, content, edition, edited_at)
      select gen_random_uuid(), organisation_id, component_id, id, '{"kind":"ACCEPTED","status":"accepted","text":{},"office":"課","results":[]}', 1, published_at - random() * interval '1 day'
      from proposal where component_id = $1 and answer_kind is null and random() < 0.3`, [big.componentId]);
    await client.query('analyze proposal; analyze proposal_answer_draft');
    client.release(true);
  });

  test('shows every queue whole, each proposal once, page by page', async () => {
    const counts = countsOf(await deskOf(staff, { place: big.componentId }));
    for (const queue of ['WAITING', 'OVERDUE', 'PREPARED', 'ANSWERED']) {
      const seen: string[] = [];
      for (let after: string | null = null, pages = 0; pages === 0 || after; pages += 1) {
        const desk: Desk = await deskOf(staff, { queue, place: big.componentId, first: 100, after });
        seen.push(...idsOf(desk));
        after = desk.next;
      }
      expect({ queue, seen: seen.length, different: new Set(seen).size }).toEqual({ queue, seen: counts[queue], different: counts[queue] });
    }
  });

  test('takes as many statements for the last page as for the first, and finds its rows by an index', async () => {
    const statements = async (variables: object) => (await staff.counted<{ answerDesk: Desk }>(query, variables)).statements;
    const { next } = await deskOf(staff, { first: 100 });
    const [first, later] = [await statements({ first: 20 }), await statements({ first: 20, after: next })];
    expect(first.length).toBeLessThanOrEqual(6);
    expect(later).toHaveLength(first.length);
  });

  test.each([['WAITING', 'proposal_waiting'], ['OVERDUE', 'proposal_waiting'], ['PREPARED', 'proposal_answer_prepared'], ['ANSWERED', 'proposal_answered']])(
    'walks the queue %s along %s', async (queue, index) => {
      const plan = (await plansOf(app, /::text as at from/, () => deskOf(staff, { queue, first: 20 }))).flat();
      expect(plan.map((node) => node['Index Name'])).toContain(index);
      expect(plan.filter((node) => node['Node Type'] === 'Sort')).toEqual([]);
      expect(Math.max(...plan.map((node) => node['Actual Rows'] ?? 0))).toBeLessThan(1_000);
    });
});
