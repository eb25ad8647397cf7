import type { SqlMigration } from '@hiroba/server';

/** The keys that logs had before: until when each signs beside the one that followed it. */
export const logFormerKeysMigration: SqlMigration = {
  name: '20261205T0050-log-former-keys',
  sql: `
create table log_former_key (
  organisation_id uuid not null,
  log text not null,
  vkey text not null,
  until timestamptz not null,
  primary key (organisation_id, log, vkey),
  foreign key (organisation_id, log) references log (organisation_id, name));
`,
};
