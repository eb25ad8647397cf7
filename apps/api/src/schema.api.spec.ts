import { expect, test } from '@jest/globals';
import pg from 'pg';
import { openOrm } from '@hiroba/server';
import { freshDatabase } from '@hiroba/testing';
import { libraries } from './libraries.ts';
import { migrateDatabase } from './testing.ts';

/** Brings an empty database up to date as an upgrade does: one migration after another. */
async function upgrade(url: string): Promise<void> {
  const orm = await openOrm(url, libraries);
  await orm.migrator.up();
  await orm.close();
}

const everything = `
  select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '') as it
    from information_schema.columns where table_schema = 'public'
  union all select conrelid::regclass || ': ' || pg_get_constraintdef(oid) from pg_constraint where connamespace = 'public'::regnamespace
  union all select indexdef from pg_indexes where schemaname = 'public'
  union all select pg_get_triggerdef(t.oid) from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where c.relnamespace = 'public'::regnamespace and not t.tgisinternal
  union all select proname || ' ' || prosrc from pg_proc p where pronamespace = 'public'::regnamespace
    and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')
  union all select name from mikro_orm_migrations
  order by 1`;

/** The schema of a database that was brought up to date so, and what a next start would still do to it. */
async function schemaAfter(work: (url: string) => Promise<void>) {
  const database = await freshDatabase(work, `hiroba_schema_${work.name.toLowerCase()}`);
  const client = new pg.Client({ connectionString: database.url });
  const orm = await openOrm(database.url, libraries);
  try {
    await client.connect();
    const { rows } = await client.query<{ it: string }>(everything);
    return { schema: rows.map(({ it }) => it), pending: await orm.migrator.getPending() };
  } finally {
    await orm.close();
    await client.end();
    await database.drop();
  }
}

test('a new database has the schema that an old one is brought to step by step', async () => {
  const made = await schemaAfter(migrateDatabase);
  expect(made.schema.length).toBeGreaterThan(500);
  expect(made.pending).toEqual([]);
  expect(made).toEqual(await schemaAfter(upgrade));
});
