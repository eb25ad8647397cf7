import type { SqlMigration } from '../library.ts';

/** The files that organisations keep on disk; what is no row here is never served. */
export const storedFilesMigration: SqlMigration = {
  name: '20261127T0000-stored-files',
  sql: `
create table stored_file (
  organisation_id uuid not null references organisation (id),
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  kind text not null,
  bytes int not null check (bytes > 0),
  width int,
  height int,
  created_at timestamptz not null default now(),
  primary key (organisation_id, digest));
create index stored_file_age on stored_file (created_at);
`,
};
