import type { SqlMigration } from '../library.ts';

/** The files of open data that are made each night, the digests of earlier ones, and after which entries they are out of date. */
export const nightlyFilesMigration: SqlMigration = {
  name: '20261201T0510-nightly-files',
  sql: `
alter table log_line drop constraint log_line_list_check, add constraint log_line_list_check check (list in ('ACTIVITY', 'REGISTER', 'HIDING'));
create table nightly_edition (
  organisation_id uuid primary key references organisation (id),
  night timestamptz not null,
  asked_at timestamptz not null,
  edition_id uuid,
  made_at timestamptz,
  failed_at timestamptz,
  check ((edition_id is null) = (made_at is null)));
create table nightly_file (
  organisation_id uuid not null references organisation (id),
  edition_id uuid not null,
  file text not null,
  made_at timestamptz not null,
  rows int check (rows >= 0),
  bytes bigint not null check (bytes >= 0),
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  primary key (organisation_id, edition_id, file));
create index nightly_file_order on nightly_file (organisation_id, made_at, file);
`,
};
