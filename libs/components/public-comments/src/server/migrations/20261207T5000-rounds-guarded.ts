import { guardBeside, type SqlMigration } from '@hiroba/server';

/** What hangs on a public round changes only with an entry about the round. */
export const roundsGuardedMigration: SqlMigration = {
  name: '20261207T5000-rounds-guarded',
  sql: ['round_plan', 'round_notice', 'round_step', 'round_review'].map((table) => guardBeside(table, 'round', 'round_id', 'round')).join(''),
};
