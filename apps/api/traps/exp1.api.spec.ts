import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import type { PlacedRoom } from '@hiroba/testing';
import { startTwoProcesses, type TwoProcesses } from '../security/two-processes.ts';

/** EXP1: a file of 250,000 rows arrives whole; it takes no more memory than one of 10,000; one that fails says so. */
const MANY = 250_000;
const FEW = 10_000;
/** The heap of the process that makes the files: what it holds at rest, and less than 100 MB more. */
const HEAP = 220;
let two: TwoProcesses;
let many: PlacedRoom;
let few: PlacedRoom;

beforeAll(async () => {
  two = await startTwoProcesses({ flags: [`--max-old-space-size=${HEAP}`] });
  const staff = await two.fort.city.staff();
  many = await two.fort.city.room(staff, 'proposals');
  few = await two.fort.city.room(staff, 'proposals');
  const hana = await two.fort.city.citizen('花');
  const client = await two.fort.server.db.pool.connect();
  await client.query(`set session_replication_role = replica; set statement_timeout = '120s'`);
  // Straight into the table: a quarter of a million mutations would test the patience, not the file.
  for (const [{ componentId }, rows, prefix] of [
    [many, MANY, '00000001'],
    [few, FEW, '00000002'],
  ] as const) {
    const root = await two.fort.city.proposal(hana, componentId);
    await client.query(
      `insert into comment (id, organisation_id, component_id, root_kind, root_id, branch_id, depth, author_id, body, locale, state, created_at, rev)
      select id, $1, $2, 'proposal', $3, id, 0, $4, 'コメント' || n || repeat('。', 60), 'ja', 'VISIBLE', '2026-11-20T00:00:00Z'::timestamptz + n * interval '1 second', 1
      from (select n, ('${prefix}-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid as id from generate_series(1, ${rows}) n) seeded`,
      [two.fort.city.organisationId, componentId, root, hana.id],
    );
  }
  await client.query('analyze comment');
  client.release(true);
});
afterAll(() => two?.close());

const download = (port: number, { componentId }: PlacedRoom, format: string): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const path = `/download/comments/${componentId}.${format}`;
    request({ port, host: '127.0.0.1', path, headers: { host: 'city.test' } }, resolve)
      .on('error', reject)
      .end();
  });

/** The memory that the second process holds now, in megabytes. */
const held = (): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${two.second.pid}/status`, 'utf8'))?.[1]) / 1000;

/** Reads a file from the second process: how many lines it has, and the most memory it took meanwhile. */
async function read(room: PlacedRoom): Promise<{ lines: number; most: number; bytes: number }> {
  const answer = await download(two.second.port, room, 'ndjson');
  expect(answer.statusCode).toBe(200);
  let [lines, bytes, most] = [0, 0, held()];
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    for (const byte of chunk) if (byte === 10) lines += 1;
    most = Math.max(most, held());
  }
  return { lines, most: Math.max(most, held()), bytes };
}

describe('EXP1 a file of open data', () => {
  test('of 250,000 rows arrives, by a process that has no room to keep it, in the memory of one of 10,000', async () => {
    const idle = held();
    const small = await read(few);
    expect(small.lines).toBe(FEW);
    const large = await read(many);
    expect(large.lines).toBe(MANY);
    expect(large.bytes).toBeGreaterThan(50_000_000);
    expect(large.most - idle).toBeLessThan(100);
    expect(large.most).toBeLessThan(small.most * 1.2);
  });

  test('waits for a slow reader instead of filling the memory', async () => {
    const answer = await download(two.second.port, many, 'csv');
    const before = held();
    answer.pause();
    await setTimeout(1_500);
    expect(held() - before).toBeLessThan(100);
    answer.destroy();
  });

  test.each(['ndjson', 'csv', 'json'])(
    'that fails half way ends in an error, not in a shorter file (%s)',
    async (format) => {
      const answer = await download(two.fort.port, many, format);
      let bytes = 0;
      const ended = (async () => {
        for await (const chunk of answer as AsyncIterable<Buffer>) {
          bytes += chunk.length;
          if (bytes < 200_000) continue;
          // Whoever reads the rows is gone: the connection of the snapshot is ended by the database.
          await two.fort.query(`select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid() and state in ('active', 'idle in transaction')`);
        }
        return 'ended as if it were whole';
      })();
      await expect(ended).rejects.toThrow(/aborted|ECONNRESET|hang up/);
    },
  );
});
