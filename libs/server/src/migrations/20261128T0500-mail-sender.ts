import type { SqlMigration } from '../library.ts';

/** The name under which a mail is sent: its city's, in its reader's language. */
export const mailSenderMigration: SqlMigration = {
  name: '20261128T0500-mail-sender',
  sql: `alter table mail_outbox add column sender text not null default '';`,
};
