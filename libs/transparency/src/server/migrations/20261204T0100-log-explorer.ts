import type { SqlMigration } from '@hiroba/server';

/**
 * The orders in which the public log is read: by type, by place, by time. They grow when an entry is numbered, not when it is written.
 *
 * The place is read from the bytes in a way that never fails: an entry that somebody has spoilt must be found, not be refused by an index.
 */
export const logExplorerMigration: SqlMigration = {
  name: '20261204T0100-log-explorer',
  sql: `
create index log_entry_of_type on log_entry (organisation_id, type, idx desc) where log = 'public' and idx is not null;
create index log_entry_of_place on log_entry (organisation_id, (substring(encode(leaf, 'escape') from '.*"id":"[0-9a-f-]{36}","space":"([0-9a-f-]{36})"')), idx desc)
  where log = 'public' and idx is not null;
create index log_entry_of_time on log_entry (organisation_id, at, idx) where log = 'public' and idx is not null;
`,
};
