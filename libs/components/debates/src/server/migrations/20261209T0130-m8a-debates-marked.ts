import { markableTable } from '@hiroba/moderation/server';
import type { SqlMigration } from '@hiroba/server';

/** Since when passages of a debate are covered, and since when a label stands beside it. */
export const debatesMarkedMigration: SqlMigration = {
  name: '20261209T0130-m8a-debates-marked',
  sql: markableTable('debate', 'debate'),
};
