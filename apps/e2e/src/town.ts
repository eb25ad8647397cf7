import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** The root of the repository. */
export const root = path.resolve(import.meta.dirname, '../../..');

/** Where the built server and its pages are. */
export const builtPages = process.env.HIROBA_E2E_DIST ?? path.join(root, 'dist');

/** The demo city, running for the time of the journeys. */
export interface Town {
  readonly origin: string;
  /** What the server has logged as unexpected so far. */
  failures(): readonly string[];
  stop(): Promise<void>;
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });

async function freePort(): Promise<number> {
  const first = 3400 + Math.floor(Math.random() * 500);
  for (let port = first; port < 4000; port += 1) if (await isFree(port)) return port;
  throw new Error('no free port between 3400 and 3999');
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

async function gone(pid: number, ms: number): Promise<boolean> {
  for (let waited = 0; waited < ms; waited += 100) {
    if (!isAlive(pid)) return true;
    await pause(100);
  }
  return !isAlive(pid);
}

async function end(pid: number | undefined): Promise<void> {
  if (pid === undefined || !isAlive(pid)) return;
  process.kill(pid, 'SIGTERM');
  if (!(await gone(pid, 20_000))) process.kill(pid, 'SIGKILL');
}

/** The PostgreSQL that a server has started below its data folder and that outlived it. */
function databasePid(data: string): number | undefined {
  const file = path.join(data, 'postgres/postmaster.pid');
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : Number.NaN;
  return Number.isInteger(pid) ? pid : undefined;
}

async function untilReady(origin: string, server: ChildProcess, said: () => string): Promise<void> {
  for (let waited = 0; waited < 120_000; waited += 250) {
    if (server.exitCode !== null) break;
    const answer = await fetch(`${origin}/ready`).catch(() => undefined);
    if (answer?.ok) return;
    await pause(250);
  }
  throw new Error(`the server did not get ready:\n${said().slice(-4_000)}`);
}

/** Starts the built server over an empty folder; it makes the demo city first. `HIROBA_E2E_AT` names one that runs already. */
export async function openTown(): Promise<Town> {
  if (process.env.HIROBA_E2E_AT)
    return { origin: process.env.HIROBA_E2E_AT, failures: () => [], stop: async () => undefined };
  const data = mkdtempSync(path.join(tmpdir(), 'hiroba-journeys-'));
  const port = await freePort();
  const { DATABASE_URL: _database, SMTP_URL: _smtp, HIROBA_ORIGIN: _origin, ...environment } = process.env;
  const server = spawn(process.execPath, ['--enable-source-maps', path.join(builtPages, 'api/main.js')], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...environment,
      NODE_ENV: 'production',
      PORT: String(port),
      HOST: '127.0.0.1',
      HIROBA_DATA: data,
      HIROBA_DEMO: '1',
      // Ten people behind one address within a minute is what journeys are, not an attack.
      HIROBA_LIMITS: '1000',
      LOG_LEVEL: 'warn',
    },
  });
  let said = '';
  for (const stream of [server.stdout, server.stderr]) stream?.on('data', (text) => (said += String(text)));
  const stop = async () => {
    await end(server.pid);
    await end(databasePid(data));
    rmSync(data, { recursive: true, force: true });
  };
  const origin = `http://localhost:${port}`;
  try {
    await untilReady(origin, server, () => said);
  } catch (error) {
    await stop();
    throw error;
  }
  const failures = () => said.split('\n').filter((line) => /^\{"level":[56]0,/.test(line));
  return { origin, failures, stop };
}
