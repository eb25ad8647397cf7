import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { migrate, openOrm, openPool, type Clock } from '@hiroba/server';
import { readConfig, type Config } from './config.ts';
import { libraries } from './libraries.ts';
import { assemble, type HirobaServer } from './server.ts';

/** Brings an empty database up to date, as a template for specs. */
export async function migrateDatabase(url: string): Promise<void> {
  const pool = openPool(url, 2);
  const orm = await openOrm(url, libraries);
  await migrate(orm, pool);
  await orm.close();
  await pool.end();
}

/** The configuration of a spec's server. */
export const specConfig = (env: Readonly<Record<string, string>> = {}): Config => readConfig({
  NODE_ENV: 'production', LOG_LEVEL: 'silent', HIROBA_LIMITS: '1000', HIROBA_SECRET: Buffer.alloc(32, 7).toString('base64'),
  HIROBA_DATA: mkdtempSync(path.join(tmpdir(), 'hiroba-spec-')), ...env,
});

/** The real server over a spec's database, without pages. */
export function assembleForSpec(url: string, clock: Clock | undefined, env?: Readonly<Record<string, string>>): Promise<HirobaServer> {
  const config = specConfig(env);
  return assemble(config, url, pino({ level: config.logLevel }), { clock, migrated: true });
}
