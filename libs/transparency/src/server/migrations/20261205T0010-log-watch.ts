import type { SqlMigration } from '@hiroba/server';

/** What the watch over a log is told by: when it was checked and what that found, and why it does not go on. */
export const logWatchMigration: SqlMigration = {
  name: '20261205T0010-log-watch',
  sql: `
alter table log_state add column checked_at timestamptz, add column problems int, add column trouble text;
`,
};
