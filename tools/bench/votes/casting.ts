// B5: durable ballots a second through the real endpoint, spread over ten votes and all in one, with eligibility, log and receipt.
// node --import ./tools/ts-hooks.mjs tools/bench/votes/casting.ts [voters] [connections]
// The server runs here with the database of its own; those who vote are a process beside it, so all three share what the machine has.
import { fork } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase } from '../../../libs/server/src/embedded-database.ts';
import { bySocket } from '../../../libs/server/src/orm.ts';
import { AccountSeeds } from '../../../libs/accounts/src/server/index.ts';
import { VoteDue } from '../../../libs/components/votes/src/server/vote.due.ts';
import { World } from '../../../libs/testing/src/world.ts';

const VOTERS = Number(process.argv[2] ?? 4_000);
const CONNECTIONS = Number(process.argv[3] ?? 64);
const [VOTES, PORT] = [10, 3469];
const goals = { uniform: 1_000, hot: 500 };

const dataDir = mkdtempSync(path.join(tmpdir(), 'hiroba-casting-'));
const database = await openDatabase({ dataDir });
const url = bySocket(database.url, database.socket);
const { assembleForSpec, migrateDatabase } = await import('../../../apps/api/src/testing.ts');
await migrateDatabase(url);
// The clock of the database, as every installation has it: each cast asks it after its locks.
const server = await assembleForSpec(url, undefined, { LOG_LEVEL: 'error', HIROBA_LIMITS: '100000' });
const world = await World.city(server as never, 'localhost');
const staff = await world.staff();
const outcome = '__typename ... on Refusal { code field } ... on Vote { id }';
const room = await world.room(staff, 'votes', { actions: [] });

const seeds = server.nest.get(AccountSeeds);
const voters: string[] = [];
for (let n = 0; n < VOTERS; n += 1) {
  const { id } = await world.citizen(`市民${n}`);
  voters.push((await seeds.session(world.organisationId, id)).token);
}

async function open(): Promise<string> {
  const input = {
    title: { ja: '公園の名前' },
    office: '公園緑地課',
    type: 'single',
    opensAt: new Date(Date.now() + 8 * 86_400_000).toISOString(),
    closesAt: new Date(Date.now() + 20 * 86_400_000).toISOString(),
  };
  const { id } = await staff.act(
    `mutation M($c: ID!, $input: VoteInput!) { outcome: draftVote(componentId: $c, input: $input) { ${outcome} } }`,
    { c: room.componentId, input },
  );
  for (const title of ['さくら公園', 'みどり公園', 'かわべ公園'])
    await staff.act(
      `mutation M($id: ID!, $input: VoteOptionInput!) { outcome: addVoteOption(voteId: $id, input: $input) { ${outcome} } }`,
      { id, input: { title: { ja: title } } },
    );
  await staff.act(`mutation M($id: ID!) { outcome: announceVote(id: $id) { ${outcome} } }`, { id });
  return id;
}

const votes: string[] = [];
for (let n = 0; n <= VOTES; n += 1) votes.push(await open());
// Nobody waits a week for a measurement.
await server.db.pool.query(
  `set session_replication_role = replica; update vote set opens_at = now() - interval '1 minute'; set session_replication_role = origin`,
);
await server.nest.get(VoteDue).settle();

const http = server.nest.getHttpServer() as Server;
await new Promise<void>((ready) => http.listen(PORT, '127.0.0.1', ready));

interface Measured {
  readonly seconds: number;
  readonly counted: number;
  readonly p50: number;
  readonly p99: number;
  readonly refused: string[];
}

const ticksOf = (stat: string): number => {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
};
const cpuOf = (pid: number): number => ticksOf(readFileSync(`/proc/${pid}/stat`, 'utf8')) / 100;

/** The processor seconds of the database so far: its postmaster, and the processes that answer connections. */
function cpuOfDatabase(): number {
  const postmaster = readFileSync(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0] ?? '';
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return all.reduce((sum, pid) => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const parent = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
      return pid === postmaster || parent === postmaster ? sum + ticksOf(stat) / 100 : sum;
    } catch {
      // It ended meanwhile.
      return sum;
    }
  }, 0);
}

/** Who votes in what, sent by a process of its own. */
function cast(of: readonly string[]): Promise<Measured & { readonly client: number }> {
  const child = fork(new URL('voters.mjs', import.meta.url).pathname, { execArgv: [] });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('message', (measured) => {
      const client = cpuOf(child.pid as number);
      child.kill();
      resolve({ ...(measured as Measured), client });
    });
    child.send({
      port: PORT,
      connections: CONNECTIONS,
      ballots: voters.map((token, n) => ({ token, vote: of[n % of.length], ballot: String((n % 3) + 1) })),
    });
  });
}

let missed = 0;
for (const [name, of] of [
  ['uniform', votes.slice(1)],
  ['hot', votes.slice(0, 1)],
] as const) {
  const before = process.cpuUsage();
  const databaseBefore = cpuOfDatabase();
  const { seconds, counted, p50, p99, refused, client } = await cast(of);
  const { user, system } = process.cpuUsage(before);
  const postgres = cpuOfDatabase() - databaseBefore;
  const rate = counted / seconds;
  let stored = 0;
  for (const id of of)
    stored += Number(
      (await server.db.pool.query(`select count(*) from ballots.ballot_${id.replaceAll('-', '')}`)).rows[0].count,
    );
  if (stored !== counted) throw new Error(`${counted} receipts and ${stored} ballots`);
  if (rate < goals[name]) missed += 1;
  console.log(
    `${rate >= goals[name] ? '✓' : '✗'} ${name}: ${rate.toFixed(0)} ballots/s (goal ${goals[name]}), ${counted} in ${seconds.toFixed(1)} s, p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms; ` +
      `CPU of the server ${((user + system) / 1e6).toFixed(1)} s, of PostgreSQL ${postgres.toFixed(1)} s, of the voters ${client.toFixed(1)} s${refused.length > 0 ? `; refused ${refused.slice(0, 3).join(', ')}` : ''}`,
  );
}
http.closeAllConnections();
await server.close();
await database.stop();
process.exit(missed === 0 ? 0 : 1);
