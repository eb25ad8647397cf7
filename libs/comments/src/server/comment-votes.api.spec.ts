import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MikroORM } from '@mikro-orm/postgresql';
import { counterDifferences, sql } from '@hiroba/server';
import { startApp, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';
import { commentCounters } from './comment.counters.ts';
import { commentsPersonalData } from './comment.personal-data.ts';

let app: SpecApp;
let staff: Actor;
let hana: Actor;
let ken: Actor;
let both: PlacedRoom;

const outcome = '__typename ... on Comment { id up down viewerVote } ... on Refusal { code field message }';
const add = `mutation A($root: ID!) { outcome: addComment(rootKind: "proposal", rootId: $root, body: "木陰を") { ${outcome} } }`;
const vote = `mutation V($id: ID!, $value: CommentVote) { outcome: voteOnComment(id: $id, value: $value) { ${outcome} } }`;
const page = 'query P($root: ID!) { comments(rootKind: "proposal", rootId: $root) { items { id up down viewerVote } } }';
type Page = { comments: { items: { up: number; down: number; viewerVote: string | null }[] } };

beforeAll(async () => {
  app = await startApp();
  staff = await app.world.staff();
  hana = await app.world.citizen('花');
  ken = await app.world.citizen('健');
  both = await app.world.room(staff, 'proposals', { settings: { commentVotes: 'UP_DOWN' } });
});
afterAll(() => app?.close());

const said = async (room: PlacedRoom, by = hana) => {
  const root = await app.world.proposal(by, room.componentId);
  return { root, id: (await by.act(add, { root })).id };
};
const shown = async (who: Actor, root: string) => (await who.run<Page>(page, { root })).comments.items[0];

describe('a vote on a comment', () => {
  test('counts at once and after folding, turns round, and is taken back', async () => {
    const { root, id } = await said(both);
    expect(await ken.act(vote, { id, value: 'UP' })).toMatchObject({ up: 1, down: 0, viewerVote: 'UP' });
    expect(await ken.refused(vote, { id, value: 'UP' })).toBe('ALREADY_VOTED');
    await app.world.settle();
    expect(await shown(hana, root)).toMatchObject({ up: 1, down: 0, viewerVote: null });
    expect(await ken.act(vote, { id, value: 'DOWN' })).toMatchObject({ up: 0, down: 1, viewerVote: 'DOWN' });
    expect(await ken.act(vote, { id, value: null })).toMatchObject({ up: 0, down: 0, viewerVote: null });
    expect(await ken.refused(vote, { id, value: null })).toBe('NOT_VOTED');
    expect(await shown(app.world.visitor(), root)).toMatchObject({ up: 0, down: 0, viewerVote: null });
  });

  test('is refused on one\'s own, on a tombstone, to visitors and where there are none', async () => {
    const { id } = await said(both);
    expect(await hana.refused(vote, { id, value: 'UP' })).toBe('OWN_COMMENT');
    expect(await app.world.visitor().refused(vote, { id, value: 'UP' })).toBe('UNAUTHENTICATED');
    expect(await app.world.as(ken, { level: 0 }).refused(vote, { id, value: 'UP' })).toBe('MAIL_UNCONFIRMED');
    await hana.act(`mutation D($id: ID!) { outcome: deleteComment(id: $id) { ${outcome} } }`, { id });
    expect(await ken.refused(vote, { id, value: 'UP' })).toBe('WRONG_STATE');
    expect(await ken.refused(vote, { id: both.componentId, value: 'UP' })).toBe('NOT_FOUND');
    const usual = await said(await app.world.room(staff, 'proposals'));
    expect(await ken.refused(vote, { id: usual.id, value: 'DOWN' })).toBe('BAD_USER_INPUT value');
    const none = await said(await app.world.room(staff, 'proposals', { settings: { commentVotes: 'NONE' } }));
    expect(await ken.refused(vote, { id: none.id, value: 'UP' })).toBe('WRONG_STATE');
  });

  test('ends with the phase: the last millisecond counts, the closing instant does not, and nothing is taken back later', async () => {
    const room = await app.world.room(staff, 'proposals', { closesAt: '2026-11-25T00:00:00+09:00' });
    const { root, id } = await said(room);
    app.clock.set('2026-11-24T23:59:59.999+09:00');
    expect(await ken.refused(vote, { id, value: 'UP' })).toBeUndefined();
    app.clock.set('2026-11-25T00:00:00+09:00');
    expect(await staff.refused(vote, { id, value: 'UP' })).toBe('PHASE_CLOSED');
    expect(await ken.refused(vote, { id, value: null })).toBe('PHASE_CLOSED');
    expect((await shown(ken, root))?.up).toBe(1);
    app.clock.set('2026-11-22T13:00:00+09:00');
  });

  test('fifty at once by one person are one, and fifty people are fifty', async () => {
    const { root, id } = await said(both);
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => ken.refused(vote, { id, value: 'UP' })));
    expect(outcomes.filter((code) => code === undefined)).toHaveLength(1);
    expect(new Set(outcomes.filter(Boolean))).toEqual(new Set(['ALREADY_VOTED']));
    const people = await Promise.all(Array.from({ length: 50 }, (_, n) => app.world.citizen(`人${n}`)));
    await Promise.all(people.map((person, n) => person.act(vote, { id, value: n % 5 === 0 ? 'DOWN' : 'UP' })));
    expect(await shown(ken, root)).toMatchObject({ up: 41, down: 10, viewerVote: 'UP' });
    await app.world.settle();
    const client = await app.server.db.pool.connect();
    expect(await counterDifferences(client, commentCounters)).toEqual([]);
    client.release();
  });

  test('leaves no line that says who voted, and no link to a person whose account is closed', async () => {
    const { root, id } = await said(both);
    const aki = await app.world.citizen('秋');
    await aki.act(vote, { id, value: 'UP' });
    const lines = await app.server.db.rows(sql`select 1 from log_entry where subject_kind = 'comment' and subject_id = ${id} and subject_rev > 1`);
    expect(lines).toEqual([]);
    const source = commentsPersonalData.find(({ name }) => name === 'comment-votes');
    const em = app.server.nest.get(MikroORM).em.fork() as never;
    expect(await source?.rows(em, app.world.organisationId, aki.id)).toMatchObject([{ commentId: id, value: 'UP' }]);
    await source?.erase?.(em, app.world.organisationId, aki.id);
    expect(await source?.rows(em, app.world.organisationId, aki.id)).toEqual([]);
    expect(await shown(aki, root)).toMatchObject({ up: 1, viewerVote: null });
  });
});
