// How long lists, filters, sorts and searches take at the API with 16 readers at once, over a Madrid-sized city.
//   HIROBA_DATA=DIR node tools/bench/speed/lists.mjs [--readers 16] [--times 320] [--only WORDS] [--mixed [--warm 10]] [--port 4102]
// DIR is an installation filled by `npx hiroba demo city`; debates are added to it. Prints the median, p95 and slowest of each in
// milliseconds, and the processor time of one; exit code 1 when a p95 is over the goal of 100 ms. Mixed, the readers ask different
// questions at the same time, so that they share nothing; the first rounds, in which each connection plans each statement, are not
// measured.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { hashOf } from '../../documents.mjs';
import { ask, askedByHash, placesOf } from './asking.mjs';
import { questions } from './questions.mjs';
import { at, readers, spent, spentByAll } from './reading.mjs';

const GOAL = 100;

const { values: options } = parseArgs({
  options: {
    readers: { type: 'string', default: '16' },
    times: { type: 'string', default: '320' },
    only: { type: 'string', default: '' },
    mixed: { type: 'boolean', default: false },
    warm: { type: 'string', default: '10' },
    port: { type: 'string', default: '4102' },
  },
});
const [many, times, warm, port] = [options.readers, options.times, options.warm, options.port].map(Number);

const city = await readers({ many, port });
const cores = availableParallelism();

/** Runs work for each of some turns, with all readers. */
async function byAll(turns, work) {
  const left = [...turns];
  const reader = async () => {
    for (let next = left.pop(); next; next = left.pop()) await work(next);
  };
  await Promise.all(Array.from({ length: many }, reader));
}

/** Runs work, and says what each of its requests took of the processors. */
async function weighed(requests, work) {
  const now = () => [
    spent(city.server.pid),
    spent(city.database, { children: true }),
    process.cpuUsage().user / 1000 + process.cpuUsage().system / 1000,
    spentByAll(),
    performance.now(),
  ];
  const before = now();
  await work();
  const [server, database, ours, all, ms] = now().map((value, n) => value - before[n]);
  const others = (100 * (all - server - database - ours)) / ms / cores;
  const each = [server, database, ours].map((spentMs) => (spentMs / requests).toFixed(2));
  console.log(
    `${((1000 * requests) / ms).toFixed(0)} requests a second, each ${each[0]} ms of the server, ${each[1]} of the database, ${each[2]} of the reader; ${others.toFixed(0)} % of the cores in other hands`,
  );
}

const asRequest = ({ query, variables }) => askedByHash(hashOf(query), variables);

/** Each question by itself, asked by all readers. */
async function oneByOne(all) {
  for (const question of all) {
    await ask(city.base, question.query, question.variables);
    const request = asRequest(question);
    await byAll(Array(times).fill(request), async () => question.took.push(await city.ask(request)));
  }
}

/** All questions by turns. */
async function mixed(all) {
  const requests = all.map((question) => ({ took: question.took, request: asRequest(question) }));
  const rounds = (number) => Array.from({ length: number }, () => requests.toSorted(() => Math.random() - 0.5)).flat();
  await byAll(rounds(warm), ({ request }) => city.ask(request));
  await weighed(times * all.length, () =>
    byAll(rounds(times), async ({ request, took }) => took.push(await city.ask(request))),
  );
}

let slow = 0;
try {
  const { proposals: proposalsId } = await placesOf(city.base);
  const { place: debatesId, debate: debateId } = city.debates;
  const all = await questions((query, variables) => ask(city.base, query, variables), {
    proposalsId,
    debatesId,
    debateId,
  });
  const asked = all.filter(({ name }) => name.includes(options.only)).map((question) => ({ ...question, took: [] }));
  if (options.mixed) await mixed(asked);
  else await weighed(times * asked.length, () => oneByOne(asked));
  for (const { name, took } of asked) {
    const isSlow = at(took, 0.95) > GOAL;
    slow += isSlow ? 1 : 0;
    const cells = [at(took, 0.5), at(took, 0.95), at(took, 1)].map((ms) => ms.toFixed(1).padStart(7));
    console.log(`${cells.join(' ')}  ${isSlow ? 'SLOW ' : ''}${name}`);
  }
  console.log(`${asked.length} questions, ${slow} with a p95 over ${GOAL} ms`);
} finally {
  await city.end();
}
process.exit(slow > 0 ? 1 : 0);
