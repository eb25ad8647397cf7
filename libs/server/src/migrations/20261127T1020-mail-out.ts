import type { SqlMigration } from '../library.ts';

/** How whoever gets a mail ends such mails in one step. */
export const mailOutMigration: SqlMigration = {
  name: '20261127T1020-mail-out',
  sql: 'alter table mail_outbox add column unsubscribe text;',
};
