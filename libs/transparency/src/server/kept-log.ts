/** A log of an organisation. */
export interface KeptLog {
  readonly organisationId: string;
  readonly name: 'public';
  readonly origin: string;
  readonly vkey: string;
}

/** What a database connection does for a log. */
export interface Connection {
  query<R extends object>(
    text: string,
    values?: readonly unknown[],
  ): Promise<{ readonly rows: R[]; readonly rowCount: number | null }>;
}

/** Runs work in a transaction of the connection: all of it or nothing. */
export async function inTransaction<T>(db: Connection, work: () => Promise<T>): Promise<T> {
  await db.query('begin');
  try {
    const result = await work();
    await db.query('commit');
    return result;
  } catch (error) {
    await db.query('rollback').catch(() => undefined);
    throw error;
  }
}
