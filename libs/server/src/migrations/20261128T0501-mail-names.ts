import type { SqlMigration } from '../library.ts';

/** The people that a mail to somebody else names: it goes with them when they leave. */
export const mailNamesMigration: SqlMigration = {
  name: '20261128T0501-mail-names',
  sql: `alter table mail_outbox add column names uuid[] not null default '{}';`,
};
