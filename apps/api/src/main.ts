import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pino } from 'pino';
import { keepDatabase } from '@hiroba/server';
import { readConfig, type Config } from './config.ts';
import type { Request, Response } from 'express';
import { Documents } from './graphql/documents.ts';
import { describeError } from './http/describe-error.ts';
import { formReader } from './http/form-bounds.ts';
import { seedDemoCity } from './demo.ts';
import { assemble, type HirobaServer, type Pages } from './server.ts';
import { startProblem } from './start-problem.ts';
import { addressOf, welcome } from './welcome.ts';

const dist = path.resolve(import.meta.dirname, '../web');
const redact = ['req.headers.cookie', 'req.headers.authorization'];

function configured(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exit(1);
  }
}

/** The documents that the build found, if there was one. */
function builtDocuments(): Documents {
  const file = path.join(import.meta.dirname, 'documents.json');
  return new Documents(existsSync(file) ? Object.values(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : []);
}

async function builtPages(): Promise<Pages> {
  const { createSsrHandler } = await import(path.join(dist, 'server/index.js')) as { createSsrHandler: (forRequest: unknown) => ReturnType<Pages> };
  return (executeFor, uploads, now) => createSsrHandler(async (request: Request & { res: Response }) => ({
    execute: executeFor(request.visit.context),
    now: await now(),
    readForm: formReader(request, uploads),
    nonce: request.visit.nonce,
    viewer: request.visit.caller,
    locale: request.visit.caller.locale,
    forms: request.visit.forms,
    report: (error: unknown) => log.error({ err: describeError(error) }, 'a page failed'),
  }));
}

function listen({ http }: HirobaServer, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, resolve);
  });
}

const config = configured();
const log = pino({ level: config.logLevel, redact });
let stop = async (_code: number): Promise<void> => process.exit(1);

async function start(): Promise<void> {
  const reading = builtPages();
  reading.catch(() => undefined);
  const database = await keepDatabase({ dataDir: config.dataDir, url: config.databaseUrl }, (event, error) => {
    log.error({ event, ...(error ? { err: error } : {}) }, 'the embedded database was gone');
  });
  stop = async (code) => {
    await database.stop();
    process.exit(code);
  };
  await seedDemoCity(config, database.url, log);
  const server = await assemble(config, database.url, log, { pages: await reading, assets: path.join(dist, 'client'), documents: builtDocuments() });
  stop = async (code) => {
    setTimeout(() => process.exit(1), 15_000).unref();
    await server.close();
    await database.stop();
    process.exit(code);
  };
  const greeting = await welcome({ db: server.db, get: (type) => server.nest.get(type) }, config);
  await listen(server, config);
  await server.work();
  process.stdout.write(`\n${greeting}\n\n  Hiroba: ${addressOf(config)}\n\n`);
}

let stopping = false;
function end(code: number): void {
  if (stopping) process.exit(1);
  stopping = true;
  stop(code).catch((error: unknown) => {
    log.fatal({ err: error }, 'could not stop in order');
    process.exit(1);
  });
}

process.on('SIGINT', () => end(0));
process.on('SIGTERM', () => end(0));
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => {
    log.fatal({ err: error }, event);
    end(1);
  });
}

start().catch((error: unknown) => {
  const problem = startProblem(error, config) ?? (error instanceof Error ? error.stack : String(error));
  process.stderr.write(`Hiroba did not start: ${problem}\n`);
  end(1);
});
