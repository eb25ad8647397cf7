import { markableTable } from '@hiroba/moderation/server';
import type { SqlMigration } from '@hiroba/server';

/** Since when passages of a proposal are covered, and since when a label stands beside it. */
export const proposalsMarkedMigration: SqlMigration = {
  name: '20261209T0120-m8a-proposals-marked',
  sql: markableTable('proposal', 'proposal'),
};
