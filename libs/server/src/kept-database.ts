import path from 'node:path';
import { openDatabase, type Database, type DatabaseOptions } from './embedded-database.ts';
import { runningPostmaster } from './postmaster.ts';

const LOOK_EVERY_MS = 500;

/** A database that is started again, at the same address, when the embedded server was killed; the operator's own is left alone. */
export async function keepDatabase(options: DatabaseOptions, told: (event: 'RESTARTED' | 'LOST', error?: unknown) => void): Promise<Database> {
  const first = await openDatabase(options);
  if (options.url) return first;
  const cluster = path.join(path.resolve(options.dataDir), 'postgres');
  const port = Number(new URL(first.url).port);
  const opened = [first];
  let watching = true;
  let mending: Promise<void> | undefined;
  const mend = async (): Promise<void> => {
    try {
      opened.push(await openDatabase({ ...options, port }));
      told('RESTARTED');
    } catch (error) {
      told('LOST', error);
    }
  };
  const timer = setInterval(() => {
    if (mending || runningPostmaster(cluster)) return;
    mending = mend().finally(() => { mending = undefined; });
  }, LOOK_EVERY_MS);
  timer.unref();
  return {
    url: first.url,
    ...(first.socket ? { socket: first.socket } : {}),
    started: first.started,
    async stop() {
      if (!watching) return;
      watching = false;
      clearInterval(timer);
      await mending;
      for (const database of opened) await database.stop();
    },
  };
}
