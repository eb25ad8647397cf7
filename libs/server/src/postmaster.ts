import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A PostgreSQL server as its lock file describes it. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly status: string;
}

/** The server that runs on a cluster now; a lock file left over from a crash is not one. */
export function runningPostmaster(cluster: string): Postmaster | undefined {
  const file = path.join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !alive(pid) || !worksIn(pid, cluster)) return undefined;
  return { pid, port: Number(lines[3]), status: (lines[7] ?? '').trim() };
}

/** Removes lock files, and sockets, whose process number now belongs to another program; PostgreSQL itself would refuse to start. */
export function dropStaleLock(cluster: string): void {
  if (runningPostmaster(cluster)) return;
  rmSync(path.join(cluster, 'postmaster.pid'), { force: true });
  for (const name of readdirSync(cluster))
    if (name.startsWith('.s.PGSQL.')) rmSync(path.join(cluster, name), { force: true });
}

/** Whether a process exists. */
export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Waits for a process to end. */
export async function gone(pid: number, seconds = 60): Promise<void> {
  for (const until = Date.now() + seconds * 1000; alive(pid); await pause(15)) {
    if (Date.now() > until) throw new Error(`PostgreSQL (process ${pid}) did not stop within ${seconds} s.`);
  }
}

/** Notes that this process uses the server, so that nobody else stops it; gives back how to take that back. */
export function join(cluster: string): () => void {
  const folder = path.join(cluster, '.users');
  mkdirSync(folder, { recursive: true });
  const note = path.join(folder, `${process.pid}-${(joined += 1)}`);
  writeFileSync(note, startedAt(process.pid));
  return () => rmSync(note, { force: true });
}

/** Whether anybody who noted to use the server is still there. */
export function inUse(cluster: string): boolean {
  const folder = path.join(cluster, '.users');
  const notes = existsSync(folder) ? readdirSync(folder) : [];
  return notes.some((note) => {
    const pid = Number(note.split('-')[0]);
    if (alive(pid) && readFileSync(path.join(folder, note), 'utf8') === startedAt(pid)) return true;
    rmSync(path.join(folder, note), { force: true });
    return false;
  });
}

let joined = 0;

// Tells a process from a later one with the same number.
function startedAt(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop()?.split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

// A process number is used again after a restart of the machine or container; a postmaster works in its data directory.
function worksIn(pid: number, cluster: string): boolean {
  if (process.platform !== 'linux') return true;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
  } catch (error) {
    return (
      (error as NodeJS.ErrnoException).code === 'EACCES' &&
      /\(postgres\)/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
    );
  }
}
