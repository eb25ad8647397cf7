import { withholdableTable } from '@hiroba/moderation/server';
import type { SqlMigration } from '@hiroba/server';

/** Since when the text of a debate is withheld. */
export const debatesWithheldMigration: SqlMigration = {
  name: '20261130T0120-debates-withheld',
  sql: withholdableTable('debate', 'debate'),
};
