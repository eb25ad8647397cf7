import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ClosingService, ErasingAgain } from '@hiroba/accounts/server';
import { DATA_DIR, sql } from '@hiroba/server';
import { startApp, type Actor, type SpecApp } from '@hiroba/testing';
import { audit, parseVerifierKey, type VerifierKey } from '@hiroba/transparency';
import { logFolder, LogKeeper, nodeCiphers, readFrom } from '@hiroba/transparency/server';
import pg from 'pg';

let app: SpecApp;
let client: pg.Client;
beforeAll(async () => {
  app = await startApp();
  client = new pg.Client({ connectionString: app.url });
  await client.connect();
});
afterAll(async () => {
  await client?.end();
  await app?.close();
});

/** Every table with the columns that are stored; what PostgreSQL itself makes of a row is not. */
async function tables(): Promise<readonly { readonly name: string; readonly columns: string }[]> {
  const { rows } = await client.query<{ name: string; columns: string }>(`
    select table_name as name, string_agg(format('%I', column_name), ', ' order by ordinal_position) as columns
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER' and table_name not like 'mikro_orm%'
    group by table_name order by table_name`);
  return rows;
}

/** Puts all that is in the database aside, as a backup does. */
async function backUp(): Promise<void> {
  await client.query('create schema backup');
  for (const { name, columns } of await tables())
    await client.query(`create table backup.${name} as select ${columns} from public.${name}`);
}

/** Puts back what was put aside, over all that came after it. */
async function restore(): Promise<void> {
  await client.query('begin; set local session_replication_role = replica');
  for (const { name, columns } of await tables()) {
    await client.query(`delete from public.${name}`);
    await client.query(
      `insert into public.${name} (${columns}) overriding system value select ${columns} from backup.${name}`,
    );
  }
  await client.query('commit');
}

/** All that the database holds, but for what was put aside. */
async function dump(): Promise<string> {
  const texts = (await tables()).map(({ name }) => `select string_agg(t::text, ' ') as text from public.${name} t`);
  const { rows } = await client.query<{ text: string | null }>(texts.join(' union all '));
  return rows.map(({ text }) => text ?? '').join(' ');
}

const outcome = (call: string, type: string) =>
  `mutation M($id: ID!) { outcome: ${call} { __typename ... on Refusal { code field message } ... on ${type} { id } } }`;

async function auditOf(old: ReadonlyMap<string, string>) {
  const folder = logFolder(app.server.nest.get(DATA_DIR as never), app.world.organisationId);
  const key = parseVerifierKey(readFileSync(path.join(folder, 'vkey'), 'utf8').trim(), nodeCiphers) as VerifierKey;
  return audit({ read: readFrom(folder), keys: [key], ciphers: nodeCiphers, types: 'published', old });
}

test('RE5 whoever left after a backup is gone again once it is restored, before anybody is answered, and the log is one', async () => {
  const { world, server } = app;
  const [keeper, again] = [server.nest.get(LogKeeper), server.nest.get(ErasingAgain)];
  const room = await world.room(await world.staff(), 'proposals', { settings: { drafts: 50 } });
  const [saki, ken] = [await world.citizen('去る 咲子'), await world.citizen('健')];
  const id = await world.proposal(saki, room.componentId, { title: '残る提案' });
  await world.draft(saki, room.componentId, { title: '消える下書き' });
  await server.db.rows(sql`
    insert into role_grant (id, organisation_id, person_id, role, starts_at) values (gen_random_uuid(), ${world.organisationId}, ${saki.id}, 'STAFF', now())`);
  const other = await world.proposal(ken, room.componentId);
  await keeper.keep();
  const gone = [
    '去る 咲子',
    '消える下書き',
    ...(
      await server.db.rows<{ key: string }>(sql`
      select encode(key_enc, 'hex') as key from person_key where id = ${saki.id}
      union all select encode(body_enc, 'hex') from disclosure where person_key_id = ${saki.id}`)
    ).map(({ key }) => key),
  ];
  await backUp();

  const comment = outcome('addComment(rootKind: "proposal", rootId: $id, body: "あとで")', 'Comment');
  for (let n = 0; n < 50; n += 1) await ken.act(comment, { id: other });
  await keeper.keep();
  await leave(saki);
  await keeper.keep();
  const left = await dump();
  expect(gone.filter((text) => left.includes(text))).toEqual([]);
  const notes = await server.db.rows<{ size: string; note: string }>(sql`select size, note from log_checkpoint`);
  const old = new Map(notes.map(({ size, note }) => [`size ${size}`, note]));

  await restore();
  const brought = await dump();
  expect(gone.filter((text) => !brought.includes(text))).toEqual([]);
  await expect(keeper.keep()).rejects.toMatchObject({ code: 'BEHIND_THE_SIGNER' });
  await keeper.onApplicationBootstrap();
  await again.onApplicationBootstrap();
  const erased = await dump();
  expect(gone.filter((text) => erased.includes(text))).toEqual([]);
  await again.upkeep();
  await expect(keeper.keep()).rejects.toMatchObject({ code: 'BEHIND_THE_SIGNER' });

  const folder = logFolder(server.nest.get(DATA_DIR as never), world.organisationId);
  expect(await keeper.recover(world.organisationId, readFrom(folder))).toMatchObject({ restored: expect.any(Number) });
  expect([await again.tell(world.organisationId), await again.tell(world.organisationId)]).toEqual([1, 0]);
  await keeper.keep();
  const { problems, checkpoint } = await auditOf(old);
  expect([problems, old.size > 2, checkpoint !== undefined]).toEqual([[], true, true]);
  expect((await keeper.check(world.organisationId)).problems).toEqual([]);
  // The log said it before the backup was restored; it does not say it twice.
  expect(
    await server.db.rows(sql`select subject_rev from log_entry where type = 'data.erased' and subject_id = ${id}`),
  ).toHaveLength(1);
  expect(await server.db.rows(sql`select 1 from role_grant where person_id = ${saki.id} and ends_at is null`)).toEqual(
    [],
  );
  expect(await server.db.rows(sql`select 1 from person where id = ${ken.id} and closed_at is null`)).toHaveLength(1);
});

async function leave(actor: Actor): Promise<void> {
  await app.server.db.rows(sql`update person set closes_at = '2026-11-22T00:00:00Z' where id = ${actor.id}`);
  expect(await app.server.nest.get(ClosingService).closeDue(app.world.organisationId)).toBe(1);
}
