import type { SqlMigration } from '@hiroba/server';

/** To which version of the text a support was given; of earlier supports the first version is assumed. */
export const supportVersionMigration: SqlMigration = {
  name: '20261128T0710-support-version',
  sql: 'alter table proposal_support add column version int not null default 1;',
};
