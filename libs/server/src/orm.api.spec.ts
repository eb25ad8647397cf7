import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import type { MikroORM } from '@mikro-orm/postgresql';
import { countNewColumns, openOrm } from './orm.ts';
import { rowsIn, sql } from './sql.ts';

const url = process.env.HIROBA_TEST_DATABASE ?? '';
const places = 10;
const killed = /terminat|not queryable|connection/i;

let orm: MikroORM;
let killer: pg.Client;

beforeAll(async () => {
  orm = await openOrm(url, []);
  killer = new pg.Client({ connectionString: url });
  await killer.connect();
});
afterAll(async () => {
  await orm?.close();
  await killer?.end();
});

const pidOf = sql`select pg_backend_pid() as pid`;
const kill = (pid: number) => killer.query('select pg_terminate_backend($1)', [pid]);

test('transactions whose connection ends in the middle are told so, and leave their places to others', async () => {
  const cut = (when: 'IDLE' | 'BUSY') => orm.em.fork().transactional(async (em) => {
    const [row] = await rowsIn<{ pid: number }>(em as never, pidOf);
    if (when === 'IDLE') await kill(row?.pid ?? 0);
    else void kill(row?.pid ?? 0);
    await rowsIn(em as never, sql`select pg_sleep(2)`);
  });
  for (const when of ['IDLE', 'BUSY'] as const) {
    const results = await Promise.allSettled(Array.from({ length: places }, () => cut(when)));
    expect(results.map(({ status }) => status)).toEqual(Array.from({ length: places }, () => 'rejected'));
    expect(results.every((result) => result.status === 'rejected' && killed.test(String(result.reason)))).toBe(true);
  }
  const after = await Promise.all(Array.from({ length: places * 2 }, () =>
    orm.em.fork().transactional((em) => rowsIn<{ one: number }>(em as never, sql`select 1 as one`))));
  expect(after).toHaveLength(places * 2);
});

test('a column that was added to a filled table is counted, so that the planner knows how many rows have it', async () => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('create schema counted; set search_path = counted');
    await client.query('create table thing as select n from generate_series(1, 1000) n; analyze thing; alter table thing add hidden_at timestamptz');
    await client.query('create table empty (n int)');
    const known = async (): Promise<unknown[]> =>
      (await client.query('select tablename, attname, null_frac from pg_stats where schemaname = $1 order by 2', ['counted'])).rows;
    expect(await known()).toEqual([{ tablename: 'thing', attname: 'n', null_frac: 0 }]);
    await countNewColumns(client);
    expect(await known()).toEqual([{ tablename: 'thing', attname: 'hidden_at', null_frac: 1 }, { tablename: 'thing', attname: 'n', null_frac: 0 }]);
  } finally {
    await client.query('drop schema if exists counted cascade');
    await client.end();
  }
});

test('what is asked with values in a transaction is prepared once a connection, and known again by its text', async () => {
  const ask = (n: number) => sql`select ${n}::int + 1 as answer`;
  const [first, second, kept] = await orm.em.fork().transactional(async (em) => [
    await rowsIn(em as never, ask(1)),
    await rowsIn(em as never, ask(41)),
    await rowsIn<{ uses: string }>(em as never, sql`
      select generic_plans + custom_plans as uses from pg_prepared_statements where statement = ${ask(0).compile().text}`),
  ]);
  expect([first, second]).toEqual([[{ answer: 2 }], [{ answer: 42 }]]);
  expect(kept).toEqual([{ uses: '2' }]);
});

test('a migration may take longer than a request is given', async () => {
  const name = '20991231T2359-slow';
  const slow = await openOrm(url, [{ entities: [], migrations: [{ name, sql: 'select pg_sleep(0.3)' }] } as never], '-c statement_timeout=200');
  try {
    expect((await slow.migrator.up()).map((migration) => migration.name)).toContain(name);
    await expect(rowsIn(slow.em.fork() as never, sql`select pg_sleep(0.3)`)).rejects.toThrow(/statement timeout/);
  } finally {
    await slow.em.getConnection().execute('delete from mikro_orm_migrations where name = ?', [name]);
    await slow.close();
  }
});
