import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApp, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';

const TOPS = 10_000;
const ALL = 20_000;

let app: SpecApp;
let staff: Actor;
let hana: Actor;
let visitor: Actor;
let room: PlacedRoom;
let root: string;

// Straight into the table: 20,000 mutations would test the patience, not the paging.
async function seedThread(componentId: string, rootId: string, authorId: string): Promise<void> {
  const client = await app.server.db.pool.connect();
  try {
    await client.query('begin');
    await client.query("set local session_replication_role = 'replica'; set local statement_timeout = '60s'");
    await client.query(`
      with seeded as (
        select n, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid as id from generate_series(1, ${ALL}) n)
      insert into comment (id, organisation_id, component_id, root_kind, root_id, parent_id, branch_id, depth, answers_version,
                           author_id, body, locale, state, created_at, rev)
      select id, $1, $2, 'proposal', $3, case when n > ${TOPS} then top end, case when n > ${TOPS} then top else id end,
             case when n > ${TOPS} then 1 else 0 end, case when n > ${TOPS} then 1 end,
             $4, 'コメント' || n, 'ja', 'VISIBLE', '2026-11-20T00:00:00Z'::timestamptz + n * interval '1 second', 1
      from (select *, ('00000000-0000-7000-8000-' || lpad(to_hex(n % 100 + 1), 12, '0'))::uuid as top from seeded) s`,
    [app.world.organisationId, componentId, rootId, authorId]);
    await client.query(`
      insert into counter_delta (organisation_id, counter, subject_id, n)
      select $1::uuid, 'comments', $2::uuid, ${ALL} union all
      select $1::uuid, 'replies', ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, ${(ALL - TOPS) / 100} from generate_series(1, 100) n`,
    [app.world.organisationId, rootId]);
    await client.query('commit');
    await client.query('analyze comment');
  } finally {
    client.release();
  }
}

