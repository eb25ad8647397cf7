import type { SqlMigration } from '../library.ts';

/** Mails of which nothing is kept once they are sent. */
export const forgottenMailMigration: SqlMigration = {
  name: '20261128T0201-forgotten-mail',
  sql: 'alter table mail_outbox add column forget boolean not null default false;',
};
