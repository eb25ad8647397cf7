// Whether an export of many rows arrives whole in bounded memory: each in a process of its own, whose heap is bounded.
//   node --import ./tools/ts-hooks.mjs tools/bench/exports/memory.ts [--rows 250000] [--few 10000] [--formats csv,ndjson,xlsx] [--heap 160]
// Prints one JSON line an export; exit code 1 when rows are missing or one takes 100 MB above idle or more.
// What is alive does not grow with the rows. With --heap 0 the heap is not bounded, and V8 lets garbage lie: then the process grows
// all the same, by up to about 200 MB for 250,000 rows.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { openDatabase } from '../../../libs/server/src/embedded-database.ts';

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '250000' },
    few: { type: 'string', default: '10000' },
    formats: { type: 'string', default: 'csv,ndjson,xlsx' },
    heap: { type: 'string', default: '160' },
  },
});

const run = promisify(execFile);
const dataDir = mkdtempSync(path.join(tmpdir(), 'hiroba-exports-'));
const database = await openDatabase({ dataDir, fast: true });
process.env.HIROBA_TEST_DATABASE = database.url;
const { startApp } = await import('../../../libs/testing/src/start-app.ts');
const app = await startApp();

async function seed(componentId: string, many: number): Promise<void> {
  const client = await app.server.db.pool.connect();
  try {
    await client.query('set statement_timeout = 0; set lock_timeout = 0; set session_replication_role = replica');
    await client.query(
      `insert into proposal (id, organisation_id, component_id, state, title, body, locale, published_at, versions, rev)
       select md5('p' || n)::uuid, $1, $2, 'PUBLISHED', '提案 ' || n, repeat('夏の広場は日差しが強すぎます。', 20), 'ja', now() - n * interval '1 second', 1, 1
       from generate_series(1, $3::int) n`,
      [app.world.organisationId, componentId, many],
    );
    await client.query('analyze proposal');
  } finally {
    client.release(true);
  }
}

interface Taken {
  readonly format: string;
  readonly rows: number;
  readonly above: number;
}

async function taken(format: string, limit: string): Promise<Taken> {
  const script = new URL('taking.ts', import.meta.url).pathname;
  const bound = options.heap === '0' ? [] : [`--max-old-space-size=${options.heap}`];
  const flags = [
    ...bound,
    '--import',
    './tools/ts-hooks.mjs',
    script,
    app.url,
    app.world.organisationId,
    format,
    limit,
  ];
  const { stdout } = await run(process.execPath, flags, { env: { NODE_ENV: 'production', PATH: process.env.PATH } });
  console.log(stdout);
  return JSON.parse(stdout) as Taken;
}

let failed = false;
try {
  const staff = await app.world.staff();
  const room = await app.world.room(staff, 'proposals');
  await seed(room.componentId, Number(options.rows));
  for (const format of options.formats.split(',')) {
    for (const limit of [options.few, options.rows]) {
      const { rows, above } = await taken(format, limit);
      const wrong = above >= 100 || rows !== Number(limit);
      if (wrong) console.error(`${format}: ${above} MB above idle for ${rows} of ${limit} rows`);
      failed ||= wrong;
    }
  }
} finally {
  await app.close();
  await database.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);
