import { Agent, request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import pg from 'pg';
import { pino } from 'pino';
import { AccountSeeds } from '@hiroba/accounts/server';
import type { Clock } from '@hiroba/server';
import { freshDatabase, StillClock, World, type Actor } from '@hiroba/testing';
import { Documents } from '../src/graphql/documents.ts';
import { assemble, type HirobaServer, type Pages } from '../src/server.ts';
import { migrateDatabase, specConfig } from '../src/testing.ts';

/** What came back over HTTP. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** What is sent; the origin is the city's own unless said otherwise. */
export interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly host?: string;
  readonly cookie?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Buffer;
}

/** A GraphQL answer with its status. */
export interface Answered<D = Record<string, never>> extends Answer {
  readonly data?: D | null;
  readonly errors?: readonly { message: string; extensions: { code: string; field?: string; incident?: string } }[];
  /** The code of the first error, if there is one. */
  readonly code: string | undefined;
}

/** The real server behind a port, two cities at two hosts, and everything it said to the database and to its log. */
export interface Fort {
  readonly server: HirobaServer;
  readonly clock: StillClock;
  readonly city: World;
  readonly other: World;
  readonly url: string;
  readonly port: number;
  readonly log: readonly string[];
  send(sent: Sent): Promise<Answer>;
  /** Posts a document as JSON. */
  graphql<D = Record<string, never>>(
    query: string,
    more?: Sent & { variables?: unknown; operationName?: string },
  ): Promise<Answered<D>>;
  /** Bytes as they are, on a connection of their own; what came back until the other side closed it. */
  raw(bytes: string): Promise<string>;
  /** A session's cookie, as if the person had just signed in. */
  signIn(actor: Actor): Promise<string>;
  /** The statements that reached the database meanwhile, from whichever connection. */
  statements<T>(work: () => Promise<T>): Promise<{ result: T; statements: readonly string[] }>;
  query<R extends pg.QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<R[]>;
  close(): Promise<void>;
}

// Which city lives at which host is read anew every ten seconds, whoever asks.
const isDirectory = (sql: string): boolean => sql.includes('from organisation_host h where h.organisation_id = o.id');

const told: string[] = [];
const pass = pg.Client.prototype.query as (this: pg.Client, ...args: unknown[]) => unknown;
pg.Client.prototype.query = function query(this: pg.Client, ...args: unknown[]) {
  const [first] = args as [string | { text?: string }];
  told.push(typeof first === 'string' ? first : (first?.text ?? ''));
  return pass.apply(this, args);
} as typeof pg.Client.prototype.query;

/** Session settings that let statements and locks wait for as long as a slow machine needs. */
export const patience = ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout']
  .map((setting) => `-c ${setting}=60000`)
  .join(' ')
  .concat(' -c timezone=UTC');

/** The documents that the server knows by their hashes. */
export const knownDocuments = {
  query: 'query Known { viewer { personId locale } }',
  mutation: 'mutation Known { outcome: signOut { __typename } }',
} as const;

/** Starts the server with its own database; the clock stands still unless the real one is asked for. */
export async function startFort({
  now = '2026-11-22T12:00:00+09:00',
  env,
  pages,
  assets,
  recheckMs,
  patient = false,
  realTime = false,
  sitemapPiece,
}: {
  now?: string;
  env?: Record<string, string>;
  pages?: Pages;
  assets?: string;
  recheckMs?: number;
  /** Lets statements and locks wait for long: where a machine is slow, and the number of answers matters. */
  patient?: boolean;
  realTime?: boolean;
  /** How many pages stand in one piece of the sitemap. */
  sitemapPiece?: number;
} = {}): Promise<Fort> {
  const database = await freshDatabase(migrateDatabase);
  const clock = new StillClock(now);
  const log: string[] = [];
  const logger = pino(
    { level: 'info' },
    {
      write: (line: string) => {
        log.push(line);
      },
    },
  );
  const chosen: Clock | undefined = realTime ? undefined : clock;
  const server = await assemble(specConfig(env), database.url, logger, {
    clock: chosen,
    migrated: true,
    documents: new Documents(Object.values(knownDocuments)),
    pages,
    assets,
    recheckMs,
    sitemapPiece,
    ...(patient && { session: patience }),
  });
  const city = await World.city(server, 'city.test');
  const other = await World.city(server, 'other.test');
  await new Promise<void>((resolve) => {
    server.http.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.http.address() as AddressInfo;
  const agent = new Agent({ keepAlive: false });
  const secure = env?.HIROBA_ORIGIN?.startsWith('https://') ?? false;

  const send = ({
    method = 'POST',
    path = '/graphql',
    host = 'city.test',
    cookie,
    headers = {},
    body,
  }: Sent): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const origin = `${secure ? 'https' : 'http'}://${host}`;
      const all: OutgoingHttpHeaders = { host, origin, ...(cookie ? { cookie } : {}), ...headers };
      for (const [name, value] of Object.entries(all)) if (value === undefined) delete all[name];
      const outgoing = request({ port, host: '127.0.0.1', agent, method, path, headers: all }, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            text: Buffer.concat(chunks).toString(),
          });
        });
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });

  return {
    server,
    clock,
    city,
    other,
    url: database.url,
    port,
    log,
    send,
    async graphql<D>(
      query: string,
      { variables, operationName, headers, ...more }: Sent & { variables?: unknown; operationName?: string } = {},
    ) {
      const answer = await send({
        ...more,
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables, operationName }),
      });
      return answered<D>(answer);
    },
    raw: (bytes) =>
      new Promise((resolve, reject) => {
        const socket = connect({ port, host: '127.0.0.1' });
        let text = '';
        socket.setTimeout(3_000, () => socket.destroy(new Error(`still open after: ${text}`)));
        socket.on('data', (chunk) => {
          text += String(chunk);
        });
        socket.on('close', () => resolve(text));
        socket.on('error', reject);
        socket.write(Buffer.from(bytes, 'latin1'));
      }),
    async signIn({ id, viewer: { organisationId, mfa } }) {
      const { token } = await server.nest.get(AccountSeeds).session(organisationId, id, { mfa });
      return `${secure ? '__Host-hiroba' : 'hiroba'}=${token}`;
    },
    async statements(work) {
      const from = told.length;
      const result = await work();
      return { result, statements: told.slice(from).filter((sql) => !isDirectory(sql)) };
    },
    query: async <R extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []) =>
      (await server.db.pool.query<R>(sql, [...values])).rows,
    async close() {
      agent.destroy();
      server.http.closeAllConnections();
      await server.close();
      await database.drop();
    },
  };
}

/** An answer read as GraphQL; anything that is no JSON object fails. */
export function answered<D>(answer: Answer): Answered<D> {
  const { data, errors } = JSON.parse(answer.text) as Pick<Answered<D>, 'data' | 'errors'>;
  return { ...answer, data, errors, code: errors?.[0]?.extensions.code };
}

/** The CPU milliseconds that this process, server included, spent on something. */
export async function cpu<T>(work: () => Promise<T>): Promise<{ result: T; ms: number }> {
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return { result, ms: (user + system) / 1000 };
}

/** How much slower this machine is than the one the bounds were written for; never below 1. */
export function slowness(): number {
  const from = process.cpuUsage();
  let sum = 0;
  for (let n = 0; n < 2e7; n += 1) sum = (sum * 31 + n) % 1_000_003;
  const { user } = process.cpuUsage(from);
  return Math.max(1, (user / 1000 / 120) * (sum >= 0 ? 1 : 2));
}
