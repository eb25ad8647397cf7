import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DEEPEST, placeBelow, type ParentFacts } from '@hiroba/comments';
import { startApp, type Actor, type SpecApp } from '@hiroba/testing';
import { comment } from '../security/scene.ts';

/** COM6: 10,000 replies, each to the one before, are flattened: three levels, then in order, saying whom they answer. */
const MANY = 10_000;
let app: SpecApp;
let hana: Actor;
let root: string;
let top: string;

const add = `mutation A($root: ID!, $parent: ID!) { outcome: addComment(rootKind: "proposal", rootId: $root, parentId: $parent, body: "返信") {
  __typename ... on Comment { id depth branchId answers { id } } ... on Refusal { code field message } } }`;
interface Said { id: string; depth: number; branchId: string; answers: { id: string } }

beforeAll(async () => {
  app = await startApp();
  hana = await app.world.citizen('花');
  const { componentId } = await app.world.room(await app.world.staff(), 'proposals');
  root = await app.world.proposal(hana, componentId);
  top = await comment(hana, root, '始まり');
});
afterAll(() => app?.close());

test('COM6 by rule', () => {
  let above: ParentFacts = { id: 'm-0', parentId: null, branchId: 'm-0', depth: 0, versions: 1, state: 'VISIBLE', authorId: 'hana' };
  const depths = new Set<number>();
  for (let n = 1; n <= MANY; n += 1) {
    const place = placeBelow(above, `m-${n}`);
    depths.add(place.depth);
    above = { ...above, ...place, id: `m-${n}` };
  }
  expect([...depths]).toEqual([1, 2, 3]);
  expect([DEEPEST, above.branchId]).toEqual([3, 'm-0']);
});

test('COM6 by the API', async () => {
  let above = top;
  const chain: Said[] = [];
  for (let n = 0; n < 12; n += 1) {
    app.clock.advance(0.01);
    const said: Said = await hana.act<Said>(add, { root, parent: above });
    expect([said.answers.id, said.branchId]).toEqual([above, top]);
    above = said.id;
    chain.push(said);
  }
  expect(chain.map(({ depth }) => depth)).toEqual([1, 2, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3]);
});

test('COM6 in a list, page by page, and at a permalink, one statement each', async () => {
  const [deepest] = await app.server.db.pool.query<{ id: string }>('select id from comment where branch_id = $1 order by created_at desc limit 1', [top])
    .then(({ rows }) => rows);
  const client = await app.server.db.pool.connect();
  await client.query('begin');
  await client.query("set local session_replication_role = 'replica'");
  // Each answers the one before it, all on the deepest level.
  await client.query(`
    insert into comment (id, organisation_id, component_id, root_kind, root_id, parent_id, branch_id, reply_to_id, depth, answers_version,
                         author_id, body, locale, state, created_at, rev)
    select ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, organisation_id, component_id, root_kind, root_id, parent_id, branch_id,
           case when n = 1 then id else ('00000000-0000-7000-8000-' || lpad(to_hex(n - 1), 12, '0'))::uuid end, 3, 1, author_id, '返信' || n, 'ja',
           'VISIBLE', created_at + n * interval '1 second', 1
    from comment, generate_series(1, ${MANY - 12}) n where id = $1`, [deepest?.id]);
  await client.query(`insert into counter_delta (organisation_id, counter, subject_id, n) values ($1, 'replies', $2, ${MANY - 12})`, [app.world.organisationId, top]);
  await client.query('commit');
  await client.query('analyze comment');
  client.release();
  const list = 'query P($root: ID!) { comments(rootKind: "proposal", rootId: $root) { items { replyCount replies { depth } } } }';
  const listed = await hana.counted<{ comments: { items: { replyCount: number; replies: object[] }[] } }>(list, { root });
  expect([listed.statements.length, listed.result.comments.items]).toEqual([1, [{ replyCount: MANY, replies: [{ depth: 1 }, { depth: 2 }, { depth: 3 }] }]]);
  const branch = 'query R($id: ID!, $after: String) { replies(parentId: $id, first: 100, after: $after) { items { id depth answers { id } } next } }';
  type Branch = { replies: { items: { id: string; depth: number; answers: { id: string } }[]; next: string | null } };
  const seen: string[] = [top];
  for (let after: string | null = null, first = true; first || after; first = false) {
    const read: { result: Branch; statements: readonly string[] } = await hana.counted<Branch>(branch, { id: top, after });
    expect(read.statements).toHaveLength(1);
    for (const { id, depth, answers } of read.result.replies.items) {
      expect([depth <= 3, answers.id]).toEqual([true, seen.at(-1)]);
      seen.push(id);
    }
    after = read.result.replies.next;
  }
  expect(seen).toHaveLength(MANY + 1);
  const middle = '00000000-0000-7000-8000-000000001388';
  const permalink = await hana.counted<{ comment: { top: { replies: { id: string }[] } } }>(
    'query C($id: ID!) { comment(id: $id) { earlier next top { replies { id answers { id } } } } }', { id: middle });
  expect(permalink.statements).toHaveLength(1);
  expect(permalink.result.comment.top.replies.map(({ id }) => id)).toContain(middle);
});
