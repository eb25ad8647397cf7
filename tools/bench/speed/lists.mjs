// How long lists, filters, sorts and searches take at the API with 16 readers at once, over a Madrid-sized city.
//   HIROBA_DATA=DIR node tools/bench/speed/lists.mjs [--readers 16] [--times 320] [--only WORDS] [--mixed] [--port 4102]
// DIR is an installation filled by `npx hiroba demo city`; debates are added to it. Prints the median, p95 and slowest of each in
// milliseconds, and the processor time of one in microseconds; exit code 1 when a p95 is over the goal of 100 ms.
import { readFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { hashOf } from '../../documents.mjs';
import { root } from '../../node.mjs';
import { databaseOf, ready, startServer } from '../faults/processes.mjs';
import { ask, askedByHash, placesOf } from './asking.mjs';
import { plantDebates } from './debates.mjs';
import { questions } from './questions.mjs';

const GOAL = 100;
const TICK_US = 10_000;

const { values: options } = parseArgs({
  options: {
    readers: { type: 'string', default: '16' },
    times: { type: 'string', default: '320' },
    only: { type: 'string', default: '' },
    mixed: { type: 'boolean', default: false },
    port: { type: 'string', default: '4102' },
  },
});
const [readers, times, port] = [options.readers, options.times, options.port].map(Number);
const dataDir = path.resolve(process.env.HIROBA_DATA ?? path.join(root, 'data'));
const base = `http://127.0.0.1:${port}`;

const stat = (pid) => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop().split(' ').slice(11, 15).map(Number);

/** Processor time of the server so far, in microseconds. */
const spent = (pid) =>
  stat(pid)
    .slice(0, 2)
    .reduce((sum, ticks) => sum + ticks, 0) * TICK_US;

// The readers share the cores with the server, so they are as light as can be: bare connections that stay open.
const agent = new Agent({ keepAlive: true, maxSockets: readers });

const answered = (request) =>
  new Promise((resolve, reject) => {
    get(base + request.path, { agent, headers: request.headers }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk)).on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        if (response.statusCode === 200 && text.startsWith('{"data":')) resolve();
        else reject(new Error(text));
      });
    }).on('error', reject);
  });

async function measured({ query, variables }) {
  const request = askedByHash(hashOf(query), variables);
  const took = [];
  let left = times;
  const reader = async () => {
    while ((left -= 1) >= 0) {
      const from = performance.now();
      await answered(request);
      took.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: readers }, reader));
  return took.sort((a, b) => a - b);
}

/** All questions by turns, so that the readers ask different ones at the same time and share nothing. */
async function mixed(all) {
  const requests = all.map(({ name, query, variables }) => ({
    name,
    request: askedByHash(hashOf(query), variables),
    took: [],
  }));
  const turns = Array.from({ length: times }, () => requests.toSorted(() => Math.random() - 0.5)).flat();
  const reader = async () => {
    for (let next = turns.pop(); next; next = turns.pop()) {
      const from = performance.now();
      await answered(next.request);
      next.took.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: readers }, reader));
  return requests.map(({ name, took }) => [name, took.sort((a, b) => a - b)]);
}

const at = (took, part) => took[Math.min(took.length - 1, Math.floor(took.length * part))];

const server = startServer({ dataDir, port, main: path.join(root, 'dist/api/main.js') });
let slow = 0;
try {
  await ready(port, server);
  const { place, debate } = await plantDebates(databaseOf(dataDir).url);
  const { proposals } = await placesOf(base);
  const all = await questions((query, variables) => ask(base, query, variables), {
    proposalsId: proposals,
    debatesId: place,
    debateId: debate,
  });
  const asked = all.filter(({ name }) => name.includes(options.only));
  for (const question of options.mixed ? [] : asked) {
    await ask(base, question.query, question.variables);
    const before = spent(server.pid);
    const took = await measured(question);
    const cpu = (spent(server.pid) - before) / took.length;
    const p95 = at(took, 0.95);
    slow += p95 > GOAL ? 1 : 0;
    const cells = [at(took, 0.5), p95, took.at(-1)].map((ms) => ms.toFixed(1).padStart(7));
    console.log(`${cells.join(' ')}  ${cpu.toFixed(0).padStart(6)}  ${p95 > GOAL ? 'SLOW ' : ''}${question.name}`);
  }
  for (const [name, took] of options.mixed ? await mixed(asked) : []) {
    const p95 = at(took, 0.95);
    slow += p95 > GOAL ? 1 : 0;
    const cells = [at(took, 0.5), p95, took.at(-1)].map((ms) => ms.toFixed(1).padStart(7));
    console.log(`${cells.join(' ')}  ${p95 > GOAL ? 'SLOW ' : ''}${name}`);
  }
  console.log(`${all.length} questions, ${slow} with a p95 over ${GOAL} ms`);
} finally {
  server.kill('SIGTERM');
  await server.ended;
}
process.exit(slow > 0 ? 1 : 0);
