import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startApp, type Actor, type SpecApp } from '@hiroba/testing';
import { cursorAt, nth, ranked, seedThread, writtenAt } from '../security/thread.ts';

/** COM1: 100,000 comments on one thread cost what ten cost: in every order, at any depth, and at a permalink. */
const TOPS = 100_000;
const REPLIES = 10_000;
let app: SpecApp;
let visitor: Actor;
let hana: Actor;
let root: string;

const shown = 'id body author { displayName } up viewerVote mentions { token }';
const page = `query P($root: ID!, $after: String, $around: ID, $sort: CommentSort!, $side: CommentSide, $voice: CommentVoice, $open: [ID!]) {
  comments(rootKind: "proposal", rootId: $root, first: 20, after: $after, around: $around, sort: $sort, side: $side, voice: $voice, open: $open) {
    items { ${shown} replyCount replies { ${shown} answers { id } } } next count newest sides { for against } } }`;
const conversation = `query C($id: ID!, $after: String) {
  comment(id: $id, after: $after) { id earlier next previousId nextId path top { id replyCount replies { ${shown} } } } commentVersions(id: $id) { n body } }`;
interface Listed {
  comments: { items: { id: string; replyCount: number; replies: { id: string }[] }[]; next: string | null; count: number };
}

beforeAll(async () => {
  app = await startApp();
  const staff = await app.world.staff();
  hana = await app.world.citizen('花');
  visitor = app.world.visitor();
  const room = await app.world.room(staff, 'proposals');
  root = await app.world.proposal(hana, room.componentId);
  await app.world.settle();
  await seedThread(app, { componentId: room.componentId, rootId: root, authorId: hana.id, tops: TOPS, replies: REPLIES });
});
afterAll(() => app?.close());

const up = (n: number) => ranked(n).up;
const score = (n: number) => up(n) / (up(n) + 3.8416);
const orders = {
  OLDEST: { cursor: (n: number) => cursorAt(n), before: (a: number, b: number) => a < b },
  NEWEST: { cursor: (n: number) => cursorAt(n), before: (a: number, b: number) => a > b },
  BEST: {
    cursor: (n: number) => cursorAt(n, score(n)),
    before: (a: number, b: number) => up(a) > up(b) || (up(a) === up(b) && a > b),
  },
  REPLIES: {
    cursor: (n: number) => cursorAt(n, ranked(n).replies),
    before: (a: number, b: number) => ranked(a).replies > ranked(b).replies || (ranked(a).replies === ranked(b).replies && a > b),
  },
} as const;
const sorts = Object.keys(orders) as (keyof typeof orders)[];
const number = (id: string): number => Number.parseInt(id.slice(-12), 16);
const numbersOf = ({ comments }: Listed) => comments.items.map(({ id }) => number(id));

test.each(sorts)('COM1 the first page, %s, is one statement in the order of the whole thread', async (sort) => {
  const { result, statements } = await visitor.counted<Listed>(page, { root, sort });
  expect(statements).toHaveLength(1);
  const whole = Array.from({ length: TOPS }, (_, n) => n + 1).sort((a, b) => (orders[sort].before(a, b) ? -1 : 1));
  expect(numbersOf(result)).toEqual(whole.slice(0, 20));
  expect(result.comments.count).toBe(TOPS + REPLIES);
});

test.each(sorts)('COM1 page 5,000, %s, is one statement that begins where the page before ended', async (sort) => {
  const whole = Array.from({ length: TOPS }, (_, n) => n + 1).sort((a, b) => (orders[sort].before(a, b) ? -1 : 1));
  const last = whole[TOPS - 21] ?? 0;
  const { result, statements } = await hana.counted<Listed>(page, { root, sort, after: orders[sort].cursor(last) });
  expect(statements).toHaveLength(1);
  expect(numbersOf(result)).toEqual(whole.slice(-20));
  expect(result.comments.next).toBeNull();
});

test('COM1 a permalink is two statements with ancestors, neighbours, history and page', async () => {
  const { result, statements } = await visitor.counted<{ comment: object & { top: { replies: { id: string }[] } } }>(
    conversation, { id: nth(TOPS + 5_050) });
  expect(statements).toHaveLength(2);
  expect(result.comment).toMatchObject({ earlier: true, previousId: nth(50), nextId: nth(52), top: { id: nth(51), replyCount: 100 } });
  expect(result.comment.top.replies.map(({ id }) => id)).toContain(nth(TOPS + 5_050));
});

