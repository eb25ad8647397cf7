import type { SqlMigration } from '@hiroba/server';

/** Why a log is closed, so that every process refuses what could not be recorded. */
export const logClosingMigration: SqlMigration = {
  name: '20261201T0710-log-closing',
  sql: `
alter table log_state add column closed text;
`,
};
