import type pg from 'pg';

/** The code a failed piece of work ended with, or nothing. */
export const codeOf = (work: Promise<unknown>): Promise<string | undefined> =>
  work.then(
    () => undefined,
    (error: { code?: string }) => error.code,
  );

/** A mutation of a proposal by its id. */
export const outcome = (mutation: string): string =>
  `mutation M($id: ID!) { outcome: ${mutation}(id: $id) { __typename ... on Proposal { id state } ... on Refusal { code field } } }`;

/** The ways around the code that only specs of the record take. */
export const behindTheCode = (pool: pg.Pool) => ({
  async query<R extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<R[]> {
    return (await pool.query<R>(text, [...values])).rows;
  },
  /** Work on one connection in one transaction, and what its end said. */
  async inTransaction(work: (client: pg.PoolClient) => Promise<void>): Promise<string | undefined> {
    const client = await pool.connect();
    try {
      await client.query('begin');
      await work(client);
      return await codeOf(client.query('commit'));
    } catch (error) {
      await client.query('rollback');
      return (error as { code?: string }).code;
    } finally {
      client.release(true);
    }
  },
});
