import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { existsSync, globSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { DATA_DIR, sql } from '@hiroba/server';
import { startApp, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';
import { unzipSync } from 'fflate';
import pg from 'pg';
import { auditLog, proveEntry, verifyFiles } from '../cli/index.ts';
import { audit, type AuditReport } from '../domain/audit.ts';
import { parseVerifierKey, type VerifierKey } from '../domain/keys.ts';
import { plainCiphers } from '../domain/plain-ciphers.ts';
import { verifyProofFile } from '../domain/proof-file.ts';
import { tilePath } from '../domain/tiles.ts';
import { fileAt } from './durable-files.ts';
import { logFolder, publish, published } from './exporter.ts';
import { inTransaction, type Connection, type KeptLog } from './kept-log.ts';
import { LogBeginnings } from './log-beginnings.ts';
import { LogKeeper } from './log-keeper.ts';
import { nodeCiphers } from './node-ciphers.ts';
import { sequence } from './sequencer.ts';
import { Signer } from './signer.ts';

let app: SpecApp;
let staff: Actor;
let hana: Actor;
let room: PlacedRoom;
let client: pg.Client;
let folder: string;
let log: KeptLog;
let keeper: LogKeeper;

beforeAll(async () => {
  app = await startApp();
  staff = await app.world.staff();
  hana = await app.world.citizen('花田');
  room = await app.world.room(staff, 'proposals', { settings: { drafts: 50 } });
  client = new pg.Client({ connectionString: app.url });
  await client.connect();
  keeper = app.server.nest.get(LogKeeper);
  await app.world.proposal(hana, room.componentId);
  await keeper.keep();
  const [row] = await app.server.db.rows<{ organisation_id: string; origin: string; vkey: string }>(
    sql`select * from log`,
  );
  log = {
    organisationId: row?.organisation_id ?? '',
    name: 'public',
    origin: row?.origin ?? '',
    vkey: row?.vkey ?? '',
  };
  folder = logFolder(app.server.nest.get(DATA_DIR as never), log.organisationId);
});
afterAll(async () => {
  await client?.end();
  await app?.close();
});

const db = (): Connection => client as unknown as Connection;
const read = (file: string) => fileAt(path.join(folder, file));
const notes = async () =>
  (await client.query<{ size: string; note: string }>('select size, note from log_checkpoint order by size')).rows;
const numbered = async () =>
  (
    await client.query<{ n: number; last: number }>(
      `select count(idx)::int as n, max(idx)::int + 1 as last from log_entry where log = 'public'`,
    )
  ).rows[0];

/** The whole log, recomputed from its files; every checkpoint that was ever signed must be a beginning of it. */
async function audited(): Promise<AuditReport> {
  const old = new Map((await notes()).map(({ size, note }) => [`size ${size}`, note]));
  return audit({
    read,
    keys: [parseVerifierKey(log.vkey, nodeCiphers) as VerifierKey],
    ciphers: nodeCiphers,
    types: 'published',
    old,
    deny: ['花田', 'hana', hana.id, hana.code],
  });
}

describe('the public log', () => {
  test('begins with itself, holds every public act once and without a gap, and passes an audit', async () => {
    const { problems, checkpoint, types } = await audited();
    expect(problems).toEqual([]);
    expect([types.get('log.created'), types.get('log.schema_published'), types.get('proposal.published')]).toEqual([
      1, 1, 1,
    ]);
    const first = await client.query(`select type from log_entry where log = 'public' order by idx limit 2`);
    expect(first.rows.map(({ type }) => type)).toEqual(['log.created', 'log.schema_published']);
    expect(await numbered()).toEqual({ n: checkpoint?.size, last: checkpoint?.size });
    expect((await client.query(`select 1 from log_entry where log = 'public' and idx is null`)).rowCount).toBe(0);
    expect([
      readFileSync(path.join(folder, 'vkey'), 'utf8'),
      readFileSync(path.join(folder, 'policy'), 'utf8'),
    ]).toEqual([`${log.vkey}\n`, expect.stringContaining(`log ${log.vkey} http`)]);
    expect((await notes())[0]?.note).toContain('\n0\n');
  });

  test('goes on by itself within seconds, and stops with the server', async () => {
    const loop = new LogKeeper(
      ...((['beginnings', 'signer', 'gate', 'db', 'dataDir', 'url', 'originOf'] as const).map((name) =>
        Reflect.get(keeper, name),
      ) as ConstructorParameters<typeof LogKeeper>),
    );
    const errors: unknown[] = [];
    loop.start((error) => errors.push(error));
    await app.world.proposal(hana, room.componentId);
    const size = async () => (await published(folder, log))?.size;
    const wanted = Number((await client.query(`select count(*) as n from log_entry where log = 'public'`)).rows[0].n);
    for (let tries = 0; tries < 100 && (await size()) !== wanted; tries += 1) await setTimeout(50);
    await loop.onModuleDestroy();
    expect([await size(), errors]).toEqual([wanted, []]);
    await app.world.proposal(hana, room.componentId);
    await setTimeout(300);
    expect(await size()).toBe(wanted);
  });

  test('is kept by one of many at a time', async () => {
    await Promise.all(
      Array.from({ length: 4 }, async () => {
        await app.world.proposal(hana, room.componentId);
        await keeper.keep();
      }),
    );
    await keeper.keep();
    expect((await audited()).problems).toEqual([]);
  });

  test('beats hourly, however often it is asked', async () => {
    await Promise.all([1, 2, 3].map(() => app.server.nest.get(LogBeginnings).beat()));
    await keeper.keep();
    const { problems, types } = await audited();
    expect([problems, types.get('log.heartbeat')]).toEqual([[], 1]);
  });
});

describe('over HTTP', () => {
  let origin: string;
  beforeAll(async () => {
    await client.query(`insert into organisation_host (host, organisation_id) values ('127.0.0.1', $1)`, [
      log.organisationId,
    ]);
    const http = app.server.nest.getHttpServer() as Server;
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}/log/public`;
    await keeper.keep();
  });
  const heads = async (file: string, init: RequestInit = {}) => {
    const { status, headers } = await fetch(`${origin}/${file}`, init);
    return [
      status,
      headers.get('content-type'),
      headers.get('cache-control'),
      headers.get('access-control-allow-origin'),
      headers.get('set-cookie'),
    ];
  };

  test('a stranger with the key alone audits it, headers and all, and proves an entry', async () => {
    const trust = { vkey: [log.vkey] };
    const verdict = await auditLog(origin, { ...trust, strictHeaders: true, fresh: '10000d' });
    expect(verdict).toMatchObject({ code: 0, text: expect.stringContaining('order and types hold') });
    await expect(auditLog(origin)).rejects.toThrow(`its key is\n  ${log.vkey}`);
    const out = path.join(mkdtempSync(path.join(tmpdir(), 'hiroba-proof-')), 'entry');
    expect(await proveEntry(origin, 3, out, trust)).toMatchObject({ code: 0 });
    expect(await verifyFiles([`${out}.tlog-proof`, `${out}.leaf`], trust)).toMatchObject({ code: 0 });
  });

  test('T9 a citizen takes along a proof of an entry, and believes it with the key alone', async () => {
    const response = await fetch(origin.replace('/public', '/proof/2'));
    expect([
      response.status,
      response.headers.get('content-type'),
      response.headers.get('content-disposition'),
    ]).toEqual([200, 'application/zip', 'attachment; filename="record-2.zip"']);
    const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
    const [proof, leaf] = [files['proof.tlog-proof'], files['leaf.json']] as [Uint8Array, Uint8Array];
    expect(
      verifyProofFile(proof, leaf, [parseVerifierKey(log.vkey, plainCiphers) as VerifierKey], plainCiphers),
    ).toMatchObject({ index: 2 });
    expect(Buffer.from(files['README.txt'] as Uint8Array).toString()).toContain(log.vkey);
    for (const none of ['999999', '01', '-1', 'x', '9007199254740993'])
      expect((await fetch(origin.replace('/public', `/proof/${none}`))).status).toBe(404);
  });

  test('each kind of file says what it is and how long it lasts, to readers of any site', async () => {
    const text = 'text/plain; charset=utf-8';
    const size = Number((await numbered())?.n);
    const edge = tilePath({ level: 0, n: 0, width: size });
    expect(await heads('checkpoint')).toEqual([200, text, 'max-age=2', '*', null]);
    expect(await heads('vkey')).toEqual([200, text, 'max-age=3600', '*', null]);
    expect(await heads(edge, { headers: { cookie: 'hiroba=whoever' } })).toEqual([
      200,
      'application/octet-stream',
      'public, max-age=31536000, immutable',
      '*',
      null,
    ]);
    expect((await heads(edge, { method: 'HEAD' }))[0]).toBe(200);
    expect((await heads(edge, { method: 'POST' }))[0]).toBe(405);
    const bundle = await fetch(`${origin}/${edge.replace('tile/0', 'tile/entries')}`);
    expect([bundle.headers.get('content-encoding'), Buffer.from(await bundle.arrayBuffer())]).toEqual([
      'gzip',
      await read(edge.replace('tile/0', 'tile/entries')),
    ]);
    for (const missing of [
      '',
      'tile',
      'tile/0',
      'tile/0/0',
      'tile/0/000',
      'tile/0/000.p/0',
      'tile/7/000',
      'checkpoint/',
      'checkpoint.new',
      'schema/0',
      '..%2f..%2fsecret',
      'tile/0/..%2f000',
      'policy%00',
    ])
      expect([missing, ...(await heads(missing)).slice(0, 4)]).toEqual([missing, 404, text, 'no-store', '*']);
  });
});

class Killed extends Error {}

/** A connection that is cut at its n-th statement: before it runs, or just after. */
function cutAt(n: number, after: boolean): Connection & { readonly cut: boolean } {
  let left = n;
  const connection = {
    cut: false,
    async query(text: string, values?: readonly unknown[]) {
      if (connection.cut) throw new Killed();
      left -= 1;
      if (left > 0) return client.query(text, values as unknown[]);
      connection.cut = true;
      if (after) await client.query(text, values as unknown[]);
      throw new Killed();
    },
  };
  return connection as unknown as Connection & { readonly cut: boolean };
}

test('T4 whoever is killed between any two steps leaves what the next one goes on from, and no size has two checkpoints', async () => {
  const { signer } = keeper;
  let killed = 0;
  for (let n = 1; ; n += 1) {
    const done: boolean[] = [];
    for (const after of [false, true]) {
      await app.world.proposal(hana, room.componentId);
      const connection = cutAt(n, after);
      const step = sequence(connection, log).then(() => publish(connection, log, folder, signer));
      done.push(
        await step.then(
          () => true,
          (error: unknown) => {
            if (error instanceof Killed) return false;
            throw error;
          },
        ),
      );
      killed += 1;
      await client.query('rollback');
      // The published files are whole at every instant, whatever is not yet published.
      expect(
        (
          await audit({
            read,
            keys: [parseVerifierKey(log.vkey, nodeCiphers) as VerifierKey],
            ciphers: nodeCiphers,
            types: 'published',
          })
        ).problems,
      ).toEqual([]);
    }
    if (done.every(Boolean)) break;
  }
  await keeper.keep();
  const { problems, checkpoint } = await audited();
  expect([problems, await numbered()]).toEqual([[], { n: checkpoint?.size, last: checkpoint?.size }]);
  expect(killed).toBeGreaterThan(20);
  expect(readdirSync(folder).filter((file) => file.endsWith('.new'))).toEqual([]);
}, 60_000);

test('T6 L3 fsck names each file and row that is not what the entries say, older partial tiles too', async () => {
  await keeper.keep();
  const found = async () =>
    (await keeper.check(log.organisationId)).problems.map(({ at, problem }) => `${at}: ${problem}`);
  expect(await found()).toEqual([]);
  const older = globSync('tile/0/000.p/*', { cwd: folder }).sort(
    (a, b) => Number(path.basename(a)) - Number(path.basename(b)),
  );
  const [first, last] = [older[0] ?? '', older.at(-1) ?? ''];
  expect(first).not.toBe(last);
  for (const name of [first, last, last.replace('tile/0', 'tile/entries'), 'checkpoint']) {
    const file = path.join(folder, name);
    const bytes = readFileSync(file);
    writeFileSync(
      file,
      bytes.map((byte, i) => (i === bytes.length - 9 ? byte ^ 1 : byte)),
    );
    expect(await found()).toEqual([expect.stringContaining(`${name}: `)]);
    writeFileSync(file, bytes);
  }
  const state = keeper.signer.stateFile(log.origin);
  const signed = readFileSync(state);
  writeFileSync(state, signed.toString().replace('public', 'publik'));
  expect(await found()).toEqual([expect.stringContaining('signer state: ')]);
  writeFileSync(state, signed);
  const file = path.join(folder, last);
  const bytes = readFileSync(file);
  rmSync(file);
  expect(await found()).toEqual([`${last}: MISSING`]);
  writeFileSync(file, bytes);
  await client.query('begin; set local session_replication_role = replica');
  await client.query(`create temp table kept_tile as table log_tile`);
  await client.query(`update log_tile set data = set_byte(data, 5, 255 - get_byte(data, 5)) where level = 0`);
  await client.query('commit');
  expect(await found()).toEqual(['log_tile 0 0: OTHER_HASH']);
  await client.query('update log_tile t set data = k.data from kept_tile k where (k.level, k.n) = (t.level, t.n)');
  expect(await found()).toEqual([]);
  await keeper.keep();
  const { problems, types } = await audited();
  expect([problems, types.get('log.fsck')]).toEqual([[], 9]);
});

describe('what must not go on does not', () => {
  /** Does something to the database behind all triggers, sees what the keeper says, and undoes it. */
  async function tampered(change: string, ...values: unknown[]): Promise<unknown> {
    let said: unknown;
    await inTransaction(db(), async () => {
      await client.query('set local session_replication_role = replica');
      await client.query(change, values);
      await client.query('set local session_replication_role = origin');
      said = await publish(db(), log, folder, keeper.signer).then(
        () => 'published',
        (error: { code: string }) => error.code,
      );
      throw new Killed();
    }).catch((error: unknown) => {
      if (!(error instanceof Killed)) throw error;
    });
    return said;
  }

  test('T7 a database that was restored from before what was published is not signed', async () => {
    expect(
      await tampered(
        `update log_state set size = 1, frontier = array[(select leaf_hash from log_entry where idx = 0 and log = 'public')]`,
      ),
    ).toBe('BEHIND_THE_SIGNER');
    expect(await tampered(`update log_state set frontier = frontier[2:] || frontier[1:1]`)).toBe('FORK');
    expect(await tampered(`update log_state set size = size + 1`)).toBe('TREE_BROKEN');
  });

  test('T7 while a log is behind what was signed nothing is written that could not be recorded, in any process; reading goes on', async () => {
    const publishing = () =>
      app.world.proposal(hana, room.componentId).then(
        () => 'published',
        (error: Error) => error.message,
      );
    const behind = async (size: string) => {
      await client.query('begin; set local session_replication_role = replica');
      await client.query(`update log_state set size = ${size}`);
      await client.query('commit');
    };
    const {
      rows: [kept],
    } = await client.query<{ size: string }>('select size from log_state');
    await behind('1');
    await keeper.onApplicationBootstrap();
    expect(await publishing()).toContain('LOG_CLOSED');
    await expect(keeper.keep()).rejects.toMatchObject({ code: expect.stringMatching(/BEHIND|TREE_BROKEN/) });
    await behind(kept?.size ?? '');
    await client.query(`update log_state set closed = 'BEHIND_THE_SIGNER'`);
    await expect(hana.run('{ viewer { locale } }')).resolves.toBeDefined();
    expect(await publishing()).toContain('LOG_CLOSED');
    await keeper.keep();
    expect([await publishing(), (await client.query('select closed from log_state')).rows]).toEqual([
      'published',
      [{ closed: null }],
    ]);
  });

  test('T7 a restored older database gets back what was published, says so, and goes on from there', async () => {
    const id = await app.world.proposal(hana, room.componentId);
    await keeper.keep();
    const tables = ['log_state', 'log_tile', 'log_checkpoint', 'log_entry'];
    for (const table of tables) await client.query(`create temp table kept_${table} as table ${table}`);
    await client.query('create temp table kept_proposal as select id, rev from proposal');
    await hana.act(
      'mutation W($id: ID!) { outcome: withdrawProposal(id: $id) { __typename ... on Proposal { id } ... on Refusal { code } } }',
      { id },
    );
    const lost = await app.world.proposal(hana, room.componentId);
    await keeper.keep();
    const signed = (await published(folder, log))?.size ?? 0;

    await client.query('begin; set local session_replication_role = replica');
    for (const table of tables) {
      await client.query(`delete from ${table}`);
      await client.query(`insert into ${table} overriding system value select * from kept_${table}`);
    }
    await client.query('update proposal p set rev = k.rev from kept_proposal k where k.id = p.id');
    await client.query('delete from proposal where id not in (select id from kept_proposal)');
    await client.query('commit');
    const old = (await numbered())?.last ?? 0;
    await expect(keeper.keep()).rejects.toMatchObject({ code: 'BEHIND_THE_SIGNER' });

    const other = new pg.Client({ connectionString: app.url });
    await other.connect();
    await other.query(`select pg_advisory_lock(72405100, hashtext($1))`, [`${log.organisationId} public`]);
    expect(await keeper.recover(log.organisationId, read)).toBe('KEPT_ELSEWHERE');
    await other.end();
    const damaged = (file: string) =>
      read(file).then((bytes) => bytes?.map((byte, i) => (file.includes('entries') && i === 9 ? byte ^ 1 : byte)));
    await expect(keeper.recover(log.organisationId, damaged)).rejects.toThrow('OTHER_HASH');
    expect((await numbered())?.last).toBe(old);

    expect(await keeper.recover(log.organisationId, read)).toEqual({
      before: old,
      after: signed,
      restored: signed - old,
      behind: [`proposal ${id}`, `proposal ${lost} (is not there)`],
    });
    const { problems, types, checkpoint } = await audited();
    expect([problems, types.get('log.recovered'), checkpoint?.size]).toEqual([[], 1, signed + 1]);
    expect(await keeper.recover(log.organisationId, read)).toMatchObject({ restored: 0, behind: [] });
    await app.world.proposal(hana, room.componentId);
    await keeper.keep();
    expect((await audited()).problems).toEqual([]);
    for (const table of [...tables, 'proposal']) await client.query(`drop table kept_${table}`);
  });

  test('an entry that was changed after it was written stops the log, and is not skipped', async () => {
    await app.world.proposal(hana, room.componentId);
    const before = await numbered();
    const stopped = inTransaction(db(), async () => {
      await client.query('set local session_replication_role = replica');
      await client.query(
        `update log_entry set leaf = leaf || ' '::bytea where log = 'public' and idx is null and id = (select max(id) from log_entry where idx is null and log = 'public')`,
      );
      await sequence(
        {
          query: (text, values) =>
            client.query(/^(begin|commit|rollback)$/.test(text) ? 'select 1' : text, values as unknown[]) as never,
        },
        log,
      );
    });
    await expect(stopped).rejects.toMatchObject({ code: 'BAD_ENTRY' });
    expect(await numbered()).toEqual(before);
    await keeper.keep();
    expect((await audited()).problems).toEqual([]);
  });

  test('T3 numbers, sizes and checkpoints cannot be changed or taken back', async () => {
    for (const change of [
      'update log_entry set idx = idx + 1000 where idx is not null',
      `update log_checkpoint set note = ''`,
      'delete from log_checkpoint',
      'truncate log_checkpoint',
      'update log_state set size = 0',
    ])
      await expect(client.query(change)).rejects.toMatchObject({ code: expect.stringMatching(/42501|23514/) });
  });

  test('a log whose key or signer state is gone stays closed', async () => {
    const empty = new Signer(mkdtempSync(path.join(tmpdir(), 'hiroba-no-key-')));
    await app.world.proposal(hana, room.componentId);
    await sequence(db(), log);
    await expect(publish(db(), log, folder, empty)).rejects.toMatchObject({ code: 'KEY_MISSING' });
    await expect(app.server.nest.get(LogBeginnings).checkKey(log, empty)).rejects.toMatchObject({
      code: 'KEY_MISSING',
    });
    await empty.keyMade(log.origin);
    await expect(app.server.nest.get(LogBeginnings).checkKey(log, empty)).rejects.toMatchObject({ code: 'OTHER_KEY' });
    await expect(publish(db(), log, folder, empty)).rejects.toMatchObject({ code: 'SIGNER_STATE_MISSING' });
    await keeper.keep();
    expect([(await audited()).problems, existsSync(path.join(folder, 'checkpoint'))]).toEqual([[], true]);
  });
});