const indexOf = {
  OLDEST: 'comment_top', NEWEST: 'comment_top', BEST: 'comment_rank_score', REPLIES: 'comment_rank_replies',
} as const;
const sideIndexOf = {
  OLDEST: 'comment_side', NEWEST: 'comment_side', BEST: 'comment_rank_side_score', REPLIES: 'comment_rank_side_replies',
} as const;

async function planOf(who: Actor, document: string, variables: object): Promise<string> {
  const { statements } = await who.counted(document, variables);
  const { rows } = await app.server.db.pool.query<{ 'QUERY PLAN': string }>(`explain (generic_plan) ${String(statements[0])}`);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

// No clock: a busy machine would decide. An index entered at the cursor costs the same at any depth.
test.each(sorts)('COM1 the index of the order is entered at the cursor, %s, for all and for one side', async (sort) => {
  for (const [side, index] of [[null, indexOf[sort]], ['FOR', sideIndexOf[sort]]] as const) {
    for (const after of [null, orders[sort].cursor(50_000)]) {
      const plan = await planOf(visitor, page, { root, sort, side, after });
      expect(plan).toMatch(new RegExp(`Scan (Backward )?using ${index} on`));
      if (after) expect(plan).toMatch(/Index Cond: .*ROW\(/);
      expect(plan).not.toMatch(/Seq Scan on (comment|comment_rank|comment_vote|comment_mention|version|counter|counter_delta)\b/);
    }
  }
});

test('COM1 whatever else is asked of the thread enters an index at the cursor', async () => {
  const since = 'query S($root: ID!, $after: String) { commentsSince(rootKind: "proposal", rootId: $root, after: $after) { count } }';
  const replies = 'query R($id: ID!, $after: String) { replies(parentId: $id, after: $after) { items { id } next } }';
  const asked: [Actor, string, object][] = [
    [visitor, page, { root, sort: 'OLDEST', around: nth(TOPS + 5_000) }],
    [hana, page, { root, sort: 'NEWEST', voice: 'MINE', after: cursorAt(90_000) }],
    [hana, page, { root, sort: 'OLDEST', voice: 'OFFICE', after: cursorAt(90_000) }],
    [hana, page, { root, sort: 'OLDEST', voice: 'ON_ANSWER', after: cursorAt(90_000) }],
    [visitor, page, { root, sort: 'OLDEST', after: cursorAt(5), open: [nth(7)] }],
    [visitor, conversation, { id: nth(TOPS + 5_000) }],
    [visitor, conversation, { id: nth(TOPS + 5_000), after: cursorAt(TOPS + 2_000) }],
    [visitor, since, { root, after: cursorAt(TOPS + REPLIES - 10) }],
    [visitor, replies, { id: nth(TOPS + 5_000), after: cursorAt(TOPS + 2_000) }],
  ];
  for (const [who, document, variables] of asked) {
    const plan = await planOf(who, document, variables);
    expect(plan).toMatch(/Index Cond: .*ROW\(/);
    expect(plan).not.toMatch(/Seq Scan on (comment|comment_rank|comment_vote|comment_mention|version|counter|counter_delta)\b/);
  }
});

test('COM1 an opened branch shows twenty replies more, and with its proposal a page takes four statements at most', async () => {
  const { comments } = await visitor.run<Listed>(page, { root, sort: 'OLDEST', open: [nth(2)] });
  expect(comments.items.map(({ replies }) => replies.length).slice(0, 3)).toEqual([3, 23, 3]);
  expect(comments.items[1]?.replies[0]?.id).toBe(nth(TOPS + 1));
  const document = `query Q($root: ID!) { proposal(id: $root) { id title author { displayName } supportCount viewerSupports }
    comments(rootKind: "proposal", rootId: $root) { items { ${shown} replies { ${shown} } } next count } }`;
  expect((await hana.counted(document, { root })).statements.length).toBeLessThanOrEqual(4);
  expect(writtenAt(1)).toBeGreaterThan(0);
});
