import { pino } from 'pino';
import { keepDatabase } from '@hiroba/server/database';
import { addressOf, readConfig, type Config } from './config.ts';
import { startProblem } from './start-problem.ts';

const redact = ['req.headers.cookie', 'req.headers.authorization'];

function configured(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exit(1);
  }
}

const config = configured();
const log = pino({ level: config.logLevel, redact });
let stop = async (_code: number): Promise<void> => process.exit(1);

async function opened() {
  const database = await keepDatabase({ dataDir: config.dataDir, url: config.databaseUrl }, (event, error) => {
    log.error({ event, ...(error ? { err: error } : {}) }, 'the embedded database was gone');
  });
  stop = async (code) => {
    await database.stop();
    process.exit(code);
  };
  return database;
}

async function start(): Promise<void> {
  // To make a new database takes as long as to read the program.
  const [database, { serve, open }] = await Promise.all([opened(), import('./serve.ts')]);
  const server = await serve(config, database.url, log, database.socket);
  stop = async (code) => {
    setTimeout(() => process.exit(1), 15_000).unref();
    await server.close();
    await database.stop();
    process.exit(code);
  };
  process.stdout.write(`\n${await open(server, config)}\n\n  Hiroba: ${addressOf(config)}\n\n`);
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
