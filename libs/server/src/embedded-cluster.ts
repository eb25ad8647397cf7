import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { accountFor, giveTo, reachable, runtimeFor, type Runtime } from './embedded-binaries.ts';

/** The database role that owns everything in the embedded database. */
export const owner = 'hiroba';

const locale =
  process.platform === 'linux'
    ? 'C.UTF-8'
    : process.platform === 'darwin'
      ? 'en_US.UTF-8'
      : 'English_United States.utf8';

/** Creates a cluster directory whose name appears only when it is complete. */
export async function createCluster(cluster: string, fast: boolean): Promise<void> {
  const account = accountFor(cluster);
  const half = mkdtempSync(`${cluster}.new-`);
  const secrets = mkdtempSync(path.join(account && !reachable(tmpdir(), account) ? '/var/tmp' : tmpdir(), 'hiroba-'));
  try {
    const password = randomBytes(24).toString('base64url');
    const file = path.join(secrets, 'password');
    writeFileSync(file, password, { mode: 0o600 });
    giveTo(account, half, secrets, file);
    const runtime = runtimeFor(half, account);
    const flags = [
      '-E',
      'UTF8',
      `--locale=${locale}`,
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '-U',
      owner,
      '--auth=scram-sha-256',
      `--pwfile=${file}`,
    ];
    await finished(
      run(runtime, 'initdb', ['-D', runtime.dataFlag, ...flags, ...(fast ? ['--no-sync'] : [])], half, 'pipe'),
    );
    writeFileSync(path.join(half, '.superuser'), password, { mode: 0o600 });
    giveTo(account, path.join(half, '.superuser'));
    if (!existsSync(path.join(cluster, 'PG_VERSION'))) renameSync(half, cluster);
  } catch (error) {
    if (!existsSync(path.join(cluster, 'PG_VERSION'))) throw error;
  } finally {
    rmSync(half, { recursive: true, force: true });
    rmSync(secrets, { recursive: true, force: true });
  }
}

/** Runs a program of the packaged PostgreSQL. */
export function run(
  runtime: Runtime,
  program: string,
  args: string[],
  cwd: string,
  output: number | 'pipe',
  detached = false,
): ChildProcess {
  const environment = process.platform === 'win32' ? {} : { env: { PATH: '/usr/bin:/bin', LC_ALL: locale, TZ: 'UTC' } };
  const stdio = ['ignore', output, output] as const;
  return spawn(path.join(runtime.native, 'bin', program), args, {
    cwd,
    stdio: [...stdio],
    detached,
    ...runtime.account,
    ...environment,
  });
}

function finished(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (chunk) => (said += String(chunk)));
    child.stderr?.on('data', (chunk) => (said += String(chunk)));
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`initdb failed (exit code ${code}).\n${said.trim()}`)),
    );
  });
}
