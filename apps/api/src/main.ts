import path from 'node:path';
import { pino } from 'pino';
import { openDatabase } from '@hiroba/server';
import { readConfig } from './config.ts';
import { demoCity } from './demo.ts';
import { assemble, type Pages } from './server.ts';

const config = readConfig(process.env);
const log = pino({ level: config.logLevel, redact: ['req.headers.cookie', 'req.headers.authorization'] });
const dist = path.resolve(import.meta.dirname, '../web');

const database = await openDatabase({ dataDir: config.dataDir, url: config.databaseUrl });
const { createSsrHandler } = await import(path.join(dist, 'server/index.js')) as { createSsrHandler: unknown };
const pages: Pages = (executeFor) => (createSsrHandler as (forRequest: unknown) => ReturnType<Pages>)(
  async (request: { visit: import('./http/visit.ts').Visit }) => ({
    execute: executeFor(request.visit.context),
    nonce: request.visit.nonce,
    viewer: request.visit.caller,
    locale: request.visit.caller.locale,
  }));
const server = await assemble(config, database.url, log, { pages, assets: path.join(dist, 'client') });
const printed = await demoCity(server, config);

await new Promise<void>((resolve, reject) => {
  server.http.once('error', reject);
  server.http.listen(config.port, config.host, resolve);
});
server.http.headersTimeout = 10_000;
server.http.requestTimeout = 30_000;
server.http.keepAliveTimeout = 5_000;
await server.work();
process.stdout.write(`${printed}\nHiroba: ${config.origin ?? `http://localhost:${config.port}`}\n`);

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) process.exit(1);
  stopping = true;
  setTimeout(() => process.exit(1), 15_000).unref();
  await server.close();
  await database.stop();
  process.exit(0);
}
process.on('SIGINT', () => void stop());
process.on('SIGTERM', () => void stop());
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => {
    log.fatal({ err: error }, event);
    void stop();
  });
}
