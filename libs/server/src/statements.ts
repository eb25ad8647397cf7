import { AsyncLocalStorage } from 'node:async_hooks';
import type pg from 'pg';

const current = new AsyncLocalStorage<string[]>();

/** Makes every client of a pool report its statements to `countStatements`. */
export function reportStatements(pool: pg.Pool): void {
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    client.query = ((...args: unknown[]) => {
      const [first] = args;
      const text = typeof first === 'string' ? first : (first as { text?: string } | undefined)?.text;
      if (text) current.getStore()?.push(text);
      return query(...args);
    }) as typeof client.query;
  });
}

/** The SQL statements that a piece of work sent to the database, in order. */
export async function countStatements<T>(work: () => Promise<T>): Promise<{ result: T; statements: readonly string[] }> {
  const statements: string[] = [];
  const result = await current.run(statements, work);
  return { result, statements };
}
