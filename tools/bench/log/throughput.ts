// How fast entries get into the published log, how fast that is audited, and what a proof takes.
//   node --import ./tools/ts-hooks.mjs tools/bench/log/throughput.ts [--entries 20000] [--rate 200] [--seconds 10]
// Over an embedded PostgreSQL with fsync; entries are written as rows, without the act that they tell. Prints one JSON line.
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { event } from '../../../libs/kernel/src/index.ts';
import { openDatabase } from '../../../libs/server/src/embedded-database.ts';
import {
  audit,
  formatProofFile,
  hasherOf,
  openCheckpoint,
  parseVerifierKey,
  TileReader,
  verifyInclusion,
  type VerifierKey,
} from '../../../libs/transparency/src/index.ts';

const { values: options } = parseArgs({
  options: {
    entries: { type: 'string', default: '20000' },
    rate: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '10' },
  },
});
const [entries, rate, seconds] = [options.entries, options.rate, options.seconds].map(Number) as [
  number,
  number,
  number,
];
const dataDir = mkdtempSync(path.join(tmpdir(), 'hiroba-log-'));
const database = await openDatabase({ dataDir });
process.env.HIROBA_TEST_DATABASE = database.url;
const { startApp } = await import('../../../libs/testing/src/start-app.ts');
const { DATA_DIR, Log, sql } = await import('../../../libs/server/src/index.ts');
const {
  logFolder,
  LogKeeper,
  nodeCiphers: ciphers,
  readFrom,
} = await import('../../../libs/transparency/src/server/index.ts');
const { MikroORM } = await import('@mikro-orm/postgresql');
const app = await startApp();

const timed = async <T>(work: () => Promise<T>): Promise<[T, number]> => {
  const from = performance.now();
  return [await work(), performance.now() - from];
};
const at = (all: readonly number[], part: number): number =>
  Math.round((all.toSorted((a, b) => a - b)[Math.floor(all.length * part)] ?? 0) * 10) / 10;

let written = 0;
async function write(many: number): Promise<void> {
  const [log, orm] = [app.server.nest.get(Log), app.server.nest.get(MikroORM)];
  const happened = Array.from({ length: many }, () => {
    written += 1;
    return {
      event: event(
        'data.exported',
        { dataset: 'proposals', rows: written, fields: ['id', 'title'], purpose_code: 'OPEN_DATA', basis: 'PUBLIC' },
        { actor: 'system' },
      ),
      occasion: { organisationId: app.world.organisationId, at: new Date() },
    };
  });
  await orm.em.fork().transactional((em) => log.appendMany(em as never, happened, { past: true }));
}

async function measure(): Promise<object> {
  const keeper = app.server.nest.get(LogKeeper);
  await keeper.keep();
  const [log] = await app.server.db.rows<{ organisation_id: string; vkey: string }>(sql`select * from log`);
  const folder = logFolder(app.server.nest.get(DATA_DIR as never), log?.organisation_id ?? '');
  const [read, keys] = [readFrom(folder), [parseVerifierKey(log?.vkey ?? '', ciphers) as VerifierKey]];
  const size = async (): Promise<number> =>
    Number(/\n(\d+)\n/.exec(Buffer.from((await read('checkpoint')) ?? '').toString())?.[1] ?? 0);
  for (let left = entries; left > 0; left -= 1_000) await write(Math.min(left, 1_000));
  const [, keeping] = await timed(() => keeper.keep());
  const [report, auditing] = await timed(() => audit({ read, keys, ciphers, types: 'published' }));
  if (report.problems.length > 0) throw new Error(JSON.stringify(report.problems));

  const proofs: number[] = [];
  let [bytes, checking] = [0, 0];
  for (let n = 0; n < 50; n += 1) {
    const note = Buffer.from((await read('checkpoint')) ?? '').toString();
    const index = Math.floor(Math.random() * entries);
    const [[leafHash, proof, root, all], ms] = await timed(async () => {
      const opened = openCheckpoint(note, keys, ciphers);
      if ('problem' in opened) throw new Error(opened.problem);
      const reader = await TileReader.open(read, hasherOf(ciphers.sha256), opened.checkpoint);
      return [
        await reader.leafHash(index),
        await reader.inclusionProof(index),
        opened.checkpoint.root,
        opened.checkpoint.size,
      ] as const;
    });
    proofs.push(ms);
    bytes = Math.max(bytes, formatProofFile({ index, proof, checkpoint: note }).length);
    const from = performance.now();
    if (!verifyInclusion(hasherOf(ciphers.sha256), index, all, leafHash, proof, root))
      throw new Error('a proof does not hold');
    checking = Math.max(checking, performance.now() - from);
  }

  const delays: number[] = [];
  let over = false;
  const before = await size();
  const committed: number[] = [];
  const watching = (async () => {
    for (let seen = 0; !over || seen < committed.length; await pause(5)) {
      for (const now = (await size()) - before; seen < now && seen < committed.length; seen += 1)
        delays.push(performance.now() - (committed[seen] ?? 0));
    }
  })();
  keeper.start((error) => {
    throw error;
  });
  const began = performance.now();
  for (let n = 0; n < rate * seconds; n += 1) {
    await write(1);
    committed.push(performance.now());
    await pause(Math.max(0, began + ((n + 1) * 1_000) / rate - performance.now()));
  }
  const reached = (rate * seconds * 1_000) / (performance.now() - began);
  over = true;
  await watching;
  return {
    entries,
    cores: availableParallelism(),
    perSecond: {
      published: Math.round((entries * 1_000) / keeping),
      audited: Math.round((entries * 1_000) / auditing),
    },
    proof: { p95Ms: at(proofs, 0.95), bytes, checkMs: Math.round(checking * 100) / 100 },
    commitToPublished: { perSecond: Math.round(reached), p50Ms: at(delays, 0.5), p95Ms: at(delays, 0.95) },
  };
}

try {
  console.log(JSON.stringify(await measure()));
} finally {
  await app.close();
  await database.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
