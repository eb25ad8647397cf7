// kill -9 of the server, then of PostgreSQL, under write load, again and again; then every acknowledged write is looked for.
//   node tools/bench/faults/kill-drill.mjs [--rounds 10] [--port 3190] [--main dist/api/main.js] [--keep] [--control]
// Prints one JSON line; exit code 0 when nothing was lost. --control turns synchronous_commit off, and must lose something.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { handedToPinnedNode, root } from '../../node.mjs';
import { Citizen, Unknown, writes } from './citizen.mjs';
import { compare, Ledger } from './ledger.mjs';
import { auditOf } from './log-audit.mjs';
import { databaseOf, hasDatabase, killDatabase, ready, startServer } from './processes.mjs';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '10' },
    port: { type: 'string', default: '3190' },
    main: { type: 'string' },
    keep: { type: 'boolean', default: false },
    control: { type: 'boolean', default: false },
  },
});

const WORKERS = 12;
const LOAD_MS = 1_500;
const port = Number(options.port);
const dataDir = mkdtempSync(path.join(tmpdir(), 'hiroba-drill-'));
const main = options.main && path.resolve(root, options.main);

async function withClient(work) {
  const client = new pg.Client({ connectionString: databaseOf(dataDir).url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** One citizen at work until told to stop: draft, publish, support somebody, comment; each only once its forerunner is known. */
async function work(citizen, number, place, ledger, state) {
  const known = state.published;
  const attempt = async (kind, variables) => {
    const begun = performance.now();
    const outcome = await citizen.act(writes[kind], variables);
    if (outcome.refused) ledger.refused += 1;
    else ledger.ack(begun);
    return outcome.refused ? undefined : outcome;
  };
  for (let n = 0; !state.over; n += 1) {
    const title = `drill ${number}-${n}`;
    try {
      const draft = await attempt('draft', {
        componentId: place,
        input: { title, body: `${title}: 木を植える。`, locale: 'ja' },
      });
      if (!draft) {
        // Drafts whose publication was left open by a kill use the limit up.
        const { myProposals } = await citizen.ask('{ myProposals(first: 50) { id state } }');
        for (const { id } of myProposals.filter((each) => each.state === 'DRAFT')) {
          if (await attempt('publish', { id })) ledger.published.add(id);
        }
        continue;
      }
      ledger.drafts.set(draft.id, title);
      if (!(await attempt('publish', { id: draft.id }))) continue;
      ledger.published.add(draft.id);
      known.push({ id: draft.id, number });
      const others = known.filter((each) => each.number !== number).slice(-40);
      const other = others[Math.floor(Math.random() * others.length)];
      if (!other) continue;
      if (await attempt('support', { id: other.id })) ledger.supports.push({ id: other.id, mail: citizen.mail });
      const body = `drill ${number}-${n} はい`;
      const comment = await attempt('comment', { id: other.id, body });
      if (comment) ledger.comments.set(comment.id, body);
    } catch (error) {
      if (!(error instanceof Unknown)) throw error;
      ledger.unknown += 1;
      await pause(250);
    }
  }
}

/** How long after a kill a write was acknowledged that began after it. */
async function recovery(ledger, from, what, seconds = 120) {
  for (const until = performance.now() + seconds * 1000; performance.now() < until; await pause(10)) {
    if (ledger.lastBegun > from) return Math.round(performance.now() - from);
  }
  const health = await fetch(`http://localhost:${port}/health/ready`).then(
    ({ status }) => status,
    (error) => error.cause?.code ?? error.message,
  );
  throw new Error(`no write was acknowledged for ${seconds} s after the kill of the ${what} (ready: ${health})`);
}

async function settled(client) {
  for (const until = Date.now() + 120_000; Date.now() < until; await pause(200)) {
    const { rows } = await client.query(
      'select (select count(*) from log_pending) + (select count(*) from counter_delta) as n',
    );
    if (Number(rows[0].n) === 0) return;
  }
  throw new Error('entries were not published in time');
}

async function drill() {
  const from = performance.now();
  let server = startServer({ dataDir, port, main });
  const ledger = new Ledger();
  const state = { over: false, published: [] };
  const recovered = { server: [], database: [] };
  try {
    await ready(port, server);
    if (options.control)
      await withClient((client) =>
        client.query('alter system set synchronous_commit = off').then(() => client.query('select pg_reload_conf()')),
      );
    await import('../../ts-hooks.mjs');
    const { demoCity } = await import('@hiroba/demo');
    const mails = demoCity.people
      .filter(({ role }) => role === 'PARTICIPANT')
      .slice(0, WORKERS)
      .map(({ mail }) => mail);
    const citizens = await Promise.all(mails.map((mail) => new Citizen(port, mail).signIn(demoCity.password)));
    const { space } = await citizens[0].ask('{ space(slug: "plain-notices") { components { id } } }');
    const load = Promise.all(
      citizens.map((citizen, number) => work(citizen, number, space.components[0].id, ledger, state)),
    );
    for (let round = 0; round < Number(options.rounds); round += 1) {
      await pause(LOAD_MS + Math.random() * 500);
      const killed = performance.now();
      server.kill('SIGKILL');
      await server.ended;
      server = startServer({ dataDir, port, main });
      recovered.server.push(await recovery(ledger, killed, 'server'));
      await pause(LOAD_MS + Math.random() * 500);
      const crashed = performance.now();
      killDatabase(dataDir);
      recovered.database.push(await recovery(ledger, crashed, 'database'));
    }
    await pause(LOAD_MS);
    state.over = true;
    await load;
    const found = await withClient(async (client) => {
      await settled(client);
      const { counterDifferences, recordProblems } = await import('@hiroba/server');
      const { libraries } = await import('../../../apps/api/src/libraries.ts');
      const counters = await counterDifferences(
        client,
        libraries.flatMap((library) => library.counters ?? []),
      );
      return {
        ...(await compare(client, ledger)),
        problems: await recordProblems(client),
        tallyEqual: counters.length === 0,
        log: await auditOf(client, dataDir, ['drill ', ...mails]),
      };
    });
    const ok =
      ledger.acked > 0 &&
      found.lost === 0 &&
      found.doubles === 0 &&
      found.problems.length === 0 &&
      found.tallyEqual &&
      found.log.problems.length === 0;
    const worst = (times) => Math.max(0, ...times);
    return {
      fault: 'kill',
      ok,
      rounds: Number(options.rounds),
      acked: ledger.acked,
      stored: found.stored,
      lost: found.lost,
      doubles: found.doubles,
      revGaps: found.problems.length,
      tallyEqual: found.tallyEqual,
      log: found.log,
      unknown: ledger.unknown,
      refused: ledger.refused,
      recoveryMs: { server: worst(recovered.server), database: worst(recovered.database) },
      seconds: Math.round((performance.now() - from) / 1000),
    };
  } finally {
    state.over = true;
    server.kill('SIGTERM');
    await Promise.race([server.ended, pause(15_000)]);
    server.kill('SIGKILL');
    if (hasDatabase(dataDir)) killDatabase(dataDir);
    if (!options.keep) rmSync(dataDir, { recursive: true, force: true });
  }
}

if (!(await handedToPinnedNode())) {
  const result = await drill().catch((error) => ({ fault: 'kill', ok: false, problem: error.message }));
  console.log(JSON.stringify(result));
  process.exit(result.ok ? 0 : 1);
}
