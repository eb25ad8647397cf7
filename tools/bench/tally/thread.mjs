// B3 on the server: Add1 of a 60,000-voter budget in the thread that counts, while the process beside it goes on answering.
// node --import ./tools/ts-hooks.mjs tools/bench/tally/thread.mjs
import path from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';

const server = path.resolve(import.meta.dirname, '../../../libs/components/votes/src/server');
const { TallyThread } = await import(`${server}/tally-thread.ts`);
const [VOTERS, PROJECTS, TARGET_SECONDS] = [60_000, 80, 30];

let state = 11;
const next = (below) => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
};
const options = Array.from({ length: PROJECTS }, (_, at) => ({
  id: String(at),
  cost: String(80_000 + 4_000 * next(400)),
}));
const ballots = Array.from({ length: VOTERS }, () => ({
  b: options
    .filter((_, at) => next(80 + 3 * at) < 14)
    .map(({ id }) => id)
    .sort(),
  n: 1,
}));
const input = {
  vote: {
    id: 'v',
    type: 'approval',
    method: 'mesCostAdd1Utilitarian',
    options,
    parameters: { budget: '36000000', tieRule: 'report' },
    scopes: [{ id: 'all' }],
    secrecy: 'SEPARATED',
    publication: { uniqueLimitPermille: 50, openings: 'PUBLIC' },
    dates: { opensAt: '', closesAt: '' },
  },
  ballots: [{ scope: 'all', ballots }],
};

const thread = new TallyThread();
let told = 0;
const from = performance.now();
const counting = thread.count({ kind: 'RESULT', input }, () => (told += 1));
// What was handed over is copied here once, before the process goes on.
const handed = performance.now() - from;
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
const text = await counting;
delay.disable();
const seconds = (performance.now() - from) / 1000;
await thread.onApplicationShutdown();
const { winners, add1Rounds } = JSON.parse(text).scopes.all;
const isMet = seconds <= TARGET_SECONDS && told > 0;
console.log(
  `${isMet ? '✓' : '✗'} B3 Add1 of ${VOTERS} voters in the thread: ${seconds.toFixed(1)} s (target ${TARGET_SECONDS} s), ${add1Rounds} rounds of which ${told} were told, ${winners.length} winners; ` +
    `handing over ${handed.toFixed(0)} ms, the process waited ${(delay.max / 1e6).toFixed(0)} ms at most`,
);
process.exitCode = isMet ? 0 : 1;
