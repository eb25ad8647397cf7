import { demoCity } from '@hiroba/demo';
import { Clock } from '@hiroba/server';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { CitySeed } from './demo/seed-city.ts';
import { SeedClock } from './demo/seed-clock.ts';
import { fillOnce } from './fill-once.ts';
import { hostsOf } from './hosts.ts';
import { assemble } from './server.ts';

/** Fills an empty database with the demo city, all or nothing; says whether it did. */
export async function seedDemoCity(config: Config, url: string, log: Logger): Promise<boolean> {
  return config.demo && fillOnce(url, () => seed(config, url, log));
}

// It reaches the disk as a whole, by the last commit; what is asked a thousand times is planned once; and acts wait for their turn.
const session = '-c synchronous_commit=off -c plan_cache_mode=force_generic_plan -c idle_in_transaction_session_timeout=0';

async function seed(config: Config, url: string, log: Logger): Promise<void> {
  const clock = new SeedClock();
  // A year of a city's life in a few seconds knows no rate limit.
  const server = await assemble({ ...config, limits: Infinity }, url, log, { clock, session });
  try {
    const now = await new Clock().now(server.db);
    await new CitySeed(demoCity, server, clock, now).run(hostsOf(config));
  } finally {
    await server.close();
  }
}
