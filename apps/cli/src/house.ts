import path from 'node:path';
import { Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Config } from '@hiroba/api/config';
import { originsOf } from '@hiroba/api/hosts';
import { libraries } from '@hiroba/api/libraries';
import { visitor } from '@hiroba/kernel';
import { openDatabase } from '@hiroba/server/database';
import { installationKey, migrate, openOrm, openPool, ServerModule, Sql, sql, type Caller } from '@hiroba/server';

/** What the command line works in: the running database, and the libraries over it. */
export interface House {
  readonly db: Sql;
  readonly config: Config;
  get<T>(type: Type<T> | (abstract new (...args: never[]) => T)): T;
}

/** A city of this installation, and the operator as somebody who acts there. */
export interface City {
  readonly id: string;
  readonly host: string;
  readonly zone: string;
  readonly name: string;
  readonly origin: string;
  readonly operator: Caller;
}

/** Something the person at the keyboard can put right; told without a stack. */
export class Trouble extends Error {}

@Module({})
class HouseModule {}

/** Runs work over the database: attaches to the embedded one, or starts it for as long as it is needed. */
export async function inHouse<T>(config: Config, work: (house: House) => Promise<T>): Promise<T> {
  const database = await openDatabase({ dataDir: config.dataDir, url: config.databaseUrl });
  try {
    const pool = openPool(database.url, 4);
    const orm = await openOrm(database.url, libraries);
    try {
      await migrate(orm, pool);
      const platform = {
        orm, pool, url: database.url, key: installationKey(config.secret, path.join(config.dataDir, 'secret')), dataDir: config.dataDir, signerDir: config.signerDir, libraries,
        mail: { smtpUrl: config.smtpUrl, from: config.mailFrom, readable: false }, originOf: originsOf(config),
      };
      const imports = [ServerModule.forRoot(platform), ...libraries.map(({ module }) => module)];
      const nest = await NestFactory.createApplicationContext({ module: HouseModule, imports }, { logger: ['error', 'fatal'], abortOnError: false });
      try {
        return await work({ db: nest.get(Sql), config, get: (type) => nest.get(type, { strict: false }) });
      } finally {
        await nest.close();
      }
    } finally {
      await orm.close();
      await pool.end();
    }
  } finally {
    await database.stop();
  }
}

/** The city at a host, or the only one. */
export async function cityOf({ db, config }: House, host?: string): Promise<City> {
  const cities = await db.rows<Omit<City, 'origin' | 'operator'> & { hosts: string[] }>(sql`
    select o.id, h.host, o.zone, o.name ->> 'ja' as name,
      (select array_agg(a.host) from organisation_host a where a.organisation_id = o.id) as hosts
    from organisation o join organisation_host h on h.organisation_id = o.id and h.canonical order by h.host`);
  const found = host === undefined ? cities : cities.filter(({ hosts }) => hosts.includes(host));
  const [city] = found;
  if (cities.length === 0) throw new Trouble('There is no city here yet. Start the server once: npm start');
  if (!city) throw new Trouble(`No city lives at ${host}. Known: ${cities.map((each) => each.host).join(', ')}`);
  if (found.length > 1) throw new Trouble(`Several cities live here; name one by --host: ${cities.map((each) => each.host).join(', ')}`);
  const { hosts: _, ...facts } = city;
  return { ...facts, origin: originsOf(config)(city.host), operator: { ...visitor(city.id), operator: true } };
}
