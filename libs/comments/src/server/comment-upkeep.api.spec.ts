import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from '@hiroba/server';
import { startApp, type SpecApp } from '@hiroba/testing';
import { CommentUpkeep } from './comment.upkeep.ts';

let app: SpecApp;
beforeAll(async () => { app = await startApp(); });
afterAll(() => app?.close());

const outcome = '__typename ... on Comment { id } ... on Refusal { code field message }';
const add = `mutation A($id: ID!) { outcome: addComment(rootKind: "proposal", rootId: $id, body: "忘れてほしい言葉") { ${outcome} } }`;
const remove = `mutation D($id: ID!) { outcome: deleteComment(id: $id) { ${outcome} } }`;

test('thirty days after it was taken back, the text of a comment is nowhere, and its place is kept', async () => {
  const staff = await app.world.staff();
  const hana = await app.world.citizen();
  const room = await app.world.room(staff, 'proposals');
  const proposal = await app.world.proposal(hana, room.componentId);
  const { id } = await hana.act(add, { id: proposal });
  await hana.act(remove, { id });
  const upkeep = app.server.nest.get(CommentUpkeep);
  const left = async () => (await app.server.db.first<{ body: string; rev: number; versions: string; open: string }>(sql`
    select body, rev, (select count(*) from version v where v.subject_id = c.id) as versions,
      (select count(*) from disclosure d join log_entry e on e.event_id = d.event_id
       where e.subject_id = c.id::text and d.body_enc is not null) as open
    from comment c where id = ${id}`));
  await upkeep.upkeep();
  expect(await left()).toMatchObject({ body: '忘れてほしい言葉' });
  // 29 days would be too early and the clock of the database does not turn: the row is aged behind the guard's back.
  await app.server.db.pool.query(`begin; set local session_replication_role = replica;
    update comment set deleted_at = deleted_at - interval '31 days' where id = '${id}'; commit`);
  await upkeep.upkeep();
  await upkeep.upkeep();
  expect(await left()).toEqual({ body: '', rev: 3, versions: '0', open: '0' });
  const { comments } = await hana.run<{ comments: { items: { state: string }[] } }>(
    'query C($id: ID!) { comments(rootKind: "proposal", rootId: $id) { items { state } } }', { id: proposal });
  expect(comments.items.map(({ state }) => state)).toEqual(['DELETED']);
});
