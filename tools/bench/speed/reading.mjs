// Readers of a running server, as light as can be, since they share its cores: bare connections that stay open. And the processor
// time that they, the server and its database take.
import { readdirSync, readFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from '../../node.mjs';
import { databaseOf, ready, startServer } from '../faults/processes.mjs';
import { plantDebates } from './debates.mjs';

const TICK_MS = 10;

const statOf = (pid) => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop().split(' ');
  } catch {
    return [];
  }
};

const spentBy = ([, , , , , , , , , , , user = 0, system = 0]) => (Number(user) + Number(system)) * TICK_MS;

/** Processor time of a process so far, in milliseconds; with its children, those that ended left out. */
export function spent(pid, { children = false } = {}) {
  const own = spentBy(statOf(pid));
  if (!children) return own;
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(statOf);
  return all.filter(([, parent]) => Number(parent) === pid).reduce((sum, stat) => sum + spentBy(stat), own);
}

/** What all processors of the machine did so far, in milliseconds. */
export const spentByAll = () => {
  const [, user, nice, system, , , irq, softirq] = readFileSync('/proc/stat', 'utf8').split('\n')[0].split(/\s+/);
  return [user, nice, system, irq, softirq].reduce((sum, ticks) => sum + Number(ticks), 0) * TICK_MS;
};

/** Waits until a server has nothing else to do: when it begins, it checks the whole public log beside its other work. */
async function atRest(pid, seconds = 300) {
  for (const until = Date.now() + seconds * 1000; Date.now() < until;) {
    const before = spent(pid);
    await pause(2000);
    if (spent(pid) - before < 60) return;
  }
  console.log('the server has still other things to do');
}

/** Starts the server on a generated city with debates; `ask` reads one path, and gives how long that took. */
export async function readers({ many, port }) {
  const dataDir = path.resolve(process.env.HIROBA_DATA ?? path.join(root, 'data'));
  const base = `http://127.0.0.1:${port}`;
  const agent = new Agent({ keepAlive: true, maxSockets: many });
  const server = startServer({ dataDir, port, main: path.join(root, 'dist/api/main.js') });
  await ready(port, server);
  const { pid: database, url } = databaseOf(dataDir);
  const debates = await plantDebates(url);
  await atRest(server.pid);
  const fetched = ({ path: asked, headers }, begins) =>
    new Promise((resolve, reject) => {
      get(base + asked, { agent, headers }, (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk)).on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          if (response.statusCode === 200 && text.startsWith(begins)) resolve();
          else reject(new Error(`${response.statusCode} ${text.slice(0, 400)}`));
        });
      }).on('error', reject);
    });
  return {
    base,
    server,
    database,
    url,
    debates,
    async ask(request, begins = '{"data":') {
      const from = performance.now();
      await fetched(request, begins);
      return performance.now() - from;
    },
    async end() {
      agent.destroy();
      server.kill('SIGTERM');
      await server.ended;
    },
  };
}

/** The value below which a part of the measured ones lie. */
export const at = (took, part) =>
  took.toSorted((a, b) => a - b)[Math.min(took.length - 1, Math.floor(took.length * part))];
