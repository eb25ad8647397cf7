import { availableParallelism } from 'node:os';
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { Migration, Migrator } from '@mikro-orm/migrations';
import { ArrayType, MikroORM, type EntityClass } from '@mikro-orm/postgresql';
import pg from 'pg';
import { Component } from './component.entity.ts';
import { migrateJobs } from './jobs.ts';
import type { LibraryServer, SqlMigration } from './library.ts';
import { platformMigration } from './migrations/20261126T0000-platform.ts';
import { lighterGuardMigration } from './migrations/20261127T2000-lighter-guard.ts';
import { storedFilesMigration } from './migrations/20261127T0000-stored-files.ts';
import { forgottenMailMigration } from './migrations/20261128T0201-forgotten-mail.ts';
import { mailSenderMigration } from './migrations/20261128T0500-mail-sender.ts';
import { mailNamesMigration } from './migrations/20261128T0501-mail-names.ts';
import { mailOutMigration } from './migrations/20261127T1020-mail-out.ts';
import { logLinesMigration } from './migrations/20261129T0100-log-lines.ts';
import { nightlyFilesMigration } from './migrations/20261201T0510-nightly-files.ts';
import { writeKeyEventMigration } from './migrations/20261206T0100-write-key-event.ts';
import { disclosureOwnersMigration } from './migrations/20261205T0000-disclosure-owners.ts';
import { textsGuardedMigration } from './migrations/20261205T0020-texts-guarded.ts';
import { preparing } from './sql.ts';
import { reportStatements } from './statements.ts';

const limits = '-c statement_timeout=5000 -c lock_timeout=3000 -c idle_in_transaction_session_timeout=5000';
// What is read often lies in memory, so a lookup by index is no seek of a disk; and no statement is long enough to be compiled, or to be shared
// among processes that are to be started first.
const planning = '-c random_page_cost=1.1 -c jit=off -c max_parallel_workers_per_gather=0';
const session = `${limits} ${planning} -c timezone=UTC`;

const toMigration = ({ name, sql }: SqlMigration) => ({
  name,
  sql,
  class: class extends Migration {
    override up(): void {
      // To bring a large table up to date may take longer than any request is given.
      this.addSql('set local statement_timeout = 0; set local lock_timeout = 0');
      this.addSql(sql);
    }
  },
});

/** Texts in a PostgreSQL array, each of them quoted: without quotes the word "null" would be no text. */
export class TextArray extends ArrayType<string> {
  override convertToDatabaseValue(texts: string[] | null): string | null {
    return texts && `{${texts.map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`).join()}}`;
  }
}

/** A pool that outlives connections which the server ends: whoever waits for an answer is told, nobody else. */
function calm(pool: pg.Pool): pg.Pool {
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** Takes back a connection that ended: the query builder keeps one whose begin, commit or rollback failed (kysely#1990). */
function reclaiming(pool: pg.Pool): pg.Pool {
  pool.on('connect', (client) => {
    client.once('end', () => {
      const { release } = client;
      client.release = () => undefined;
      try {
        release?.(new Error('the connection ended'));
      } catch {
        // It had been given back already.
      }
    });
  });
  return pool;
}

const TIMESTAMPTZ = 1184;

/** Reads an instant of a session in UTC; the usual parser takes several times as long, and a list has dozens. */
function instantOf(text: string): Date {
  const isPlain = text.length > 21 && text[4] === '-' && text.endsWith('+00');
  return isPlain ? new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`) : pg.types.getTypeParser(TIMESTAMPTZ)(text);
}

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format: 'text') =>
    (oid === TIMESTAMPTZ && format !== ('binary' as string) ? instantOf : pg.types.getTypeParser(oid, format))) as typeof pg.types.getTypeParser,
};

/** The address of a database by its socket, where it has one on this machine: without the detour through the network. */
export const bySocket = (url: string, socket: string | undefined): string =>
  socket ? Object.assign(new URL(url), { search: `?host=${encodeURIComponent(socket)}` }).toString() : url;

