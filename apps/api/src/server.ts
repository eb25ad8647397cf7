import 'reflect-metadata';
import type { Server } from 'node:http';
import path from 'node:path';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { ExpressAdapter, type NestExpressApplication } from '@nestjs/platform-express';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import { lexicographicSortSchema, printSchema } from 'graphql';
import type { Logger } from 'pino';
import { Sessions } from '@hiroba/accounts/server';
import {
  Clock, installationKey, Jobs, migrate, openOrm, openPool, Publisher, Sql, Topics, Vault, type GraphqlContext,
} from '@hiroba/server';
import { OrganisationDirectory } from '@hiroba/spaces/server';
import { AppModule } from './app.module.ts';
import type { Config } from './config.ts';
import { crossSite, headers, identify, knownMethods } from './http/gates.ts';
import { executor, type Execute } from './http/execute.ts';
import { Metrics, mountHealth } from './http/health.ts';
import { mountTheme } from './http/theme.ts';
import { socketsFor } from './http/sockets.ts';
import type { Door } from './http/visit.ts';
import { libraries } from './libraries.ts';

/** The pages: a request handler made of an executor for each request. */
export type Pages = (executeFor: (context: GraphqlContext) => Execute) => RequestHandler;

/** A server that is ready to listen. */
export interface HirobaServer {
  readonly nest: NestExpressApplication;
  readonly http: Server;
  readonly db: Sql;
  /** Runs one of our documents as a viewer. */
  readonly executeFor: (context: GraphqlContext) => Execute;
  /** Starts background work: publisher, jobs, topics. */
  work(): Promise<void>;
  close(): Promise<void>;
}

const isLoopback = (host: string): boolean => ['localhost', '127.0.0.1', '::1'].includes(host);

/** Puts the server together over a database that exists. */
export async function assemble(
  config: Config, url: string, log: Logger, options: { pages?: Pages; assets?: string; clock?: Clock; migrated?: boolean; session?: string } = {},
): Promise<HirobaServer> {
  const pool = openPool(url, 10, options.session);
  const orm = await openOrm(url, libraries, options.session);
  if (!options.migrated) await migrate(orm, pool);
  const secure = config.origin?.startsWith('https://') ?? false;
  const key = installationKey(config.secret, path.join(config.dataDir, 'secret'));
  const originOf = (host: string) => config.origin ?? (isLoopback(host) ? `http://${host}:${config.port}` : `https://${host}`);
  const mail = { smtpUrl: config.smtpUrl, from: config.mailFrom, readable: !config.smtpUrl && !config.origin && isLoopback(config.host) };
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.set('trust proxy', config.proxies ?? false).set('query parser', 'simple');
  let door: Door | undefined;
  const sockets = socketsFor(() => door as Door);
  const module = AppModule.forRoot({ orm, pool, url, key, libraries, mail, originOf, clock: options.clock }, log, sockets,
    { limits: config.limits, introspection: !config.production });
  const nest = await NestFactory.create<NestExpressApplication>(module, new ExpressAdapter(app), {
    bodyParser: false, logger: ['error', 'fatal'], abortOnError: false,
  });
  const db = nest.get(Sql);
  const metrics = new Metrics(db);
  let draining = false;
  let schemaSource = '';
  let executeFor: ((context: GraphqlContext) => Execute) | undefined;

  app.use(knownMethods, headers(secure));
  mountHealth(app, db, metrics, () => draining);
  if (options.assets) app.use('/assets', express.static(path.join(options.assets, 'assets'), { immutable: true, maxAge: '1y', index: false }));
  if (options.assets) app.use(express.static(options.assets, { maxAge: '1h', index: false }));
  door = { directory: nest.get(OrganisationDirectory), sessions: nest.get(Sessions), vault: nest.get(Vault), secure };
  app.use(identify(door), crossSite(secure));
  app.get('/schema.graphql', (_, response) => { response.type('text/plain; charset=utf-8').send(schemaSource); });
  mountTheme(app, { db });
  app.use('/graphql', express.json({ limit: '100kb', type: 'application/json', strict: true }));
  const pages = options.pages?.((context) => (executeFor as (context: GraphqlContext) => Execute)(context));
  if (pages) app.use((request, response, next) => (request.path === '/graphql' ? next() : pages(request, response, next)));
  await nest.init();
  app.use(failure(log, metrics));

  const { schema } = nest.get(GraphQLSchemaHost);
  schemaSource = printSchema(lexicographicSortSchema(schema));
  executeFor = executor(schema, log);
  return {
    nest,
    http: nest.getHttpServer() as Server,
    db,
    executeFor,
    async work() {
      nest.get(Publisher).start((error) => log.error({ err: error }, 'publisher'));
      void nest.get(Topics).listen();
      await nest.get(Jobs).start();
    },
    async close() {
      draining = true;
      await nest.close();
      await orm.close();
      await pool.end();
    },
  };
}

const failure = (log: Logger, metrics: Metrics): ErrorRequestHandler => (error: { status?: number; type?: string }, request, response, _next) => {
  const status = error.status !== undefined && error.status < 500 ? error.status : 500;
  if (status === 500) {
    metrics.failures.inc();
    log.error({ err: error, path: request.path }, 'unexpected failure');
  }
  const code = status === 500 ? 'INTERNAL_SERVER_ERROR' : 'BAD_USER_INPUT';
  if (response.headersSent) response.end();
  else response.status(status).json({ errors: [{ message: 'The request could not be answered.', extensions: { code } }] });
};

