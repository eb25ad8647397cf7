import pg from 'pg';

const lock = 72_405_013;

// A table that is there only while the past of the city is being written tells a later start that it was interrupted.
const begin = 'create table demo_being_made ()';
const end = 'drop table demo_being_made';
const startAfresh = `
  do $afresh$ declare name text; begin
    for name in select nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema' loop
      execute format('drop schema %I cascade', name);
    end loop;
  end $afresh$;
  create schema public;
  create extension if not exists pg_trgm;`;

const exists = async (client: pg.Client, table: string): Promise<boolean> =>
  (await client.query<{ there: boolean }>('select to_regclass($1) is not null as there', [table])).rows[0]?.there ?? false;

/** Fills an empty database by some work, once and whole: what was interrupted is thrown away and made again. Says whether it did. */
export async function fillOnce(url: string, work: () => Promise<void>): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, application_name: 'hiroba demo' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [lock]);
    if (await exists(client, 'demo_being_made')) await client.query(startAfresh);
    const inhabited = (await exists(client, 'organisation')) && (await client.query('select 1 from organisation limit 1')).rowCount !== 0;
    if (inhabited) return false;
    await client.query(begin);
    await work();
    await client.query(end);
    return true;
  } finally {
    await client.end().catch(() => undefined);
  }
}
