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

async function seed(config: Config, url: string, log: Logger): Promise<void> {
  const clock = new SeedClock();
  // A year of a city's life in a few seconds knows no rate limit; it reaches the disk as a whole, by the last commit.
  const server = await assemble({ ...config, limits: Infinity }, url, log, { clock, session: '-c synchronous_commit=off' });
  try {
    const now = await new Clock().now(server.db);
    await new CitySeed(demoCity, server, clock, now).run(hostsOf(config));
  } finally {
    await server.close();
  }
}
