import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { counterDifferences } from '@hiroba/server';
import { startApp, type Actor, type SpecApp } from '@hiroba/testing';
import { commentCounters } from './comment.counters.ts';

let app: SpecApp;
let hana: Actor;
let clerk: Actor;
let root: string;

const outcome = '__typename ... on Comment { id alignment } ... on Refusal { code field message }';
const add = `mutation A($root: ID!, $parent: ID, $side: CommentSide, $office: String) {
  outcome: addComment(rootKind: "proposal", rootId: $root, parentId: $parent, body: "意見です", alignment: $side, asOffice: $office) { ${outcome} } }`;
const page = `query P($root: ID!, $side: CommentSide, $after: String) { comments(rootKind: "proposal", rootId: $root, side: $side, first: 2, after: $after) {
  items { id alignment } next count sides { for neutral against } } }`;
interface Page { comments: { items: { id: string; alignment: string | null }[]; next: string | null; count: number; sides: object } }
const look = (side: string | null, after?: string | null) => app.world.visitor().run<Page>(page, { root, side, after });
const say = async (who: Actor, side: string | null, more: object = {}) => {
  app.clock.advance(0.01);
  return (await who.act(add, { root, side, ...more })).id;
};

beforeAll(async () => {
  app = await startApp();
  clerk = await app.world.staff();
  hana = await app.world.citizen('花');
  const room = await app.world.room(clerk, 'proposals', { settings: { commentAlignment: 'FOR_AGAINST', commentLength: 5 } });
  root = await app.world.proposal(hana, room.componentId);
});
afterAll(() => app?.close());

describe('a discussion with sides', () => {
  test('asks for one, takes no other, and asks nothing of replies and offices', async () => {
    expect(await hana.refused(add, { root, side: null })).toBe('EMPTY alignment');
    expect(await hana.refused(add, { root, side: 'NEUTRAL' })).toBe('BAD_USER_INPUT alignment');
    const top = await say(hana, 'FOR');
    expect(await hana.refused(add, { root, side: 'FOR', parent: top })).toBe('BAD_USER_INPUT alignment');
    expect(await hana.act(add, { root, side: null, parent: top })).toMatchObject({ alignment: null });
    expect(await clerk.act(add, { root, side: null, office: '企画課' })).toMatchObject({ alignment: null });
  });

  test('counts each side, before and after folding, and stops counting what was taken back', async () => {
    const against = await say(hana, 'AGAINST');
    await say(hana, 'FOR');
    expect((await look(null)).comments.sides).toEqual({ for: 2, neutral: 0, against: 1 });
    await app.world.settle();
    expect((await look(null)).comments.sides).toEqual({ for: 2, neutral: 0, against: 1 });
    await hana.act(`mutation D($id: ID!) { outcome: deleteComment(id: $id) { ${outcome} } }`, { id: against });
    expect((await look(null)).comments.sides).toEqual({ for: 2, neutral: 0, against: 0 });
    const client = await app.server.db.pool.connect();
    expect(await counterDifferences(client, commentCounters)).toEqual([]);
    client.release();
  });

  test('shows one side page by page; whoever takes none stands with the neutral ones', async () => {
    const third = await say(hana, 'FOR');
    const first = await look('FOR');
    expect(first.comments.items.map(({ alignment }) => alignment)).toEqual(['FOR', 'FOR']);
    expect((await look('FOR', first.comments.next)).comments).toMatchObject({ items: [{ id: third }], next: null });
    expect((await look('NEUTRAL')).comments.items.map(({ alignment }) => alignment)).toEqual([null]);
  });

  test('holds the length its component sets', async () => {
    const longer = add.replace('意見です', '六文字の意見');
    expect(await hana.refused(longer, { root, side: 'FOR' })).toBe('TOO_LONG body');
  });
});
