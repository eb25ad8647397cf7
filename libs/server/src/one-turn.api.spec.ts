import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { OneTurn } from './one-turn.ts';
import { keepingPlans, openPool } from './orm.ts';

const url = process.env.HIROBA_TEST_DATABASE ?? '';
let plain: pg.Pool;
let pool: pg.Pool;
let reads: OneTurn;
let writes = 0;

beforeAll(() => {
  plain = openPool(url, 2);
  pool = keepingPlans(plain);
  pool.on('connect', ({ connection: { stream } }) => {
    // What reaches the socket: several corked messages come as one.
    const [write, writev] = [stream._write.bind(stream), stream._writev?.bind(stream)];
    stream._write = (...args) => ((writes += 1), write(...args));
    stream._writev = (...args) => ((writes += 1), writev?.(...args));
  });
  reads = new OneTurn(pool);
});
afterAll(async () => {
  await pool.end();
  await plain.end();
});

const numbered = (n: number) =>
  reads.rows({ name: 'numbered', text: 'select $1::int as n, pg_backend_pid() as pid', values: [n] });
const failing = () => reads.rows({ name: 'failing', text: 'select 1 / $1::int as n', values: [0] });

describe('reads that are asked in one turn', () => {
  it('go out in one write over one connection, also when nobody prepared them before, and each is told its own', async () => {
    await reads.rows({ name: 'warm', text: 'select 1', values: [] });
    writes = 0;
    const [one, two] = (await Promise.all([numbered(1), numbered(2)])).flat() as { n: number; pid: number }[];
    expect([one?.n, two?.n]).toEqual([1, 2]);
    expect(one?.pid).toBe(two?.pid);
    expect(writes).toBe(1);
  });

  it('are spread over connections once they are many', async () => {
    const rows = (await Promise.all([1, 2, 3, 4, 5].map(numbered))).flat() as { n: number; pid: number }[];
    expect(rows.map(({ n }) => n)).toEqual([1, 2, 3, 4, 5]);
    expect(new Set(rows.map(({ pid }) => pid)).size).toBe(2);
  });

  it('fail alone: those before and behind are answered, and so is who asks next', async () => {
    const results = await Promise.allSettled([numbered(1), failing(), numbered(3)]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    await expect(failing()).rejects.toMatchObject({ code: '22012' });
    expect(await numbered(4)).toMatchObject([{ n: 4 }]);
  });

  it('are all told when their connection ends under them, and the next has another', async () => {
    const [before] = (await numbered(0)) as { pid: number }[];
    const sleep = () => reads.rows({ name: 'sleep', text: 'select pg_sleep($1::float8)', values: [5] });
    const waiting = Promise.allSettled([numbered(1), sleep(), numbered(3)]);
    await plain.query('select pg_sleep(0.1)');
    await plain.query("select pg_terminate_backend(pid) from pg_stat_activity where query like 'select pg_sleep($1%'");
    expect((await waiting).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    const [after] = (await numbered(5)) as { n: number; pid: number }[];
    expect(after?.n).toBe(5);
    expect(after?.pid).not.toBe(before?.pid);
  });
});
