// npm test: every step, also after one that failed, and one last line that any CI can read.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { handedToPinnedNode, root, runNode } from './node.mjs';

const counts = /(\d+) passed, (\d+) failed/g;

/** What runs after what; lanes of one row run side by side. */
const rows = [
  [[['codegen', ['tools/codegen.mjs']]]],
  [
    [['lint', ['tools/lint.mjs']]],
    [
      ['types', ['tools/typecheck.mjs']],
      ['checks', ['tools/check/run.mjs']],
      ['build', ['tools/build.mjs']],
      ['sizes', ['tools/check/sizes.mjs']],
    ],
  ],
  [[['specs', ['tools/jest.mjs']]]],
  [[['journeys', ['--import', './tools/ts-hooks.mjs', 'apps/e2e/run.ts'], 'apps/e2e/run.ts']]],
];

/** Runs one step: its own last "N passed, N failed" counts, else the step itself as one. Beside others it prints at its end. */
async function outcome([name, args], isAlone) {
  const head = `\n── ${name} ${'─'.repeat(60 - name.length)}\n`;
  const from = Date.now();
  let text = isAlone ? '' : head;
  if (isAlone) process.stdout.write(head);
  const code = await runNode(args, {
    onText: (chunk) => {
      text = isAlone ? (text + chunk).slice(-4000) : text + chunk;
      if (isAlone) process.stdout.write(chunk);
    },
  });
  if (!isAlone) process.stdout.write(text);
  const [, passed, failed] = [...text.slice(-4000).matchAll(counts)].at(-1) ?? [null, code === 0 ? 1 : 0, code === 0 ? 0 : 1];
  const missed = code !== 0 && Number(failed) === 0 ? 1 : 0;
  return { name, passed: Number(passed), failed: Number(failed) + missed, seconds: (Date.now() - from) / 1000 };
}

async function lane(steps, isAlone) {
  const results = [];
  for (const step of steps) {
    if (step[2] && !existsSync(path.join(root, step[2]))) continue;
    results.push(await outcome(step, isAlone));
  }
  return results;
}

if (!(await handedToPinnedNode())) {
  const results = [];
  for (const lanes of rows) {
    results.push(...(await Promise.all(lanes.map((steps) => lane(steps, lanes.length === 1)))).flat());
  }
  console.log('');
  for (const { name, passed, failed, seconds } of results) {
    console.log(
      `${failed > 0 ? '✗' : '✓'} ${name.padEnd(10)} ${passed} passed, ${failed} failed (${seconds.toFixed(0)} s)`,
    );
  }
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  process.exitCode = sum('failed') > 0 ? 1 : 0;
}
