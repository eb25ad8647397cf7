import type { SqlMigration } from '@hiroba/server';

/** Finding somebody by the name they chose, among all accounts of an organisation. */
export const displayNamesMigration: SqlMigration = {
  name: '20261128T0300-display-names',
  sql: `create index person_display_name on person (organisation_id, display_name) where closed_at is null;`,
};
