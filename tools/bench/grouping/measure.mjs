// How long grouping takes and how much memory: of the largest known round (207,850 submissions, 8,277 different texts), of 50,000
// different texts (MinHash), and suggestions for 2,000 opinions. Each runs as `npx hiroba …` would, reading the file included.
//   npm run build && node tools/bench/grouping/measure.mjs
// Prints one line for each and ends with 1 when a target is missed.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { node, root } from '../../node.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'hiroba-grouping-'));
const file = (name) => path.join(folder, name);

/** Runs a command; seconds, and the most memory it held, in MiB. */
async function measured(args) {
  const began = performance.now();
  const child = spawn(node, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  let most = 0;
  const watching = setInterval(() => {
    try {
      const [, kib] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? [];
      most = Math.max(most, Number(kib ?? 0) / 1024);
    } catch {
      clearInterval(watching);
    }
  }, 50);
  const code = await new Promise((resolve) => child.on('exit', resolve));
  clearInterval(watching);
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`);
  return { seconds: Math.round((performance.now() - began) / 100) / 10, mebibytes: Math.round(most) };
}

const cases = [
  {
    name: 'round',
    rows: ['--submissions', '207850', '--distinct', '8277'],
    does: 'group',
    seconds: 60,
    mebibytes: 1_500,
  },
  {
    name: 'minhash',
    rows: ['--submissions', '60000', '--distinct', '50000'],
    does: 'group',
    seconds: 300,
    mebibytes: 2_000,
  },
  {
    name: 'suggest',
    rows: ['--submissions', '2000', '--distinct', '1900'],
    does: 'suggest',
    seconds: 5,
    mebibytes: 1_500,
  },
];
try {
  for (const { name, rows, does, ...target } of cases) {
    await measured(['tools/bench/grouping/round.mjs', file(`${name}.csv`), ...rows]);
    const took = await measured(['apps/cli/bin/hiroba.mjs', does, file(`${name}.csv`), '--json', file(`${name}.json`)]);
    const met = took.seconds < target.seconds && took.mebibytes < target.mebibytes;
    process.stdout.write(
      `${met ? '✓' : '✗'} ${name}: ${took.seconds} s of ${target.seconds}, ${took.mebibytes} MiB of ${target.mebibytes}\n`,
    );
    if (!met) process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
