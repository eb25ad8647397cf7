import type { SqlMigration } from '@hiroba/server';

/** How much waits is counted from an index alone. */
export const deskCountsMigration: SqlMigration = {
  name: '20261207T4030-desk-counts',
  sql: `create index mod_case_asks on mod_case (organisation_id, asks) include (component_id) where due_at is not null;`,
};
