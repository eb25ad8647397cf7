import type { SqlMigration } from '../library.ts';

/** What a write put on public record, so that whoever repeats it is led to the same receipt. */
export const writeKeyEventMigration: SqlMigration = {
  name: '20261206T0100-write-key-event',
  sql: `alter table write_key add column event_id uuid;`,
};
