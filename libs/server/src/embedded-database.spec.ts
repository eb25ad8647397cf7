import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { openDatabase, type Database } from './embedded-database.ts';
import { alive, gone } from './postmaster.ts';

const home = mkdtempSync(path.join(tmpdir(), 'hiroba-database-'));
chmodSync(home, 0o755);
const dataDir = path.join(home, 'data');
const open: Database[] = [];

async function opened(options: Partial<Parameters<typeof openDatabase>[0]> = {}): Promise<Database> {
  const database = await openDatabase({ dataDir, fast: true, ...options });
  open.push(database);
  return database;
}

async function sql<Row extends object>(database: { url: string }, text: string): Promise<Row[]> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

const postmaster = (dir = dataDir) =>
  Number(readFileSync(path.join(dir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);

afterEach(async () => {
  for (const database of open.splice(0).reverse()) await database.stop();
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('the embedded database', () => {
  it('finds Japanese words and sorts them for people', async () => {
    const database = await opened();
    expect(database.started).toBe(true);
    const [found] = await sql<{ grams: string[] }>(database, `select show_trgm('公園の整備') as grams`);
    expect(found?.grams).toHaveLength(6);
    const sorted = await sql<{ word: string }>(
      database,
      `select word from unnest(array['か','ん','ア','あ']) as word order by word collate "ja-x-icu"`,
    );
    expect(sorted.map((row) => row.word)).toEqual(['あ', 'ア', 'か', 'ん']);
  });

  it('listens on the loopback address only, asks for a password and keeps it from others', async () => {
    const database = await opened();
    const { hostname, port } = new URL(database.url);
    expect(hostname).toBe('127.0.0.1');
    expect(statSync(path.join(dataDir, 'postgres/.superuser')).mode & 0o777).toBe(0o600);
    await expect(sql({ url: `postgresql://hiroba:wrong@127.0.0.1:${port}/hiroba` }, 'select 1')).rejects.toThrow(
      /password/,
    );
    const settings = await sql<{ name: string; setting: string }>(
      database,
      `select name, setting from pg_settings where name in ('listen_addresses', 'unix_socket_directories', 'shared_preload_libraries') order by name`,
    );
    expect(settings.map((row) => row.setting)).toEqual(['127.0.0.1', 'pg_stat_statements', '.']);
    expect(statSync(path.join(dataDir, 'postgres')).mode & 0o077).toBe(0);
    const near = `${database.url}?host=${encodeURIComponent(database.socket ?? '')}`;
    expect(await sql({ url: near }, 'select inet_server_addr() as address')).toEqual([{ address: null }]);
    await expect(sql({ url: near.replace(/:[^:@]*@/, ':wrong@') }, 'select 1')).rejects.toThrow(/password/);
  });

  it('is joined by a second process and stopped by the last one out', async () => {
    const first = await opened();
    const second = await opened();
    expect(second.started).toBe(false);
    expect(second.url).toBe(first.url);
    await first.stop();
    expect(await sql(second, 'select 1 as one')).toEqual([{ one: 1 }]);
    await second.stop();
    await expect(sql(second, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('is started once by two who come at the same time', async () => {
    const both = await Promise.all([
      opened({ dataDir: path.join(home, 'race') }),
      opened({ dataDir: path.join(home, 'race') }),
    ]);
    expect(both.filter((database) => database.started)).toHaveLength(1);
    expect(both[0]?.url).toBe(both[1]?.url);
  });

  it('keeps every committed row when it is killed, and starts again', async () => {
    const database = await opened({ fast: false });
    await sql(database, 'create table kept (n int)');
    await sql(database, 'insert into kept select generate_series(1, 500)');
    const pid = postmaster();
    process.kill(pid, 'SIGKILL');
    await gone(pid);
    const again = await opened({ fast: false });
    expect(again.started).toBe(true);
    expect(await sql(again, 'select count(*)::int as rows from kept')).toEqual([{ rows: 500 }]);
  });

  it('starts although the number in an old lock file is now another program', async () => {
    const before = await opened();
    const port = Number(new URL(before.url).port);
    await before.stop();
    writeFileSync(path.join(dataDir, `postgres/.s.PGSQL.${port}.lock`), `${process.pid}\n${dataDir}\n0\n${port}\n`);
    writeFileSync(
      path.join(dataDir, 'postgres/postmaster.pid'),
      `${process.pid}\n${dataDir}\n0\n5432\n\n127.0.0.1\n\nready   \n`,
    );
    expect((await opened({ port })).started).toBe(true);
  });

  it('survives the death of its starter, and the next one stops it', async () => {
    const script = `import { openDatabase } from './libs/server/src/embedded-database.ts';
      await openDatabase({ dataDir: ${JSON.stringify(dataDir)}, fast: true }); console.log('up'); setInterval(() => {}, 1000);`;
    const starter = spawn(process.execPath, ['--import', './tools/ts-hooks.mjs', '--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(starter.stdout, 'data');
    const pid = postmaster();
    starter.kill('SIGKILL');
    await once(starter, 'exit');
    const next = await openDatabase({ dataDir, fast: true });
    expect(next.started).toBe(false);
    expect(postmaster()).toBe(pid);
    await next.stop();
    expect(alive(pid)).toBe(false);
  });

  it('works below a directory that only its owner may enter', async () => {
    const closed = path.join(home, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const database = await opened({ dataDir: path.join(closed, 'data') });
    expect(await sql(database, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('says what PostgreSQL said when it cannot start', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    await expect(openDatabase({ dataDir, port })).rejects.toThrow(/could not bind IPv4 address "127\.0\.0\.1"/);
    taken.close();
  });

  it('refuses a database in which Japanese words disappear, an operator’s too', async () => {
    const database = await opened();
    await sql(
      database,
      `create database mute template template0 locale_provider builtin builtin_locale 'C.UTF-8' lc_collate 'C' lc_ctype 'C'`,
    );
    const url = database.url.replace(/hiroba$/, 'mute');
    await expect(openDatabase({ dataDir, url })).rejects.toThrow(
      /LC_CTYPE C.*drop every Japanese character.*POSTGRES_INITDB_ARGS/s,
    );
    await sql(database, 'drop database mute');
    const accepted = await openDatabase({ dataDir, url: database.url });
    expect(accepted.started).toBe(false);
  });
});
