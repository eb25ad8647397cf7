import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { seedDemoCity } from './demo.ts';
import { Documents } from './graphql/documents.ts';
import { describeError } from './http/describe-error.ts';
import { formReader } from './http/form-bounds.ts';
import { assemble, type HirobaServer, type Pages } from './server.ts';
import { welcome } from './welcome.ts';

const dist = path.resolve(import.meta.dirname, '../web');

/** The documents that the build found, if there was one. */
function builtDocuments(): Documents {
  const file = path.join(import.meta.dirname, 'documents.json');
  return new Documents(
    existsSync(file) ? Object.values(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : [],
  );
}

async function builtPages(log: Logger): Promise<Pages> {
  const { createSsrHandler } = (await import(path.join(dist, 'server/index.js'))) as {
    createSsrHandler: (forRequest: unknown) => ReturnType<Pages>;
  };
  return (executeFor, uploads, now) =>
    createSsrHandler(async (request: Request & { res: Response }) => ({
      execute: executeFor(request.visit.context),
      now: await now(),
      readForm: formReader(request, uploads),
      nonce: request.visit.nonce,
      viewer: request.visit.caller,
      locale: request.visit.caller.locale,
      forms: request.visit.forms,
      recorded: () => request.visit.context.viewer.recorded?.[0]?.id,
      report: (error: unknown) => log.error({ err: describeError(error) }, 'a page failed'),
    }));
}

function listen({ http }: HirobaServer, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, resolve);
  });
}

/** The server of an installation; its database is filled with the demo city first, when that is asked for and it is empty. */
export async function serve(config: Config, databaseUrl: string, log: Logger, socket?: string): Promise<HirobaServer> {
  const reading = builtPages(log);
  reading.catch(() => undefined);
  await seedDemoCity(config, databaseUrl, log);
  return assemble(config, databaseUrl, log, {
    socket,
    pages: await reading,
    assets: path.join(dist, 'client'),
    tools: path.join(dist, '../log'),
    documents: builtDocuments(),
  });
}

/** Opens the doors; gives back what its operator is told. */
export async function open(server: HirobaServer, config: Config): Promise<string> {
  const greeting = await welcome({ db: server.db, get: (type) => server.nest.get(type) }, config);
  await listen(server, config);
  await server.work();
  return greeting;
}
