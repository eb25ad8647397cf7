import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { demoCity } from '@hiroba/demo';
import { counterDifferences } from '@hiroba/server';
import { freshDatabase } from '@hiroba/testing';
import { readConfig } from '../config.ts';
import { seedDemoCity } from '../demo.ts';
import { migrateDatabase } from '../testing.ts';
import { libraries } from '../libraries.ts';
import { actsOf, placesOf } from './acts.ts';
import { instantAt } from './seed-city.ts';

const config = readConfig({
  HIROBA_DATA: mkdtempSync(path.join(tmpdir(), 'hiroba-demo-')), HIROBA_SECRET: Buffer.alloc(32, 7).toString('base64'), LOG_LEVEL: 'silent',
});
const log = pino({ level: 'silent' });
let database: Awaited<ReturnType<typeof freshDatabase>>;
let client: pg.Client;

const rows = async <R extends object>(text: string): Promise<R[]> => (await client.query<R>(text)).rows;
const number = async (text: string): Promise<number> => Number(Object.values((await rows<Record<string, unknown>>(text))[0] ?? {})[0]);

beforeAll(async () => {
  database = await freshDatabase(migrateDatabase);
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client?.end();
  await database?.drop();
});

describe('the demo city', () => {
  test('is made again from nothing when its making was interrupted', async () => {
    await client.query('create table demo_being_made (); create table left_over ()');
    expect(await seedDemoCity(config, database.url, log)).toBe(true);
    expect(await rows('select to_regclass($$left_over$$) as half, to_regclass($$demo_being_made$$) as mark')).toEqual([{ half: null, mark: null }]);
  }, 240_000);

  test('happened in the order of time, by the rules, without a gap in the record', async () => {
    expect(await number('select count(*) from (select at, lag(at) over (order by id) as before from log_entry) l where at < before')).toBe(0);
    expect(await number(`select count(*) from (select subject_rev, row_number() over (partition by organisation_id, subject_kind, subject_id order by id) as n
      from log_entry where subject_id is not null) l where n <> subject_rev`)).toBe(0);
    expect(await number('select count(*) from log_entry where at > now()')).toBe(0);
  });

  test('has every place that components bring, and counters that say what rows say', async () => {
    const brought = placesOf(demoCity, libraries).map(({ space, manifest }) => `${manifest} in ${space}`).sort();
    const placed = await rows<{ name: string }>('select c.manifest || $$ in $$ || s.slug as name from component c join space s on s.id = c.space_id order by 1');
    expect(placed.map(({ name }) => name)).toEqual(brought);
    expect(await number('select count(*) from counter_delta')).toBe(0);
    expect(await counterDifferences(client, libraries.flatMap(({ counters = [] }) => counters))).toEqual([]);
  });

  test('lets its staff in with the second factor only, and mails nobody about its past', async () => {
    expect(await number('select count(*) from person where totp_secret_enc is not null'))
      .toBe(demoCity.people.filter(({ role }) => role !== 'PARTICIPANT').length);
    expect(await number('select count(distinct password_hash) from person')).toBe(1);
    expect(await number('select (select count(*) from mail_outbox) + (select count(*) from log_pending)')).toBe(0);
  });

  test('has a drawing at every space, kept as two files', async () => {
    expect(await number('select count(*) from space where hero is not null')).toBe(demoCity.spaces.length);
    expect(await number('select count(*) from stored_file')).toBe(demoCity.spaces.length * 2);
    expect(await number(`select count(*) from space where hero -> 'alt' ->> 'ja' <> '' and hero -> 'alt' ->> 'en' <> ''`)).toBe(demoCity.spaces.length);
    expect(await number('select max(bytes) from stored_file')).toBeLessThan(30_000);
  });

  test('lives on this machine under both its names', async () => {
    expect(await rows('select host, canonical from organisation_host order by host')).toEqual([
      { host: '127.0.0.1', canonical: false }, { host: 'localhost', canonical: true }]);
  });

  test('is never made a second time', async () => {
    expect(await seedDemoCity(config, database.url, log)).toBe(false);
    expect(await number('select count(*) from organisation')).toBe(1);
  });

  test('has its days counted from the day of seeding, in the zone of the city', () => {
    const now = new Date('2026-11-26T00:30:00+09:00');
    expect(instantAt(9 * 60, now, 'Asia/Tokyo').toISOString()).toBe('2026-11-26T00:00:00.000Z');
    expect(instantAt(-1440 + 30, now, 'Asia/Tokyo').toISOString()).toBe('2026-11-24T15:30:00.000Z');
    const acts = actsOf(demoCity, placesOf(demoCity, libraries));
    expect(acts.length).toBeGreaterThan(20);
    expect(acts.every(({ at }, index, all) => index === 0 || (all[index - 1]?.at ?? 0) <= at)).toBe(true);
  });
});

test('a database of the operator gets the demo city only when asked for', () => {
  const DATABASE_URL = 'postgres://hiroba:secret@db.example:5432/hiroba';
  expect(readConfig({}).demo).toBe(true);
  expect(readConfig({ HIROBA_DEMO: '0' }).demo).toBe(false);
  expect(readConfig({ DATABASE_URL }).demo).toBe(false);
  expect(readConfig({ DATABASE_URL, HIROBA_DEMO: '1' }).demo).toBe(true);
});
