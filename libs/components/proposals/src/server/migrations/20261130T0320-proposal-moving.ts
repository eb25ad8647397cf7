import { guardTable, type SqlMigration } from '@hiroba/server';

/** Amendments go along when their proposal moves to another place: its entry says so for them, too. */
export const proposalMovingMigration: SqlMigration = {
  name: '20261130T0320-proposal-moving',
  sql: `
drop trigger amendment_log_guard on amendment;
drop trigger amendment_no_truncate on amendment;
${guardTable('amendment', 'amendment', ['component_id'])}
`,
};
