// What the record adds to an act: the same transactions by 8 writers, in turns with and without entry, commitments and guard.
//   node --import ./tools/ts-hooks.mjs tools/bench/log/cost.ts [--writers 8] [--seconds 2] [--turns 8] [--rate 200]
// Over an embedded PostgreSQL with fsync: each changes a proposal of its own through `Commands`. Once as fast as they can, all in this one
// process; once at a rate. Prints one JSON line.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { event, type Command } from '../../../libs/kernel/src/index.ts';
import { bySocket } from '../../../libs/server/src/orm.ts';
import { openDatabase } from '../../../libs/server/src/embedded-database.ts';

const { values: options } = parseArgs({
  options: {
    writers: { type: 'string', default: '8' },
    seconds: { type: 'string', default: '2' },
    turns: { type: 'string', default: '8' },
    rate: { type: 'string', default: '200' },
  },
});
const [writers, seconds, turns, rate] = [options.writers, options.seconds, options.turns, options.rate].map(Number) as [
  number,
  number,
  number,
  number,
];
const dataDir = mkdtempSync(path.join(tmpdir(), 'hiroba-cost-'));
const database = await openDatabase({ dataDir });
process.env.HIROBA_TEST_DATABASE = bySocket(database.url, database.socket);
const { startApp } = await import('../../../libs/testing/src/start-app.ts');
const { Commands, Log, sql } = await import('../../../libs/server/src/index.ts');
const { Proposal } = await import('../../../libs/components/proposals/src/server/proposal.entity.ts');
const app = await startApp({ env: { LOG_LEVEL: 'error' } });
const { world, server } = app;

/** Acts without their record, as if there were none. */
async function withoutRecord<T>(work: () => Promise<T>): Promise<T> {
  const log = server.nest.get(Log);
  const { append } = log;
  await server.db.rows(sql`alter table proposal disable trigger proposal_log_guard`);
  log.append = async () => '';
  try {
    return await work();
  } finally {
    log.append = append;
    await server.db.rows(sql`alter table proposal enable trigger proposal_log_guard`);
  }
}

const changed =
  (n: number): Command<object, object> =>
  () => ({
    patch: { title: `題名 ${n}`, body: `${'本文。'.repeat(100)}${n}` },
    event: event(
      'proposal.edited',
      { fields: ['title', 'body'], chars: 300 },
      {
        actor: 'participant',
        commit: { title: `題名 ${n}`, body: `${'本文。'.repeat(100)}${n}` },
      },
    ),
  });

const TICK_MS = 10;
const postmaster = readFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0] ?? '';

/** Milliseconds of processor time that the database has taken: of its processes, and of those that ended; Linux only. */
function databaseMs(): number {
  let ticks = 0;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      // After the name, which may hold spaces: state, parent, …, and the eleventh to fourteenth are the times.
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
      if (pid !== postmaster && fields[1] !== postmaster) continue;
      for (const time of fields.slice(11, pid === postmaster ? 15 : 13)) ticks += Number(time);
    } catch {
      // It ended meanwhile.
    }
  }
  return ticks * TICK_MS;
}

/** Milliseconds of processor time that this process has taken. */
function ownMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

const at = (all: readonly number[], part: number): number =>
  Math.round((all.toSorted((a, b) => a - b)[Math.floor(all.length * part)] ?? 0) * 100) / 100;
interface Times {
  readonly acts: number[];
  serverMs: number;
  databaseMs: number;
}
const none = (): Times => ({ acts: [], serverMs: 0, databaseMs: 0 });
const hundredths = (n: number): number => Math.round(n * 100) / 100;
const figures = ({ acts: all, serverMs, databaseMs: inDatabase }: Times, ms: number) => ({
  perSecond: Math.round((all.length * 1_000) / ms),
  processorMs: { server: hundredths(serverMs / all.length), database: hundredths(inDatabase / all.length) },
  p50Ms: at(all, 0.5),
  p95Ms: at(all, 0.95),
});

try {
  const staff = await world.staff();
  const { componentId } = await world.room(staff, 'proposals', { settings: { drafts: 50 } });
  const actors: { readonly by: Awaited<ReturnType<typeof world.citizen>>; readonly id: string }[] = [];
  for (let n = 0; n < writers; n += 1) {
    const by = await world.citizen();
    actors.push({ by, id: await world.proposal(by, componentId) });
  }
  const commands = server.nest.get(Commands);
  let n = 0;
  const one = async ({ by, id }: (typeof actors)[number], times: Times): Promise<void> => {
    const began = performance.now();
    await commands.act(Proposal as never, id, by.viewer, changed((n += 1)) as never);
    times.acts.push(performance.now() - began);
  };
  /** All writers for some seconds: as fast as they can, or each in its turn of a rate. */
  const all = async (times: Times, perSecond?: number): Promise<void> => {
    const [own, inDatabase] = [ownMs(), databaseMs()];
    const until = performance.now() + seconds * 1_000;
    await Promise.all(
      actors.map(async (actor, nth) => {
        if (perSecond) await pause((nth * 1_000) / perSecond);
        for (let next = performance.now(); next < until;) {
          await one(actor, times);
          if (perSecond) next += (writers * 1_000) / perSecond;
          else next = performance.now();
          await pause(Math.max(0, next - performance.now()));
        }
      }),
    );
    times.serverMs += ownMs() - own;
    times.databaseMs += databaseMs() - inDatabase;
  };
  const measured = async (perSecond?: number) => {
    const [recorded, bare] = [none(), none()];
    await all(none(), perSecond);
    // As in a city that has lived for a minute: plans are made for tables that were counted.
    await server.db.rows(sql`analyze`);
    for (let turn = 0; turn < turns; turn += 1) {
      await all(recorded, perSecond);
      await withoutRecord(() => all(bare, perSecond));
    }
    const ms = turns * seconds * 1_000;
    return {
      recorded: figures(recorded, ms),
      bare: figures(bare, ms),
      addsP50Ms: hundredths(at(recorded.acts, 0.5) - at(bare.acts, 0.5)),
    };
  };
  console.log(
    JSON.stringify({
      cores: availableParallelism(),
      writers,
      full: await measured(),
      atRate: { rate, ...(await measured(rate)) },
    }),
  );
} finally {
  await app.close();
  await database.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
