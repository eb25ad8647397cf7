import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApp, type Actor, type SpecApp } from '@hiroba/testing';

let app: SpecApp;
let hana: Actor;
let ken: Actor;
let visitor: Actor;
let root: string;
const tops: string[] = [];

const outcome = '{ __typename ... on Comment { id } ... on Refusal { code field message } }';
const add = `mutation A($root: ID!, $parent: ID, $body: String!, $office: String) {
  outcome: addComment(rootKind: "proposal", rootId: $root, parentId: $parent, body: $body, asOffice: $office) ${outcome} }`;
const vote = `mutation V($id: ID!, $value: CommentVote!) { outcome: voteOnComment(id: $id, value: $value) ${outcome} }`;
const page = `query P($root: ID!, $after: String, $around: ID, $sort: CommentSort!, $voice: CommentVoice, $open: [ID!], $first: Int! = 2) {
  comments(rootKind: "proposal", rootId: $root, first: $first, after: $after, around: $around, sort: $sort, voice: $voice, open: $open) {
    items { id depth body replies { id } answers { id } } next } }`;
interface Page { comments: { items: { id: string; depth: number; replies: object[]; answers: object | null }[]; next: string | null } }
const say = async (who: Actor, body: string, more: object = {}) => {
  app.clock.advance(0.01);
  return (await who.act(add, { root, body, ...more })).id;
};
const look = (variables: object, who = visitor) => who.run<Page>(page, { root, ...variables });
const idsOf = ({ comments }: Page) => comments.items.map(({ id }) => id);

beforeAll(async () => {
  app = await startApp();
  const staff = await app.world.staff();
  hana = await app.world.citizen('花');
  ken = await app.world.citizen('健');
  visitor = app.world.visitor();
  const room = await app.world.room(staff, 'proposals', { settings: { commentVotes: 'UP_DOWN' } });
  root = await app.world.proposal(hana, room.componentId);
  for (let n = 0; n < 5; n += 1) tops.push(await say(hana, `声${n}`));
  for (let n = 0; n < 8; n += 1) await say(n % 2 ? ken : hana, `返事${n}`, { parent: tops[3] });
  await say(ken, '返事', { parent: tops[1] });
  await say(staff, '市から', { parent: tops[0], office: '企画課' });
  const voters = await Promise.all(Array.from({ length: 9 }, (_, n) => app.world.citizen(`人${n}`)));
  // Two of two are less sure than eight of nine, and one against one is least.
  for (const [at, many, against] of [[2, 2, 0], [4, 9, 1], [0, 2, 1]] as const) {
    for (let n = 0; n < many; n += 1) await voters[n]?.act(vote, { id: tops[at], value: n < against ? 'DOWN' : 'UP' });
  }
  await app.world.settle();
});
afterAll(() => app?.close());

describe('the orders of a discussion', () => {
  test.each([
    ['OLDEST', [0, 1, 2, 3, 4]],
    ['NEWEST', [4, 3, 2, 1, 0]],
    ['BEST', [4, 2, 0, 3, 1]],
    ['REPLIES', [3, 1, 0, 4, 2]],
  ])('%s, page by page', async (sort, order) => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const read: Page = await look({ sort, after });
      seen.push(...idsOf(read));
      after = read.comments.next;
    } while (after);
    const expected = order.map((n) => tops[n]);
    // Equal ranks follow their ids, newest first; those of one instant have no other order.
    expect(seen.slice(0, 3)).toEqual(expected.slice(0, 3));
    expect([...seen].sort()).toEqual([...tops].sort());
  });

  test('begin around the branch of any comment', async () => {
    const { comments } = await look({ sort: 'OLDEST', first: 5 });
    expect(comments.items[3]?.replies).toHaveLength(3);
    const deep = (await look({ sort: 'OLDEST', first: 5, open: [tops[3]] })).comments.items[3]?.replies.at(-1) as { id: string };
    expect(idsOf(await look({ sort: 'OLDEST', around: deep.id }))).toEqual([tops[3], tops[4]]);
    expect(idsOf(await look({ sort: 'NEWEST', around: deep.id }))).toEqual([tops[3], tops[2]]);
    expect(idsOf(await look({ sort: 'BEST', around: tops[2] }))[0]).toBe(tops[2]);
  });
});

describe('single voices', () => {
  test('are of any level, without replies, and say what they answer', async () => {
    const { comments } = await look({ sort: 'OLDEST', voice: 'OFFICE' });
    expect(comments.items).toMatchObject([{ depth: 1, replies: [], answers: { id: tops[0] } }]);
    const mine = await look({ sort: 'NEWEST', voice: 'MINE', first: 100 }, ken);
    expect(mine.comments.items.map(({ depth }) => depth)).toEqual([1, 1, 1, 1, 1]);
    expect((await look({ sort: 'OLDEST', voice: 'MINE' })).comments.items).toEqual([]);
  });

  test.each(['BEST', 'REPLIES'])('have no rank: %s is refused', async (sort) => {
    await expect(look({ sort, voice: 'OFFICE' })).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });
});

describe('what is asked', () => {
  test.each([101, 0, -1])('a page of %i is refused', async (first) => {
    for (const field of ['comments(rootKind: "proposal", rootId: $id', 'replies(parentId: $id']) {
      await expect(visitor.run(`query Q($id: ID!, $first: Int!) { ${field}, first: $first) { next } }`, { id: root, first }))
        .rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    }
  });

  const forged = [
    'x', ...[[1], ['2026', 'z'], [1e300, '00000000-0000-7000-8000-000000000000'], [1, 'z'], [null, '00000000-0000-7000-8000-000000000000'],
      [9e15 + 2e15, '00000000-0000-7000-8000-000000000000']].map((keys) => Buffer.from(JSON.stringify(keys)).toString('base64url')),
  ];
  test.each(forged)('the forged cursor %s is refused, or behind everything, in every order', async (after) => {
    for (const sort of ['OLDEST', 'NEWEST', 'BEST', 'REPLIES']) {
      const read = await look({ sort, after, first: 100 }).then(idsOf, (error: { extensions: { code: string } }) => error.extensions.code);
      expect([sort, read === 'BAD_USER_INPUT' || Array.isArray(read)]).toEqual([sort, true]);
      if (sort === 'OLDEST') expect(read).toBe('BAD_USER_INPUT');
    }
  });

  test('no more than ten branches are opened, and only by ids', async () => {
    for (const open of [Array.from({ length: 11 }, () => tops[0]), ['x']]) {
      await expect(look({ sort: 'OLDEST', open })).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    }
  });
});