const nth = (n: number): string => `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

beforeAll(async () => {
  app = await startApp();
  staff = await app.world.staff();
  hana = await app.world.citizen('花');
  visitor = app.world.visitor();
  room = await app.world.room(staff, 'proposals');
  root = await app.world.proposal(hana, room.componentId);
  await seedThread(room.componentId, root, hana.id);
  await app.world.settle();
});
afterAll(() => app?.close());

interface Listed {
  comments: { items: { id: string; body: string; replyCount: number; replies: { id: string; body: string }[] }[]; next: string | null; count: number };
}
const page = `query P($root: ID!, $after: String, $around: ID, $sort: CommentSort!) {
  comments(rootKind: "proposal", rootId: $root, first: 20, after: $after, around: $around, sort: $sort) {
    items { id body replyCount author { displayName } replies { id body author { displayName } answers { id } } } next count newest } }`;
const conversation = `query C($id: ID!, $after: String) { comment(id: $id, after: $after) {
  id earlier next previousId nextId top { id replyCount replies { id body author { displayName } } } } }`;
const cursorOf = (n: number): string =>
  Buffer.from(JSON.stringify([Date.parse('2026-11-20T00:00:00Z') + n * 1000, nth(n)])).toString('base64url');

describe('COM1 a thread of 20,000 comments', () => {
  test('shows its first page in one statement, with the first three replies of each branch', async () => {
    const { result, statements } = await visitor.counted<Listed>(page, { root, sort: 'OLDEST' });
    expect(statements).toHaveLength(1);
    expect(result.comments.count).toBe(ALL);
    expect(result.comments.items.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, n) => nth(n + 1)));
    expect(result.comments.items[0]).toMatchObject({
      replyCount: 100, replies: [{ body: 'コメント10100' }, { body: 'コメント10200' }, { body: 'コメント10300' }]});
  });

  test.each(['OLDEST', 'NEWEST'] as const)('shows page 400 in one statement, %s first', async (sort) => {
    const deep = cursorOf(sort === 'OLDEST' ? 8_000 : 2_000);
    const { result, statements } = await visitor.counted<Listed>(page, { root, sort, after: deep });
    expect(statements).toHaveLength(1);
    expect(result.comments.items[0]?.id).toBe(nth(sort === 'OLDEST' ? 8_001 : 1_999));
  });

  // No clock: a busy machine would decide. An index entered at the cursor costs the same at any depth.
  test('is entered by index at the cursor, whatever is asked of it', async () => {
    const since = 'query S($root: ID!, $after: String) { commentsSince(rootKind: "proposal", rootId: $root, after: $after) { count } }';
    const replies = 'query R($id: ID!, $after: String) { replies(parentId: $id, after: $after) { items { id } next } }';
    const asked = [
      await visitor.counted(page, { root, sort: 'OLDEST', after: cursorOf(5_000) }),
      await visitor.counted(page, { root, sort: 'NEWEST', after: cursorOf(5_000) }),
      await visitor.counted(page, { root, sort: 'OLDEST', around: nth(15_000) }),
      await visitor.counted(conversation, { id: nth(15_000) }),
      await visitor.counted(conversation, { id: nth(15_000), after: cursorOf(12_000) }),
      await visitor.counted(since, { root, after: cursorOf(19_990) }),
      await visitor.counted(replies, { id: nth(15_000), after: cursorOf(12_000) }),
    ];
    const atCursor = /Index Cond: .*ROW\(/;
    for (const { statements } of asked) {
      expect(statements).toHaveLength(1);
      const { rows } = await app.server.db.pool.query<{ 'QUERY PLAN': string }>(`explain (generic_plan) ${String(statements[0])}`);
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      expect(plan).toMatch(atCursor);
      expect(plan).not.toMatch(/Seq Scan on (comment|version|counter)/);
    }
  });

  test('has a permalink for every comment, in one statement, with ancestors and neighbours', async () => {
    const { result, statements } = await visitor.counted<{ comment: Record<string, unknown> & { top: { id: string; replies: { id: string }[] } } }>(
      conversation, { id: nth(15_050) });
    expect(statements).toHaveLength(1);
    const { comment } = result;
    expect(comment).toMatchObject({ id: nth(15_050), earlier: true, previousId: nth(50), nextId: nth(52), top: { id: nth(51), replyCount: 100 } });
    expect(comment.top.replies.map(({ id }) => id)).toContain(nth(15_050));
    expect(comment.top.replies).toHaveLength(26);
    expect(comment.next).not.toBeNull();
  });

  test('pages through a branch by cursor without loss or repetition', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const answer: { comment: { next: string | null; top: { replies: { id: string }[] } } } = await visitor.run(conversation, { id: nth(51), after });
      seen.push(...answer.comment.top.replies.map(({ id }) => id));
      after = answer.comment.next;
    } while (after);
    expect(seen).toHaveLength(100);
    expect(new Set(seen).size).toBe(100);
  });

  test('begins around a comment where asked', async () => {
    const { comments } = await visitor.run<Listed>(page, { root, sort: 'OLDEST', around: nth(15_050) });
    expect(comments.items[0]?.id).toBe(nth(51));
  });

  test('with its proposal takes four statements at most', async () => {
    const document = `query Q($root: ID!) {
      proposal(id: $root) { id title author { displayName } supportCount viewerSupports }
      comments(rootKind: "proposal", rootId: $root) { items { id body author { displayName } replies { id body } } next count } }`;
    expect((await hana.counted(document, { root })).statements.length).toBeLessThanOrEqual(4);
  });
});

describe('paging', () => {
  test('COM2 with 50 comments arriving between pages repeats nothing and loses nothing', async () => {
    const busy = await app.world.proposal(hana, room.componentId);
    const add = 'mutation A($root: ID!, $body: String!) { outcome: addComment(rootKind: "proposal", rootId: $root, body: $body) { __typename ... on Comment { id } ... on Refusal { code } } }';
    const say = async (n: number) => {
      app.clock.advance(0.001);
      return (await hana.act(add, { root: busy, body: `声${n}` })).id;
    };
    const written: string[] = [];
    for (let n = 0; n < 50; n += 1) written.push(await say(n));
    const seen: string[] = [];
    let after: string | null = null;
    let arriving = 50;
    do {
      const { comments }: Listed = await visitor.run<Listed>(page, { root: busy, sort: 'OLDEST', after });
      seen.push(...comments.items.map(({ id }) => id));
      after = comments.next;
      for (let n = 0; n < 25 && arriving > 0; n += 1, arriving -= 1) written.push(await say(100 + n));
    } while (after);
    expect(seen).toEqual(written);
  });

  test.each([101, 0, -1])('refuses a page of %i', async (first) => {
    for (const field of ['comments(rootKind: "proposal", rootId: $id', 'replies(parentId: $id']) {
      await expect(visitor.run(`query Q($id: ID!, $first: Int!) { ${field}, first: $first) { next } }`, { id: root, first }))
        .rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    }
  });

  test.each(['x', Buffer.from('[1]').toString('base64url'), Buffer.from('["2026","z"]').toString('base64url'),
    Buffer.from('[1e300,"00000000-0000-7000-8000-000000000000"]').toString('base64url')])('refuses the forged cursor %s', async (after) => {
    await expect(visitor.run(page, { root, sort: 'OLDEST', after })).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });
});
