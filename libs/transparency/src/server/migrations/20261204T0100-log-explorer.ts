import type { SqlMigration } from '@hiroba/server';

/**
 * The orders in which the public log is read: by type, by place, by time. They grow when an entry is numbered, not when it is written.
 *
 * The place is cut from the bytes, which is quick and never fails: an entry that somebody has spoilt must be found, not be refused by an index.
 */
export const logExplorerMigration: SqlMigration = {
  name: '20261204T0100-log-explorer',
  sql: `
create index log_entry_of_type on log_entry (organisation_id, type, idx desc) where log = 'public' and idx is not null;
create index log_entry_of_place on log_entry (organisation_id, (substr(leaf, position('","space":"'::bytea in leaf) + 11, 36)), idx desc)
  where log = 'public' and idx is not null;
create index log_entry_of_time on log_entry (organisation_id, at, idx) where log = 'public' and idx is not null;
`,
};
