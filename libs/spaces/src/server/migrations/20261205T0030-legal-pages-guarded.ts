import type { SqlMigration } from '@hiroba/server';

/** Legal pages change only with an entry; those with which a city begins have none. */
export const legalPagesGuardedMigration: SqlMigration = {
  name: '20261205T0030-legal-pages-guarded',
  sql: `
create constraint trigger legal_page_log_beside after update or delete on legal_page
  deferrable initially deferred for each row execute function log_beside('setting', 'organisation_id');
create constraint trigger legal_page_log_beside_new after insert on legal_page
  deferrable initially deferred for each row when (new.version > 1) execute function log_beside('setting', 'organisation_id');
create trigger legal_page_no_truncate before truncate on legal_page
  for each statement execute function log_no_truncate();
`,
};
