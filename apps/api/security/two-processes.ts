import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import path from 'node:path';
import type { Actor, PlacedRoom } from '@hiroba/testing';
import { startFort, type Fort } from './support.ts';

const root = path.resolve(import.meta.dirname, '../../..');

/** One request of many: who asks for what. */
export interface Asked {
  readonly cookie?: string;
  readonly document: string;
  readonly variables?: object;
}

/** Two processes of one installation over one database, asked over twenty connections. */
export interface TwoProcesses {
  readonly fort: Fort;
  /** The other process. */
  readonly second: { readonly port: number; readonly pid: number };
  /** Asks everything at once, each process in turn, and counts the outcomes by their code; `OK` where it was done. */
  atOnce(all: readonly Asked[]): Promise<Record<string, number>>;
  close(): Promise<void>;
}

const city = { host: 'city.test', origin: 'http://city.test', 'content-type': 'application/json' };

/** Posts a document and tells its outcome in one word. */
const told = (port: number, agent: Agent, { cookie, document, variables }: Asked): Promise<string> =>
  new Promise((resolve, reject) => {
    const headers = { ...city, ...(cookie ? { cookie } : {}) };
    const sent = request({ port, host: '127.0.0.1', agent, method: 'POST', path: '/graphql', headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      answer.on('end', () => {
        type Body = { data?: { outcome?: { code?: string } } | null; errors?: { extensions: { code: string } }[] };
        const { data, errors } = JSON.parse(text) as Body;
        resolve(errors?.[0]?.extensions.code ?? data?.outcome?.code ?? 'OK');
      });
    });
    sent.on('error', reject);
    sent.end(JSON.stringify({ query: document, variables }));
  });

async function portOf(child: ChildProcess): Promise<number> {
  if (!child.stdout) throw new Error('the second process cannot say its port');
  const said = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  const port = Number(String(said[0]));
  if (!Number.isInteger(port) || port < 1024) throw new Error('the second process did not start');
  return port;
}

/** Starts both; the clock stands still in both, unless the real one is asked for. */
export async function startTwoProcesses({
  now = '2026-11-22T12:00:00+09:00',
  realTime = false,
  env = {},
  flags = [],
}: {
  now?: string;
  realTime?: boolean;
  env?: Record<string, string>;
  /** What the second process is told about its memory. */
  flags?: readonly string[];
} = {}): Promise<TwoProcesses> {
  const fort = await startFort({ patient: true, now, realTime, env });
  const asked = JSON.stringify({ url: fort.url, env, ...(realTime ? {} : { now }) });
  const program = [...flags, '--import', './tools/ts-hooks.mjs', 'apps/api/security/second-process.ts', asked];
  const child = spawn(process.execPath, program, {
    cwd: root,
    env: { PATH: process.env.PATH },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const second = await portOf(child);
  const agents = [new Agent({ keepAlive: true, maxSockets: 10 }), new Agent({ keepAlive: true, maxSockets: 10 })];
  return {
    fort,
    second: { port: second, pid: child.pid ?? 0 },
    async atOnce(all) {
      const words = await Promise.all(
        all.map((each, n) => told(n % 2 === 0 ? fort.port : second, agents[n % 2] as Agent, each)),
      );
      const counts: Record<string, number> = {};
      for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
      return counts;
    },
    async close() {
      for (const agent of agents) agent.destroy();
      child.stdin?.end();
      if (child.exitCode === null) await once(child, 'exit');
      await fort.close();
    },
  };
}

/** The same thing so many times. */
export const times = (many: number, each: (n: number) => Asked): Asked[] =>
  Array.from({ length: many }, (_, n) => each(n));

/** A mutation of a proposal by its id. */
export const onProposal = (mutation: string): string =>
  `mutation M($id: ID!) { outcome: ${mutation}(id: $id) { __typename ... on Proposal { id } ... on Refusal { code field } } }`;

/** For each public proposal of a room: how many support rows there are, and how many the counters say. */
export const tallies = (fort: Fort, { componentId }: PlacedRoom) =>
  fort.query<{ id: string; rows: number; counted: number }>(
    `select p.id, (select count(*) from proposal_support s where s.proposal_id = p.id)::int as rows,
      counted(p.organisation_id, 'supports', p.id)::int as counted
    from proposal p where p.component_id = $1 and p.state <> 'DRAFT' order by p.id`,
    [componentId],
  );

/** So many people of a city, each with a cookie. */
export const crowd = (fort: Fort, many: number): Promise<{ actor: Actor; cookie: string }[]> =>
  Promise.all(
    Array.from({ length: many }, async (_, n) => {
      const actor = await fort.city.citizen(`人${n}`);
      return { actor, cookie: await fort.signIn(actor) };
    }),
  );
