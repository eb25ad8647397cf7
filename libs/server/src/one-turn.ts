import type pg from 'pg';

interface Asked {
  readonly statement: pg.QueryConfig;
  readonly answer: (rows: object[]) => void;
  readonly refuse: (error: Error) => void;
}

/** More of them behind each other would wait longer for the slowest than they save. */
const MOST_TOGETHER = 4;

/**
 * Reads that are asked within one turn of the event loop, such as the fields of one query: they go out in one write over one
 * connection and are answered in turn, where each of its own would wake two processes.
 * @param pool its connections send what they are asked without waiting (`pipeline`).
 */
export class OneTurn {
  #asked: Asked[] = [];

  constructor(readonly pool: pg.Pool) {}

  /** The rows of a statement. */
  rows(statement: pg.QueryConfig): Promise<object[]> {
    return new Promise((answer, refuse) => {
      if (this.#asked.push({ statement, answer, refuse }) === 1) process.nextTick(() => this.#send());
    });
  }

  #send(): void {
    const all = this.#asked;
    this.#asked = [];
    for (let from = 0; from < all.length; from += MOST_TOGETHER)
      this.#sendTogether(all.slice(from, from + MOST_TOGETHER));
  }

  #sendTogether(asked: readonly Asked[]): void {
    this.pool.connect((failure, client, release) => {
      if (!client) {
        for (const { refuse } of asked) refuse(failure ?? new Error('no connection'));
        return;
      }
      const { stream } = client.connection;
      let open = asked.length;
      let failed: Error | undefined;
      stream.cork();
      for (const { statement, answer, refuse } of asked)
        client.query(statement, (error: Error | null, result: pg.QueryResult<object>) => {
          failed ??= error ?? undefined;
          if ((open -= 1) === 0) release(failed);
          if (error) refuse(error);
          else answer(result.rows);
        });
      stream.uncork();
    });
  }
}
