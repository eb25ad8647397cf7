import 'reflect-metadata';
import type { IncomingMessage, Server } from 'node:http';
import path from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { ApolloDriver } from '@nestjs/apollo';
import { GraphQLModule, GraphQLSchemaHost } from '@nestjs/graphql';
import type { NestExpressApplication } from '@nestjs/platform-express';
import express, { type RequestHandler } from 'express';
import { lexicographicSortSchema, printSchema } from 'graphql';
import type { Logger } from 'pino';
import { Sessions } from '@hiroba/accounts/server';
import {
  bySocket, Clock, installationKey, Jobs, migrate, openOrm, openPool, Publisher, Sql, StoredFiles, Topics, Uploads, Vault, type GraphqlContext,
} from '@hiroba/server';
import { OrganisationDirectory } from '@hiroba/spaces/server';
import { LogHealth, Receipts } from '@hiroba/transparency/server';
import { AppModule } from './app.module.ts';
import type { Config } from './config.ts';
import { bodyDeadline } from './http/body-deadline.ts';
import { Documents } from './graphql/documents.ts';
import { describeError } from './http/describe-error.ts';
import { executor, type Execute } from './http/execute.ts';
import { failing, failure, frameworkLog, nothingHere } from './http/failure.ts';
import { compressAnswers } from './http/compress-answers.ts';
import { compressedTwin } from './http/compressed.ts';
import { crossSite, headers, identify, knownMethods, securityHeaders } from './http/gates.ts';
import { graphqlDoor, isForGraphql } from './http/graphql-door.ts';
import { Metrics, mountHealth } from './http/health.ts';
import { mountSockets } from './http/sockets.ts';
import { mountFeeds } from './http/feeds.ts';
import { mountDownloads } from './http/downloads.ts';
import { mountFiles } from './http/files.ts';
import { mountLog } from './http/log-files.ts';
import { mountProofs, mountReceipts } from './http/log-proofs.ts';
import { mountLogTools } from './http/log-tools.ts';
import { formBounds } from './http/form-bounds.ts';
import { mountNoticesOut } from './http/notices-out.ts';
import { mountSitemap } from './http/sitemap.ts';
import { mountTheme } from './http/theme.ts';
import type { Door } from './http/visit.ts';
import { WatchfulAdapter } from './http/watchful-adapter.ts';
import { originsOf } from './hosts.ts';
import { libraries } from './libraries.ts';

