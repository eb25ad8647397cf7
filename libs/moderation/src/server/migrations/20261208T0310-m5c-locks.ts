import type { SqlMigration } from '@hiroba/server';

/** Conversations that are closed for new comments, for thirty days at most; how long follows from the entries about the case. */
export const locksMigration: SqlMigration = {
  name: '20261208T0310-m5c-locks',
  sql: `
alter table mod_case add column locked_until timestamptz(3);
create index mod_case_locked on mod_case (locked_until) where locked_until is not null;
alter table mod_decision add check (kind <> 'LOCK_THREAD' or (ends_at is not null and ends_at <= decided_at + interval '720 hours'));
`,
};
