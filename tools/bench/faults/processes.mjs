import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { environment, node, root } from '../../node.mjs';

const hooks = path.join(root, 'tools/ts-hooks.mjs');
const source = path.join(root, 'tools/bench/faults/serve.ts');

/** Starts the server under test: from its sources, or a built main file. */
export function startServer({ dataDir, port, main }) {
  const args = main ? [main] : ['--import', hooks, source];
  const env = { ...environment, HIROBA_DATA: dataDir, PORT: String(port), HIROBA_DEMO: '1', HIROBA_LIMITS: '1000000' };
  const child = spawn(node, args, {
    cwd: root,
    stdio: ['ignore', process.env.LOG_LEVEL ? 'inherit' : 'ignore', 'inherit'],
    env: { LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent', ...env, DATABASE_URL: undefined },
  });
  child.ended = new Promise((resolve) => child.once('exit', resolve));
  return child;
}

/** The embedded database of a data directory: its process, port and password. */
export function databaseOf(dataDir) {
  const cluster = path.join(dataDir, 'postgres');
  const lines = readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  const password = readFileSync(path.join(cluster, '.superuser'), 'utf8').trim();
  return { pid: Number(lines[0]), url: `postgresql://hiroba:${password}@127.0.0.1:${lines[3]}/hiroba` };
}

const parentOf = (pid) => {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop().split(' ')[1]);
  } catch {
    return 0;
  }
};

/** Kills a postmaster and all its children at once, as a crash of the machine would. */
export function killDatabase(dataDir) {
  const { pid } = databaseOf(dataDir);
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === pid);
  for (const each of [pid, ...children]) {
    try {
      process.kill(Number(each), 'SIGKILL');
    } catch {
      // gone already
    }
  }
}

/** Waits until the server is ready; gives up after a while. */
export async function ready(port, child, seconds = 120) {
  for (const until = Date.now() + seconds * 1000; Date.now() < until; await pause(50)) {
    if (child.exitCode !== null) throw new Error(`the server ended by itself (exit code ${child.exitCode})`);
    const answer = await fetch(`http://localhost:${port}/health/ready`).catch(() => undefined);
    if (answer?.ok) return;
  }
  throw new Error(`the server was not ready after ${seconds} s`);
}

/** Whether the embedded database of a data directory was ever started. */
export const hasDatabase = (dataDir) => existsSync(path.join(dataDir, 'postgres/postmaster.pid'));
