// npm start: builds when sources changed, then runs the server and passes signals on to it.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { compiled, environment, handedToPinnedNode, node, root, runNode } from './node.mjs';

const main = path.join(root, 'dist/api/main.js');
const data = path.resolve(process.env.HIROBA_DATA ?? './data');
const note = path.join(data, 'server.json');

const alive = (pid) => existsSync(`/proc/${pid}`) || (process.platform !== 'linux' && answers(pid));

function answers(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const isServer = (pid) =>
  alive(pid) && (process.platform !== 'linux' || readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(main));

/** Ends a server whose launcher was killed: it would hold the port, and nobody could stop it. */
async function endAbandoned() {
  if (!existsSync(note)) return;
  const { launcher, server } = JSON.parse(readFileSync(note, 'utf8'));
  if (alive(launcher) || !isServer(server)) return;
  process.kill(server, 'SIGTERM');
  for (let waited = 0; isServer(server); waited += 100) {
    if (waited > 10_000) process.kill(server, 'SIGKILL');
    await pause(100);
  }
}

function start() {
  const server = spawn(node, ['--enable-source-maps', '--import', new URL('follow.mjs', import.meta.url).href, main], {
    // Its own process group: the terminal's Ctrl-C reaches us and, once, through us the server.
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { NODE_ENV: 'production', NODE_COMPILE_CACHE: compiled, ...environment },
  });
  mkdirSync(data, { recursive: true });
  writeFileSync(note, JSON.stringify({ launcher: process.pid, server: server.pid }));
  let last = 0;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // npm passes on the Ctrl-C that the terminal has sent us already; the server takes a second one for impatience.
      if (Date.now() - last > 1000) server.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal);
      last = Date.now();
    });
  }
  server.once('exit', (code, signal) => {
    rmSync(note, { force: true });
    if (signal) console.error(`The server was ended by ${signal}.`);
    process.exit(code ?? 1);
  });
}

if (!(await handedToPinnedNode())) {
  const { isBuilt } = await import('./sources.mjs');
  const built = isBuilt() || (await runNode(['tools/build.mjs'])) === 0;
  if (!built) process.exit(1);
  await endAbandoned();
  start();
}
