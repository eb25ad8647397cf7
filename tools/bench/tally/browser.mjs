// V5: a real browser counts to the same bytes as Node: node --import ./tools/ts-hooks.mjs tools/bench/tally/browser.mjs
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import playwright from 'playwright-core';
import { build } from 'rolldown';
import { chromium } from '../../browser.mjs';

const root = path.resolve(import.meta.dirname, '../../..');
const domain = path.join(root, 'libs/components/votes/src/domain');
const { openingOf } = await import(`${domain}/ballot-digest.ts`);
const { resultPackage, resultText } = await import(`${domain}/result-package.ts`);
const { inputOf } = await import(`${domain}/package-read.ts`);
const { readPabulib } = await import(`${domain}/tally/formats/pabulib.ts`);

const sha256 = (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest());
const dates = { opensAt: '2027-01-10T00:00:00Z', closesAt: '2027-01-24T00:00:00Z' };
const about = {
  scopes: [{ id: 'whole' }],
  secrecy: 'SEPARATED',
  publication: { uniqueLimitPermille: 1000, openings: 'PUBLIC' },
  dates,
};

function packageOf(vote, cast) {
  const openings = cast.map((ballot, n) =>
    openingOf(ballot, vote.id, sha256(new TextEncoder().encode(`salt ${n}`)), sha256),
  );
  const ballots = [{ scope: 'whole', ballots: cast.map((b) => ({ b, n: 1 })) }];
  return resultPackage({ vote, ballots, openings, digests: openings.map(({ digest }) => digest) }, sha256);
}

let state = 5;
const next = (below) => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
};
const ids = ['10', '9', '公園', 'b', 'あ'];
const packages = {
  ranked: packageOf(
    {
      id: 'v-ranked',
      type: 'ranked',
      method: 'stv',
      options: ids.map((id) => ({ id })),
      parameters: { seats: 2 },
      ...about,
    },
    Array.from({ length: 400 }, () =>
      ids
        .filter(() => next(3) > 0)
        .sort(() => next(3) - 1)
        .map((id) => [id]),
    ),
  ),
  points: packageOf(
    {
      id: 'v-points',
      type: 'points',
      method: 'points',
      options: ids.map((id) => ({ id })),
      parameters: { points: 10 },
      ...about,
    },
    Array.from({ length: 200 }, () => Object.fromEntries(ids.slice(0, 3).map((id) => [id, 1 + next(3)]))),
  ),
};
const file = path.resolve(root, '../shared/data/pb/elections/Poland_Warszawa_2025_Mokotow.pb');
if (existsSync(file)) {
  const { projects, budget, ballots } = readPabulib(readFileSync(file, 'utf8'));
  const options = projects.map(({ id, cost }) => ({ id, cost }));
  const cast = ballots.map(({ places }) =>
    places.flatMap((place) => (place === undefined ? [] : [projects[place].id])).sort(),
  );
  packages.budget = packageOf(
    { id: 'v-budget', type: 'approval', method: 'mesCostAdd1Utilitarian', options, parameters: { budget }, ...about },
    cast,
  );
} else console.log('skipped: ../shared/data absent: the budget of Mokotów');

const { output } = await build({
  input: path.join(root, 'libs/components/votes/src/web/recount/recount.worker.ts'),
  tsconfig: path.join(root, 'tsconfig.json'),
  output: { format: 'esm', minify: true },
  write: false,
});
const code = output[0].code;
console.log(`the worker: ${(code.length / 1000).toFixed(1)} kB minified`);
const server = createServer((request, response) => {
  const script = request.url === '/worker.js';
  response.setHeader('content-type', script ? 'text/javascript' : 'text/html');
  response.end(script ? code : '<!doctype html><title>recount</title>');
}).listen(0, '127.0.0.1');
await new Promise((ready) => server.once('listening', ready));
const browser = await playwright.chromium.launch(await chromium());
let failed = 0;
try {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  for (const [name, files] of Object.entries(packages)) {
    const texts = Object.fromEntries([...files].map(([each, bytes]) => [each, new TextDecoder().decode(bytes)]));
    const node = resultText(inputOf(files), sha256);
    const said = await page.evaluate(
      (given) =>
        new Promise((resolve) => {
          const from = performance.now();
          let [longest, last, rounds] = [0, from, 0];
          // How long the page does not answer while the worker counts.
          const timer = setInterval(() => {
            longest = Math.max(longest, performance.now() - last);
            last = performance.now();
          }, 16);
          const worker = new Worker('/worker.js', { type: 'module' });
          worker.onmessage = ({ data }) => {
            if (data.kind === 'ROUND') rounds += 1;
            else {
              clearInterval(timer);
              resolve({ ...data, rounds, longest, took: performance.now() - from });
            }
          };
          worker.postMessage(given);
        }),
      texts,
    );
    // The check of the worker compares its own bytes with result.json; that file is what Node counts.
    const same = texts['result.json'] === node && said.kind === 'DONE' && said.verdict.problems.length === 0;
    if (!same) failed += 1;
    console.log(
      `${same ? '✓' : '✗'} ${name}: ${node.length} bytes the same; ${said.took.toFixed(0)} ms in the browser, ${said.rounds} rounds told, the page waited ${said.longest.toFixed(0)} ms at most`,
    );
    if (!same) console.log(JSON.stringify(said).slice(0, 500));
  }
} finally {
  await browser.close();
  server.close();
}
process.exit(failed === 0 ? 0 : 1);
