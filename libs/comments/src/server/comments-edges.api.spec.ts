import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ClosingService } from '@hiroba/accounts/server';
import { badText, composed, graphemes } from '@hiroba/kernel';
import { rowsIn, sql, Topics } from '@hiroba/server';
import { startApp, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';
import { sharedJson, sharedTest } from '../../../kernel/testing/shared-data.ts';
import { USUAL_LENGTH } from '../domain/discussion.ts';
import { commentExport, type ExportedComment } from './comment.export.ts';
import { commentsPersonalData } from './comment.personal-data.ts';
import { LiveComments, threadTopic } from './live-comments.ts';

let app: SpecApp;
let hana: Actor;
let ken: Actor;
let visitor: Actor;
let room: PlacedRoom;

beforeAll(async () => {
  app = await startApp();
  hana = await app.world.citizen('花');
  ken = await app.world.citizen('健');
  visitor = app.world.visitor();
  room = await app.world.room(await app.world.staff(), 'proposals');
});
afterAll(() => app?.close());

const refusal = '__typename ... on Refusal { code field message }';
const add = `mutation A($root: ID!, $parent: ID, $body: String!) {
  outcome: addComment(rootKind: "proposal", rootId: $root, parentId: $parent, body: $body) { ${refusal} ... on Comment { id body } } }`;
const remove = `mutation D($id: ID!) { outcome: deleteComment(id: $id) { ${refusal} ... on Comment { id } } }`;
const page = `query P($root: ID!) { comments(rootKind: "proposal", rootId: $root) {
  items { id body author { displayName closed } replies { body author { displayName closed } answers { author { displayName closed } } } } count newest } }`;
const since = 'query S($root: ID!, $after: String) { commentsSince(rootKind: "proposal", rootId: $root, after: $after) { count } }';
const talkedAbout = () => app.world.proposal(hana, room.componentId);
const say = (who: Actor, root: string, body: string, parent?: string) => {
  app.clock.advance(0.01);
  return who.act<{ body: string }>(add, { root, body, parent });
};

sharedTest('ALL4 every naughty string is stored composed or refused by rule', 'security/naughty-strings.json', async () => {
  const root = await talkedAbout();
  const { cases: strings } = sharedJson<{ cases: string[] }>('security/naughty-strings.json');
  expect(strings.length).toBeGreaterThan(100);
  const answer = async (typed: string) => {
    const body = composed(typed);
    const { outcome } = await hana.run<{ outcome: { code?: string; body?: string } }>(add, { root, body: typed });
    const length = graphemes(body);
    const expected = badText(body) ? 'BAD_TEXT' : length === 0 ? 'EMPTY' : length > USUAL_LENGTH ? 'TOO_LONG' : undefined;
    expect([typed, outcome.code, outcome.body]).toEqual([typed, expected, expected ? undefined : body]);
  };
  for (let from = 0; from < strings.length; from += 20) await Promise.all(strings.slice(from, from + 20).map(answer));
});

describe('live', () => {
  test('counts visible comments by others since a cursor, and never more than 100', async () => {
    const root = await talkedAbout();
    await say(hana, root, '一');
    const { comments } = await visitor.run<{ comments: { newest: string } }>(page, { root });
    const after = comments.newest;
    expect(await visitor.run(since, { root, after })).toEqual({ commentsSince: { count: 0 } });
    const { id } = await say(ken, root, '二');
    await say(ken, root, '三', id);
    expect(await visitor.run(since, { root, after })).toEqual({ commentsSince: { count: 2 } });
    expect(await ken.run(since, { root, after })).toEqual({ commentsSince: { count: 0 } });
    await ken.act(remove, { id });
    expect(await visitor.run(since, { root, after })).toEqual({ commentsSince: { count: 1 } });
  });

  test('tells a reader when the thread is woken, once a change, and stops listening when the reader goes', async () => {
    const root = await talkedAbout();
    await say(hana, root, '一');
    const { comments } = await visitor.run<{ comments: { newest: string } }>(page, { root });
    const topics = app.server.nest.get(Topics);
    const watching = await app.server.nest.get(LiveComments).watch(visitor.viewer, { rootKind: 'proposal', rootId: root }, comments.newest);
    await say(ken, root, '二');
    expect(await watching.next()).toEqual({ done: false, value: { count: 1 } });
    const next = watching.next();
    topics.wake([threadTopic(root)]);
    await say(ken, root, '三');
    topics.wake([threadTopic(root)]);
    expect(await next).toEqual({ done: false, value: { count: 2 } });
    const waiting = watching.next();
    await watching.return?.();
    expect(await waiting).toEqual({ done: true, value: undefined });
  });

  test('is refused where nothing may be read', async () => {
    const draft = await app.world.draft(hana, room.componentId);
    await expect(app.server.nest.get(LiveComments).watch(ken.viewer, { rootKind: 'proposal', rootId: draft }, null))
      .rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
  });

  test('the entry of a comment names the thread that wakes its readers', async () => {
    const root = await talkedAbout();
    const { id } = await say(ken, root, '起こす');
    const row = await app.server.db.first<{ leaf: string }>(sql`
      select convert_from(leaf, 'UTF8') as leaf from log_entry where subject_kind = 'comment' and subject_id = ${id}`);
    expect((JSON.parse(row?.leaf ?? '{}') as { data: { thread: string } }).data.thread).toBe(root);
  });
});

describe('a person who leaves', () => {
  test('gets all they said with every version, and is then shown as gone', async () => {
    const aki = await app.world.citizen('秋');
    const root = await talkedAbout();
    const { id } = await say(aki, root, '残る言葉');
    await say(ken, root, '返事', id);
    const mine = async () => {
      const em = app.server.nest.get((await import('@mikro-orm/postgresql')).MikroORM).em.fork();
      const [source] = commentsPersonalData;
      return source?.rows(em as never, app.world.organisationId, aki.id);
    };
    expect(await mine()).toMatchObject([{ id, body: '残る言葉', versions: [{ n: 1, body: '残る言葉' }] }]);
    await app.server.db.rows(sql`update person set closes_at = clock_timestamp() - interval '1 day' where id = ${aki.id}`);
    app.clock.set(new Date());
    expect(await app.server.nest.get(ClosingService).closeDue(app.world.organisationId)).toBe(1);
    const { comments } = await visitor.run<{ comments: { items: object[] } }>(page, { root });
    const gone = { displayName: null, closed: true };
    expect(comments.items).toMatchObject([{ body: '残る言葉', author: gone, replies: [{ body: '返事', answers: { author: gone } }] }]);
  });
});

describe('open data', () => {
  test('has a row for every comment of the space, and of a tombstone place and time only', async () => {
    app.clock.set('2026-11-22T15:00:00+09:00');
    const own = await app.world.room(await app.world.staff('係'), 'proposals');
    const root = await app.world.proposal(hana, own.componentId);
    const top = await say(hana, root, '=1+1\n二行目');
    const reply = await say(ken, root, '消す言葉', top.id);
    await ken.act(remove, { id: reply.id });
    const em = app.server.nest.get((await import('@mikro-orm/postgresql')).MikroORM).em.fork();
    const rows: ExportedComment[] = [];
    const scope = { organisationId: app.world.organisationId, spaceId: own.spaceId, origin: 'https://city.test', locale: 'ja' };
    for await (const row of commentExport.rows((query) => rowsIn(em as never, query), scope)) rows.push(row);
    expect(rows).toMatchObject([
      { id: top.id, root_type: 'proposal', root_id: root, parent_id: null, depth: 0, author: '花', body: '=1+1\n二行目', replies: 1, state: 'visible' },
      { id: reply.id, parent_id: top.id, depth: 1, author: null, body: null, answers_version: 1, state: 'deleted' },
    ]);
    expect(rows[0]?.url).toBe(`https://city.test/ja/comments/${top.id}`);
    expect(Object.keys(rows[0] ?? {}).sort()).toEqual([...commentExport.columns].sort());
    expect(JSON.stringify(rows)).not.toContain('消す');
  });
});