/** The pages: a request handler made of an executor for each request, the place for what forms send, and the clock. */
export type Pages = (executeFor: (context: GraphqlContext) => Execute, uploads: Uploads, now: () => Promise<Date>) => RequestHandler;

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
  config: Config, url: string, log: Logger, options: { pages?: Pages; assets?: string; tools?: string; clock?: Clock; migrated?: boolean; session?: string; recheckMs?: number; documents?: Documents; socket?: string | undefined; sitemapPiece?: number } = {},
): Promise<HirobaServer> {
  const near = bySocket(url, options.socket);
  const pool = openPool(near, 10, options.session);
  const orm = await openOrm(near, libraries, options.session);
  const upToDate = options.migrated ? Promise.resolve() : migrate(orm, pool);
  upToDate.catch(() => undefined);
  const secure = config.origin?.startsWith('https://') ?? false;
  const key = installationKey(config.secret, path.join(config.dataDir, 'secret'));
  const originOf = originsOf(config);
  const mail = { smtpUrl: config.smtpUrl, from: config.mailFrom, readable: !config.smtpUrl && !config.origin && isLoopback(config.host) };
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.set('trust proxy', config.proxies ?? false).set('query parser', 'simple');
  const documents = options.documents ?? new Documents();
  const module = AppModule.forRoot({ orm, pool, url, socket: options.socket, key, dataDir: config.dataDir, signerDir: config.signerDir, libraries, mail, originOf, scanner: config.scanner, tiles: config.tiles, clock: options.clock }, log, documents,
    { limits: config.limits, introspection: !config.production, upToDate });
  const nest = await NestFactory.create<NestExpressApplication>(module, new WatchfulAdapter(app), {
    bodyParser: false, logger: frameworkLog(log), abortOnError: false,
  });
  const db = nest.get(Sql);
  const metrics = new Metrics(db, () => nest.get(LogHealth));
  let draining = false;
  let schemaSource = '';
  const executeFor = executor(() => nest.get(GraphQLSchemaHost).schema, log);

  const always = securityHeaders(secure);
  const fail = failing(log, () => metrics.failures.inc());
  app.use(headers(always), knownMethods);
  mountHealth(app, db, metrics, () => nest.get(LogHealth), () => draining);
  if (options.assets) mountAssets(app, options.assets);
  const door: Door = { directory: nest.get(OrganisationDirectory), sessions: nest.get(Sessions), vault: nest.get(Vault), secure, tiles: config.tiles };
  const publicLog = { directory: door.directory, dataDir: config.dataDir, originOf };
  mountLog(app, publicLog);
  mountProofs(app, publicLog);
  mountNoticesOut(app, { directory: door.directory, nest });
  if (options.tools) mountLogTools(app, { ...publicLog, tools: options.tools });
  app.use(identify(door), compressAnswers, crossSite(secure), formBounds, bodyDeadline);
  app.get('/schema.graphql', (_, response) => { response.type('text/plain; charset=utf-8').send(schemaSource); });
  mountTheme(app, { db });
  mountFiles(app, { files: nest.get(StoredFiles), vault: nest.get(Vault), libraries, nest });
  mountDownloads(app, { libraries, db, limits: config.limits, nest });
  mountReceipts(app, nest.get(Receipts));
  mountFeeds(app, { executeFor, libraries, nest });
  mountSitemap(app, { nest, many: options.sitemapPiece });
  const pages = options.pages?.(executeFor, nest.get(Uploads), () => nest.get(Clock).nearly(db)) ?? nothingHere;
  app.use(pages, failure(fail));
  await nest.init();
  app.use(failure(fail));

  const { schema } = nest.get(GraphQLSchemaHost);
  const http = nest.getHttpServer() as Server;
  const apollo = nest.get<GraphQLModule<ApolloDriver>>(GraphQLModule).graphQlAdapter.instance;
  const askGraphql = graphqlDoor({ door, apollo, documents, securityHeaders: always, addressOf: addressOf(app), fail });
  http.off('request', app).on('request', (request, response) => (isForGraphql(request) ? askGraphql : app)(request, response));
  const closeSockets = mountSockets({ http, schema, door, log, addressOf: addressOf(app), recheckMs: options.recheckMs });
  schemaSource = printSchema(lexicographicSortSchema(schema));
  return {
    nest,
    http,
    db,
    executeFor,
    async work() {
      nest.get(Publisher).start((error) => log.error({ err: describeError(error) }, 'publisher'));
      for (const { name, loops = [] } of libraries)
        for (const loop of loops) nest.get(loop).start((error) => log.error({ err: describeError(error) }, name));
      void nest.get(Topics).listen();
      await nest.get(Jobs).start();
    },
    async close() {
      draining = true;
      await closeSockets();
      await nest.close();
      await orm.close();
      await pool.end();
    },
  };
}

/** Scripts and styles under names that change with them, and the few files beside them. */
function mountAssets(app: express.Express, folder: string): void {
  const files = { index: false, redirect: false } as const;
  app.use('/assets', compressedTwin(path.join(folder, 'assets')));
  app.use('/assets', express.static(path.join(folder, 'assets'), { ...files, immutable: true, maxAge: '1y' }));
  app.use(express.static(folder, { ...files, maxAge: '1h' }));
}

/** The address of a client: the connection's, or what the last proxy we trust says of it. */
const addressOf = (app: express.Express) => (request: IncomingMessage): string => {
  const trusts = app.get('trust proxy fn') as (address: string, hop: number) => boolean;
  const told = String(request.headers['x-forwarded-for'] ?? '').split(',').map((each) => each.trim()).filter(Boolean).reverse();
  const all = [request.socket.remoteAddress ?? '', ...told];
  return all.find((address, hop) => hop === all.length - 1 || !trusts(address, hop)) ?? '';
};
