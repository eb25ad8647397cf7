import { randomUUID } from 'node:crypto';
import pg from 'pg';

const lock = 72_405_012;

const at = (url: string, name: string): string => Object.assign(new URL(url), { pathname: `/${name}` }).toString();

/** A database of a spec file's own, cloned from a migrated template; the first who names the template migrates it. */
export async function freshDatabase(
  migrateTemplate: (url: string) => Promise<void>, template = 'hiroba_template',
): Promise<{ url: string; drop(): Promise<void> }> {
  const server = process.env.HIROBA_TEST_DATABASE;
  if (!server) throw new Error('HIROBA_TEST_DATABASE is not set: API specs run through the test runner');
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  const name = `spec_${randomUUID().replaceAll('-', '')}`;
  await admin.query('select pg_advisory_lock($1)', [lock]);
  try {
    const { rowCount } = await admin.query('select 1 from pg_database where datname = $1', [template]);
    if (!rowCount) {
      await admin.query(`create database ${template}_new`);
      await migrateTemplate(at(server, `${template}_new`));
      await admin.query(`alter database ${template}_new rename to ${template}`);
    }
    await admin.query(`create database ${name} template ${template}`);
  } finally {
    await admin.query('select pg_advisory_unlock($1)', [lock]);
  }
  return {
    url: at(server, name),
    async drop() {
      await admin.query(`drop database if exists ${name} with (force)`);
      await admin.end();
    },
  };
}
