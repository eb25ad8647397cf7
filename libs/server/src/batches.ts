import type { ReadRows } from './open-data.ts';
import type { Query } from './sql.ts';

/** How many rows of open data are read at a time. */
export const BATCH = 500;

/** Rows read by keyset, `BATCH` or so many at a time, so that length costs no memory; `next` asks for those after the last row read. */
export async function* batches<R>(read: ReadRows, next: (last: R | undefined) => Query, size = BATCH): AsyncGenerator<R> {
  for (let last: R | undefined; ;) {
    const rows: readonly R[] = await read<R>(next(last));
    yield* rows;
    last = rows.at(-1);
    if (rows.length < size) return;
  }
}

/** The id before all others, where a keyset begins. */
export const firstId = '00000000-0000-0000-0000-000000000000';
