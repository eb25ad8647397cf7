import { expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { keepDatabase } from './kept-database.ts';

const ask = async (url: string): Promise<unknown> => {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query('select 1 as one')).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
};

test('an embedded server that was killed is back at the same address, and stops with the last one', async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'hiroba-kept-'));
  const events: string[] = [];
  const database = await keepDatabase({ dataDir, fast: true }, (event) => events.push(event));
  const pid = () => Number(readFileSync(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
  try {
    const before = pid();
    process.kill(before, 'SIGKILL');
    for (let tries = 0; events.length === 0 && tries < 200; tries += 1) await setTimeout(100);
    expect(events).toEqual(['RESTARTED']);
    expect(await ask(database.url)).toEqual([{ one: 1 }]);
    expect(pid()).not.toBe(before);
  } finally {
    await database.stop();
  }
  await expect(ask(database.url)).rejects.toThrow();
  expect(events).toEqual(['RESTARTED']);
  rmSync(dataDir, { recursive: true, force: true });
});