/** A pool for plain reads: prepared statements, session limits, statements reported; `more` are further settings of its sessions. */
export function openPool(url: string, max = 10, more = ''): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max, types, options: `${session} ${more}`, connectionTimeoutMillis: 10_000 });
  reportStatements(pool);
  return calm(pool);
}

/**
 * A pool beside another whose prepared statements keep one plan for all values: to plan most reads takes longer than to run them.
 * They are short, and more of them at once than two for each core only make each other wait.
 * @param socket the folder of the server's socket, if it is on this machine.
 */
export function keepingPlans({ options }: pg.Pool, socket?: string): pg.Pool {
  const max = Math.min(options.max, 2 * availableParallelism());
  const { connectionString } = options;
  const near = socket && connectionString ? { connectionString: bySocket(connectionString, socket) } : {};
  const pool = new pg.Pool({ ...options, ...near, max, pipeline: true, options: `${options.options} -c plan_cache_mode=force_generic_plan` });
  reportStatements(pool);
  return calm(pool);
}

/** The unit of work over the entities of all libraries. */
export function openOrm(url: string, libraries: readonly LibraryServer[], more = ''): Promise<MikroORM> {
  const socket = new URL(url).searchParams.get('host');
  const migrations = [platformMigration, lighterGuardMigration, storedFilesMigration, forgottenMailMigration, mailSenderMigration, mailNamesMigration, mailOutMigration, logLinesMigration, nightlyFilesMigration, disclosureOwnersMigration, textsGuardedMigration,
    writeKeyEventMigration,
    ...libraries.flatMap((library) => library.migrations)];
  return MikroORM.init({
    clientUrl: url,
    entities: [Component as EntityClass<object>, ...libraries.flatMap((library) => library.entities)],
    metadataProvider: ReflectMetadataProvider,
    metadataCache: { enabled: false },
    extensions: [Migrator],
    migrations: {
      migrationsList: [...migrations].sort((a, b) => (a.name < b.name ? -1 : 1)).map(toMigration),
      snapshot: false,
      silent: true,
      allOrNothing: true,
    },
    forceUtcTimezone: true,
    driverOptions: { ...(socket ? { host: socket } : {}), options: `${session} ${more}`, onPoolCreated: (pool: pg.Pool) => reportStatements(preparing(reclaiming(calm(pool)))) },
    pool: { min: 0, max: 10 },
  });
}

/** Makes the whole schema of a new database at once: to be asked for each migration alone takes as long again as to make it. */
async function makeSchema(orm: MikroORM, client: pg.ClientBase): Promise<void> {
  if ((await orm.migrator.getStorage().executed()).length > 0) return;
  const migrations = orm.config.get('migrations').migrationsList as ReturnType<typeof toMigration>[];
  await client.query('begin');
  try {
    await client.query(migrations.map(({ sql }) => sql).join('\n;\n'));
    await client.query('insert into mikro_orm_migrations (name) select unnest($1::text[])', [migrations.map(({ name }) => name)]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

/** Brings the schema up to date: the queue's tables first, then every library's migrations, one runner at a time. */
export async function migrate(orm: MikroORM, pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('set lock_timeout = 0; set statement_timeout = 0');
    await client.query('select pg_advisory_lock(72405011)');
    await migrateJobs(pool);
    await makeSchema(orm, client);
    await orm.migrator.up();
    await countNewColumns(client);
  } finally {
    await client.query('select pg_advisory_unlock(72405011)');
    client.release(true);
  }
}

/**
 * Counts again in tables with columns of which the planner knows nothing: a migration added them. It would take such a column for
 * empty in few rows, and lists would be sorted whole where their order could be walked, until the table is counted at some later time.
 */
export async function countNewColumns(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ table: string }>(`
    select format('%I', t.relname) as table from pg_class t
    where t.relnamespace = current_schema()::regnamespace and t.relkind = 'r' and t.reltuples > 0 and exists (
      select 1 from pg_attribute a where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped and not exists (
        select 1 from pg_stats s where s.schemaname = current_schema() and s.tablename = t.relname and s.attname = a.attname))`);
  if (rows.length > 0) await client.query(`analyze ${rows.map(({ table }) => table).join(', ')}`);
}
