// The pinned Node and how to run programs with it; readable by the older Node that a person may have installed.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const bin = path.join(root, 'node_modules/.bin');
const pinned = path.join(
  root,
  `node_modules/node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}/bin`,
);
const packaged = path.join(pinned, process.platform === 'win32' ? 'node.exe' : 'node');
const recent = Number(process.versions.node.split('.')[0]) >= 24;

/** The Node to run everything with: npm's own copy, else the one that runs now if it is recent enough. */
export const node = existsSync(packaged) ? packaged : process.execPath;

/** Where Node keeps what it compiled of our server. */
export const compiled = path.join(root, 'node_modules/.cache/hiroba/compiled');

/** What child processes see: the pinned Node and our programs first, no Nx daemon and no Nx screens. */
export const environment = {
  ...process.env,
  PATH: [bin, path.dirname(node), process.env.PATH].join(path.delimiter),
  NX_DAEMON: 'false',
  NX_TUI: 'false',
  NX_NO_CLOUD: 'true',
};

/** The script behind a program that an installed package offers. */
export function program(name, of = name) {
  const home = path.join(root, 'node_modules', of);
  const { bin: bins } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8'));
  return path.join(home, typeof bins === 'string' ? bins : bins[name]);
}

/** Runs a program to its end and gives back its exit code; `onText` reads what it prints instead of the screen. */
export function run(command, args, { onText, cwd = root, env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = onText ? ['inherit', 'pipe', 'pipe'] : 'inherit';
    const child = spawn(command, args, { cwd, stdio, env: { ...environment, ...env } });
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', onText);
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(signal ? 1 : (code ?? 1)));
  });
}

/** Runs one of our scripts with the pinned Node. */
export const runNode = (args, options) => run(node, args, options);

/** Continues under the pinned Node when started by an older one; true when this process has nothing left to do. */
export async function handedToPinnedNode() {
  if (recent) return false;
  if (node === process.execPath)
    throw new Error(`Node 24 is needed, this is ${process.version}. Run "npm ci" without --omit=optional.`);
  process.exitCode = await runNode(process.argv.slice(1), { cwd: process.cwd() });
  return true;
}
