import { Client } from 'pg';

const advice =
  'Create the cluster with: initdb -E UTF8 --locale=C.UTF-8 --locale-provider=builtin --builtin-locale=C.UTF-8 ' +
  '(container image: POSTGRES_INITDB_ARGS), or the database with: CREATE DATABASE … TEMPLATE template0 ENCODING UTF8 LC_CTYPE "C.UTF-8".';

/** Makes sure a database can hold and find Japanese text, and says how to create one that can. */
export async function checkDatabase(url: string): Promise<void> {
  await withClient(url, async (client) => {
    const facts = await client.query<{ encoding: string; ctype: string; version: number }>(
      `select pg_encoding_to_char(encoding) as encoding, datctype as ctype, current_setting('server_version_num')::int as version
         from pg_database where datname = current_database()`,
    );
    const { encoding, ctype, version } = facts.rows[0] ?? { encoding: '', ctype: '', version: 0 };
    if (version < 150000)
      throw new Error(`PostgreSQL 15 or newer is needed; this server is ${Math.floor(version / 10000)}.`);
    if (encoding !== 'UTF8') throw new Error(`The database has encoding ${encoding}; UTF8 is needed. ${advice}`);
    if (ctype === 'C' || ctype === 'POSIX') {
      throw new Error(
        `The database has LC_CTYPE ${ctype}, which makes searching drop every Japanese character. ${advice}`,
      );
    }
    await client.query('create extension if not exists pg_trgm').catch(unlessAnotherWasFaster);
    const found = await client.query<{ same: number }>(`select similarity('公園', '公園') as same`);
    if (found.rows[0]?.same !== 1)
      throw new Error(`The database cannot compare Japanese words (LC_CTYPE ${ctype}). ${advice}`);
  });
}

/** Creates a database unless it exists. */
export async function createDatabase(url: string, name: string): Promise<void> {
  await withClient(url, async (client) => {
    const known = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (known.rowCount) return;
    await client.query(`create database ${client.escapeIdentifier(name)}`).catch(unlessAnotherWasFaster);
  });
}

function unlessAnotherWasFaster(error: { code?: string }): void {
  if (!['42P04', '42710', '23505'].includes(error.code ?? '')) throw error;
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined); // a lost connection also rejects the running query, which is what we report
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
