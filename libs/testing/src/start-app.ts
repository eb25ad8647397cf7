import type { Clock } from '@hiroba/server';
import { freshDatabase } from './database.ts';
import { StillClock } from './still-clock.ts';
import { World, type Ground } from './world.ts';

/** The assembled server as specs use it. */
export interface SpecServer extends Ground {
  readonly nest: Ground['nest'] & { getHttpServer(): unknown };
  close(): Promise<void>;
}

/** A running server of a spec file, its clock, and a first city. */
export interface SpecApp {
  readonly server: SpecServer;
  readonly clock: StillClock;
  readonly world: World;
  readonly url: string;
  close(): Promise<void>;
}

interface Assembly {
  migrateDatabase(url: string): Promise<void>;
  assembleForSpec(url: string, clock: Clock | undefined, env?: Readonly<Record<string, string>>): Promise<SpecServer>;
}

// By address and not by name: specs sit below the app in the house, only the tests reach up.
const assembly = new URL('../../../apps/api/src/testing.ts', import.meta.url).pathname;

/** Starts the real server over a database of its own, with a clock that stands still. */
export async function startApp({ now = '2026-11-22T12:00:00+09:00', env }: { now?: string; env?: Record<string, string> } = {}): Promise<SpecApp> {
  const { migrateDatabase, assembleForSpec } = await import(assembly) as Assembly;
  const database = await freshDatabase(migrateDatabase);
  const clock = new StillClock(now);
  const server = await assembleForSpec(database.url, clock, env);
  const world = await World.city(server);
  return {
    server, clock, world, url: database.url,
    async close() {
      await server.close();
      await database.drop();
    },
  };
}
