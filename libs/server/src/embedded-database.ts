import { closeSync, existsSync, mkdirSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { checkDatabase, createDatabase } from './database-check.ts';
import { accountFor, runtimeFor } from './embedded-binaries.ts';
import { createCluster, owner, run } from './embedded-cluster.ts';
import { alive, dropStaleLock, gone, inUse, join, runningPostmaster, type Postmaster } from './postmaster.ts';

/** A database that is ready for use. */
export interface Database {
  readonly url: string;
  /** The folder of the socket of an embedded server: whoever reads much saves the detour through the network. */
  readonly socket?: string;
  /** Whether this process started the server. */
  readonly started: boolean;
  /** Stops the embedded server, unless another process still uses it: the last one out stops it. */
  stop(): Promise<void>;
}

/** Where the database is, or is to be created. */
export interface DatabaseOptions {
  /** The platform's data directory; the cluster is its folder `postgres`. */
  readonly dataDir: string;
  /** A PostgreSQL server of the operator's; nothing is started then. */
  readonly url?: string;
  readonly port?: number;
  /** Trades safety for speed: for tests only. */
  readonly fast?: boolean;
  readonly name?: string;
}

const fastSettings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/** Opens the operator's database, or the embedded one: attaches to it when it runs, creates and starts it when not. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  if (options.url) {
    await checkDatabase(options.url);
    return { url: options.url, started: false, stop: async () => undefined };
  }
  const cluster = path.join(path.resolve(options.dataDir), 'postgres');
  mkdirSync(path.dirname(cluster), { recursive: true });
  if (!existsSync(path.join(cluster, 'PG_VERSION'))) await createCluster(cluster, options.fast ?? false);
  const leave = join(cluster);
  try {
    return await entered(cluster, options, leave);
  } catch (error) {
    leave();
    throw error;
  }
}

async function entered(cluster: string, options: DatabaseOptions, leave: () => void, attempt = 0): Promise<Database> {
  const { server, started } = await attachOrStart(cluster, options);
  const password = readFileSync(path.join(cluster, '.superuser'), 'utf8').trim();
  const at = (name: string) => `postgresql://${owner}:${password}@127.0.0.1:${server.port}/${name}`;
  const name = options.name ?? 'hiroba';
  const interrupt = () => alive(server.pid) && process.kill(server.pid, 'SIGINT');
  if (started) process.once('exit', interrupt);
  const stop = async () => {
    leave();
    process.removeListener('exit', interrupt);
    const running = inUse(cluster) ? undefined : runningPostmaster(cluster);
    if (!running) return;
    process.kill(running.pid, 'SIGINT');
    await gone(running.pid);
  };
  try {
    await createDatabase(at('postgres'), name);
    await checkDatabase(at(name));
  } catch (error) {
    // The server we found was just being stopped by the last one who used it.
    const stopping = ['57P01', '57P03', 'ECONNREFUSED', 'ECONNRESET'].includes((error as { code?: string }).code ?? '');
    if (!started && stopping && attempt < 5) return entered(cluster, options, leave, attempt + 1);
    await stop();
    throw error;
  }
  return { url: at(name), started, stop, ...(hasSocket(cluster, server.port) ? { socket: cluster } : {}) };
}

async function attachOrStart(
  cluster: string,
  options: DatabaseOptions,
): Promise<{ server: Postmaster; started: boolean }> {
  for (let attempt = 0; ; attempt += 1) {
    const running = await settled(cluster);
    if (running) return { server: running, started: false };
    dropStaleLock(cluster);
    try {
      return { server: await start(cluster, options), started: true };
    } catch (error) {
      // Another process won the race, the port was taken meanwhile, or workers of a killed server are still leaving.
      const passing = /already exists|still in use|could not bind|Address already in use/.test(String(error));
      if (!passing || attempt >= 40 || (options.port && /bind/.test(String(error)))) throw error;
      await pause(150);
    }
  }
}

/** The running server once it accepts connections; undefined when there is none, or it was about to stop. */
async function settled(cluster: string): Promise<Postmaster | undefined> {
  for (let server = runningPostmaster(cluster); server; server = runningPostmaster(cluster)) {
    if (server.status === 'ready') return server;
    await pause(20);
  }
  return undefined;
}

/** The longest path of a socket that every system takes. */
const MOST_BYTES = 100;

/** Where the server of a cluster has its socket, for whoever can reach it by that path. */
function hasSocket(cluster: string, port: number): boolean {
  const socket = path.join(cluster, `.s.PGSQL.${port}`);
  return Buffer.byteLength(socket) <= MOST_BYTES && existsSync(socket);
}

async function start(cluster: string, { port, fast }: DatabaseOptions): Promise<Postmaster> {
  const runtime = runtimeFor(cluster, accountFor(cluster));
  const settings = [
    'listen_addresses=127.0.0.1',
    // In the folder of the cluster, which nobody but its account may enter.
    `unix_socket_directories=${process.platform === 'win32' ? '' : '.'}`,
    'shared_preload_libraries=pg_stat_statements',
    'lc_messages=C',
    'timezone=UTC',
  ];
  const flags = [...settings, ...(fast ? fastSettings : [])].flatMap((setting) => ['-c', setting]);
  const log = path.join(path.dirname(cluster), 'postgres.log');
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) > 10_000_000) truncateSync(log);
  const from = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  const output = openSync(log, 'a', 0o600);
  // Detached, so that Ctrl-C reaches only us and requests in flight can end before the database does.
  const child = run(
    runtime,
    'postgres',
    ['-D', runtime.dataFlag, '-p', String(port ?? (await freePort())), ...flags],
    cluster,
    output,
    true,
  );
  closeSync(output);
  child.unref();
  let failure: string | undefined;
  child.once('error', (error) => (failure = error.message));
  child.once('exit', (code) => (failure ??= `exit code ${code}`));
  for (;;) {
    const server = runningPostmaster(cluster);
    if (server?.pid === child.pid && server?.status === 'ready') return server;
    if (failure)
      throw new Error(`PostgreSQL did not start (${failure}).\n${readFileSync(log).subarray(from).toString().trim()}`);
    await pause(15);
  }
}

async function freePort(): Promise<number> {
  const first = 5400 + Math.floor(Math.random() * 600);
  for (let step = 0; step < 600; step += 1) {
    const port = 5400 + ((first - 5400 + step) % 600);
    const free = await new Promise<boolean>((resolve) => {
      const probe = createServer().once('error', () => resolve(false));
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
    });
    if (free) return port;
  }
  throw new Error('No port between 5400 and 5999 is free for PostgreSQL.');
}
