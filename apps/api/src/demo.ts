import { demoCity } from '@hiroba/demo';
import { Clock } from '@hiroba/server';
import type { Logger } from 'pino';
import pg from 'pg';
import type { Config } from './config.ts';
import { CitySeed } from './demo/seed-city.ts';
import { SeedClock } from './demo/seed-clock.ts';
import { hostsOf } from './hosts.ts';
import { assemble } from './server.ts';

const lock = 72_405_013;

// A table that is there only while the past of the city is being written tells a later start that it was interrupted.
const begin = 'create table demo_being_made ()';
const end = 'drop table demo_being_made';
const startAfresh = `
  drop schema if exists graphile_worker cascade;
  drop schema public cascade;
  create schema public;
  create extension if not exists pg_trgm;`;

const exists = async (client: pg.Client, table: string): Promise<boolean> =>
  (await client.query<{ there: boolean }>('select to_regclass($1) is not null as there', [table])).rows[0]?.there ?? false;

/** Fills an empty database with the demo city, all or nothing; says whether it did. */
export async function seedDemoCity(config: Config, url: string, log: Logger): Promise<boolean> {
  if (!config.demo) return false;
  const client = new pg.Client({ connectionString: url, application_name: 'hiroba demo' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [lock]);
    if (await exists(client, 'demo_being_made')) await client.query(startAfresh);
    const inhabited = (await exists(client, 'organisation')) && (await client.query('select 1 from organisation limit 1')).rowCount !== 0;
    if (inhabited) return false;
    await client.query(begin);
    await seed(config, url, log);
    await client.query(end);
    return true;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function seed(config: Config, url: string, log: Logger): Promise<void> {
  const clock = new SeedClock();
  // A year of a city's life in a few seconds is beyond every rate limit; it reaches the disk as a whole, by the last commit.
  const server = await assemble({ ...config, limits: 1e9 }, url, log, { clock, session: '-c synchronous_commit=off' });
  try {
    const now = await new Clock().now(server.db);
    await new CitySeed(demoCity, server, clock, now).run(hostsOf(config));
  } finally {
    await server.close();
  }
}
