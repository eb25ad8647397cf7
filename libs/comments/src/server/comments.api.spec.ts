import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from '@hiroba/server';
import { startApp, World, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';
import { USUAL_LENGTH } from '../domain/discussion.ts';

let app: SpecApp;
let staff: Actor;
let hana: Actor;
let ken: Actor;
let visitor: Actor;
let room: PlacedRoom;

beforeAll(async () => {
  app = await startApp();
  staff = await app.world.staff();
  hana = await app.world.citizen('花');
  ken = await app.world.citizen('健');
  visitor = app.world.visitor();
  room = await app.world.room(staff, 'proposals');
});
afterAll(() => app?.close());

const parts = 'id parentId branchId depth authorId author { displayName closed } office body state versions editedAt answers { id version versions author { displayName } }';
const refusal = '__typename ... on Refusal { code field message }';
const add = `mutation A($root: ID!, $parent: ID, $body: String!, $office: String) {
  outcome: addComment(rootKind: "proposal", rootId: $root, parentId: $parent, body: $body, asOffice: $office) { ${refusal} ... on Comment { ${parts} } } }`;
const edit = `mutation E($id: ID!, $body: String!) { outcome: editComment(id: $id, body: $body) { ${refusal} ... on Comment { ${parts} } } }`;
const remove = `mutation D($id: ID!) { outcome: deleteComment(id: $id) { ${refusal} ... on Comment { ${parts} } } }`;
const page = `query P($root: ID!, $first: Int!, $after: String, $sort: CommentSort!) {
  comments(rootKind: "proposal", rootId: $root, first: $first, after: $after, sort: $sort) {
    items { ${parts} replyCount replies { ${parts} } } next count newest } }`;
const conversation = `query C($id: ID!, $after: String) { comment(id: $id, after: $after) {
  id rootId earlier next previousId nextId top { ${parts} replyCount replies { ${parts} } } } }`;
const versions = 'query V($id: ID!) { commentVersions(id: $id) { n body } }';

interface Shown {
  id: string; parentId: string | null; depth: number; authorId: string | null; author: { displayName: string; closed: boolean } | null;
  body: string | null; state: string; versions: number; answers: { id: string; version: number; versions: number } | null;
  replyCount: number; replies: Shown[];
}
interface Listed { comments: { items: Shown[]; next: string | null; count: number; newest: string | null } | null }

const say = (who: Actor, root: string, body = '賛成です。', parent?: string): Promise<Shown> =>
  who.act<Shown>(add, { root, body, parent });
const list = (who: Actor, root: string, more: object = {}): Promise<Listed> =>
  who.run<Listed>(page, { root, first: 20, sort: 'OLDEST', ...more });
const talkedAbout = () => app.world.proposal(hana, room.componentId);

describe('a comment', () => {
  test('stands below its proposal with author, count and viewer facts', async () => {
    const root = await talkedAbout();
    const made = await say(hana, root, ' か\u3099っこうの前の道が暗いです。\r\n街灯を。 ');
    const { comments } = await list(visitor, root);
    expect(comments).toMatchObject({ count: 1, next: null, items: [{
      id: made.id, body: 'がっこうの前の道が暗いです。\n街灯を。', author: { displayName: '花', closed: false }, authorId: null, depth: 0, replies: [] }] });
    expect((await list(hana, root)).comments?.items[0]?.authorId).toBe(hana.id);
    expect((await list(ken, root)).comments?.items[0]?.authorId).toBeNull();
  });

  test('leaves one log entry with its thread and rounded length, and no text', async () => {
    const root = await talkedAbout();
    const { id } = await say(hana, root, '見通しが悪いです。');
    const rows = await app.server.db.rows<{ leaf: string }>(sql`
      select convert_from(leaf, 'UTF8') as leaf from log_entry where subject_kind = 'comment' and subject_id = ${id}`);
    expect(rows).toHaveLength(1);
    expect(JSON.parse(rows[0]?.leaf ?? '')).toMatchObject({
      type: 'comment.published', data: { thread: root, depth: 0, chars: 100 }, subject: { kind: 'comment', id, rev: 1 } });
    expect(rows[0]?.leaf).not.toContain('見通し');
    expect(rows[0]?.leaf).not.toContain(hana.id);
  });

  test('is refused to visitors, without a confirmed address, empty, and in the name of an office to citizens', async () => {
    const root = await talkedAbout();
    expect(await visitor.refused(add, { root, body: 'a' })).toBe('UNAUTHENTICATED');
    expect(await app.world.as(ken, { level: 0 }).refused(add, { root, body: 'a' })).toBe('MAIL_UNCONFIRMED');
    expect(await ken.refused(add, { root, body: ' \n ' })).toBe('EMPTY body');
    expect(await ken.refused(add, { root, body: 'a', office: '道路課' })).toBe('FORBIDDEN');
    expect(await staff.act(add, { root, body: '予算を調べます。', office: '道路課' })).toMatchObject({ office: '道路課' });
  });

  test('with exactly the maximum is taken, one grapheme more is refused', async () => {
    const root = await talkedAbout();
    const body = '葛\u{e0100}'.repeat(USUAL_LENGTH);
    expect((await say(ken, root, body)).body).toBe(body);
    expect(await ken.refused(add, { root, body: `${body}。` })).toBe('TOO_LONG body');
  });

  test('cannot be written below a draft, a missing thing or another kind, nor read there', async () => {
    const draft = await app.world.draft(hana, room.componentId);
    const nowhere = '00000000-0000-7000-8000-000000000000';
    for (const root of [draft, nowhere, 'not-an-id']) expect(await ken.refused(add, { root, body: 'a' })).toBe('NOT_FOUND');
    expect((await list(ken, draft)).comments).toBeNull();
    expect((await list(ken, 'not-an-id')).comments).toBeNull();
    const kind = `query K($root: ID!) { comments(rootKind: "person", rootId: $root) { count } }`;
    expect(await ken.run(kind, { root: hana.id })).toEqual({ comments: null });
  });

  test('of another organisation is not found by any query or mutation', async () => {
    const root = await talkedAbout();
    const { id } = await say(hana, root);
    const other = await World.city(app.server, 'other.test');
    const eve = await other.citizen('イブ');
    expect(await eve.refused(add, { root, body: 'a' })).toBe('NOT_FOUND');
    expect(await eve.refused(edit, { id, body: 'a' })).toBe('NOT_FOUND');
    expect(await eve.refused(remove, { id })).toBe('NOT_FOUND');
    expect((await list(eve, root)).comments).toBeNull();
    expect(await eve.run(conversation, { id })).toEqual({ comment: null });
    expect(await eve.run(versions, { id })).toEqual({ commentVersions: [] });
    expect(await eve.run('query R($id: ID!) { replies(parentId: $id) { next } }', { id })).toEqual({ replies: null });
    expect(await eve.run('query S($id: ID!) { commentsSince(rootKind: "proposal", rootId: $id) { count } }', { id: root }))
      .toEqual({ commentsSince: null });
  });

  test('sent twice under one key is there once', async () => {
    const root = await talkedAbout();
    const send = () => ken.run<{ outcome: { id: string } }>(add, { root, body: '一度だけ。' }, { requestKey: 'once-1' });
    const [first, second] = [await send(), await send()];
    expect(second.outcome.id).toBe(first.outcome.id);
    expect((await list(visitor, root)).comments?.count).toBe(1);
  });
});

describe('replies', () => {
  test('go down three levels and then stay there, saying whom they answer', async () => {
    const root = await talkedAbout();
    let above = await say(hana, root, '0');
    const chain = [above];
    for (let n = 1; n <= 12; n += 1) {
      app.clock.advance(0.01);
      above = await say(n % 2 ? ken : hana, root, String(n), above.id);
      chain.push(above);
    }
    expect(chain.map(({ depth }) => depth)).toEqual([0, 1, 2, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3]);
    expect(chain.slice(1).map(({ answers }) => answers?.id)).toEqual(chain.slice(0, -1).map(({ id }) => id));
    const { comments } = await list(visitor, root);
    expect(comments).toMatchObject({ count: 13, items: [{ replyCount: 12 }] });
    expect(comments?.items[0]?.replies.map(({ body }) => body)).toEqual(['1', '2', '3']);
    const branch = await visitor.run<{ replies: { items: Shown[]; next: string } }>(
      'query R($id: ID!) { replies(parentId: $id, first: 5) { items { body } next } }', { id: above.id });
    expect(branch.replies.items.map(({ body }) => body)).toEqual(['1', '2', '3', '4', '5']);
    const rest = await visitor.run<{ replies: { items: Shown[]; next: string | null } }>(
      'query R($id: ID!, $after: String) { replies(parentId: $id, after: $after) { items { body } next } }', { id: above.id, after: branch.replies.next });
    expect(rest.replies.items.map(({ body }) => Number(body))).toEqual([6, 7, 8, 9, 10, 11, 12]);
    expect(rest.replies.next).toBeNull();
  });

  test('to a comment below another thing are not found, to a tombstone refused', async () => {
    const [root, other] = [await talkedAbout(), await talkedAbout()];
    const { id } = await say(hana, root);
    expect(await ken.refused(add, { root: other, body: 'a', parent: id })).toBe('NOT_FOUND parentId');
    await hana.act(remove, { id });
    expect(await ken.refused(add, { root, body: 'a', parent: id })).toBe('WRONG_STATE');
  });
});

describe('editing', () => {
  test('within two minutes and unanswered corrects the first version, later makes a public one', async () => {
    const root = await talkedAbout();
    const { id } = await say(hana, root, '一つ目');
    app.clock.advance(1.9);
    expect(await hana.act(edit, { id, body: '一つ目（直し）' })).toMatchObject({ versions: 1, editedAt: null });
    expect(await visitor.run(versions, { id })).toEqual({ commentVersions: [{ n: 1, body: '一つ目（直し）' }] });
    app.clock.advance(0.2);
    expect(await hana.act(edit, { id, body: '二つ目' })).toMatchObject({ versions: 2, body: '二つ目' });
    expect(await visitor.run(versions, { id }))
      .toEqual({ commentVersions: [{ n: 2, body: '二つ目' }, { n: 1, body: '一つ目（直し）' }] });
    expect(await hana.refused(edit, { id, body: ' 二つ目' })).toBe('NOTHING_CHANGED body');
    expect(await ken.refused(edit, { id, body: 'x' })).toBe('NOT_THE_AUTHOR');
  });

  test('after an answer keeps the old text in public, and the answer says which version it meant', async () => {
    const root = await talkedAbout();
    const { id } = await say(hana, root, '反対です。');
    app.clock.advance(0.1);
    const answer = await say(ken, root, 'なぜですか。', id);
    app.clock.advance(0.1);
    await hana.act(edit, { id, body: '賛成です。' });
    expect(await visitor.run(versions, { id })).toEqual({ commentVersions: [{ n: 2, body: '賛成です。' }, { n: 1, body: '反対です。' }] });
    const { comments } = await list(visitor, root);
    expect(comments?.items[0]?.replies[0]).toMatchObject({ id: answer.id, answers: { id, version: 1, versions: 2 } });
  });
});

describe('tombstones', () => {
  test('keep place and replies, lose text and author everywhere, and no longer count', async () => {
    const root = await talkedAbout();
    const { id } = await say(hana, root, '秘密の言葉');
    app.clock.advance(3);
    await hana.act(edit, { id, body: '秘密の言葉、改' });
    const reply = await say(ken, root, '返信です。', id);
    expect(await ken.refused(remove, { id })).toBe('NOT_THE_AUTHOR');
    expect(await hana.act(remove, { id })).toMatchObject({ state: 'DELETED', body: null, author: null });
    expect(await hana.refused(remove, { id })).toBe('WRONG_STATE');
    expect(await hana.refused(edit, { id, body: 'x' })).toBe('WRONG_STATE');
    const answers = [await list(visitor, root), await visitor.run(conversation, { id: reply.id }), await visitor.run(versions, { id }),
      await visitor.run(conversation, { id })];
    expect(JSON.stringify(answers)).not.toContain('秘密');
    expect(JSON.stringify(answers)).not.toContain('花');
    expect(answers[0]).toMatchObject({ comments: { count: 1, items: [{ id, state: 'DELETED', body: null, replyCount: 1, replies: [{ id: reply.id }] }] } });
    await app.world.settle();
    expect((await list(visitor, root)).comments?.count).toBe(1);
  });
});

describe('closing', () => {
  test('a comment at the closing instant is refused, the millisecond before it is taken', async () => {
    const closing = await app.world.room(staff, 'proposals', { closesAt: '2026-11-25T00:00:00+09:00' });
    const root = await app.world.proposal(hana, closing.componentId);
    app.clock.set('2026-11-24T23:59:59.999+09:00');
    const { id } = await say(ken, root);
    app.clock.set('2026-11-25T00:00:00+09:00');
    expect(await ken.refused(add, { root, body: 'a' })).toBe('PHASE_CLOSED');
    expect(await ken.refused(edit, { id, body: 'b' })).toBe('PHASE_CLOSED');
    expect((await list(visitor, root)).comments?.count).toBe(1);
    expect(await ken.refused(remove, { id })).toBeUndefined();
    app.clock.set('2026-11-22T13:00:00+09:00');
  });

  test('a proposal taken back admits nothing after its log entry, under 30 parallel comments', async () => {
    const root = await talkedAbout();
    const withdraw = `mutation W($id: ID!) { outcome: withdrawProposal(id: $id) { ${refusal} ... on Proposal { id } } }`;
    const outcomes = await Promise.all([
      ...Array.from({ length: 15 }, () => ken.refused(add, { root, body: '間に合うか' })),
      hana.refused(withdraw, { id: root }),
      ...Array.from({ length: 15 }, () => ken.refused(add, { root, body: '間に合うか' })),
    ]);
    expect(outcomes[15]).toBeUndefined();
    const others = outcomes.filter((_, index) => index !== 15);
    expect(new Set(others.filter((code) => code !== undefined))).toEqual(others.includes('WRONG_STATE') ? new Set(['WRONG_STATE']) : new Set());
    expect((await list(visitor, root)).comments?.count).toBe(others.filter((code) => code === undefined).length);
    expect(await ken.refused(add, { root, body: 'zu spät' })).toBe('WRONG_STATE');
  });
});
