import type { SqlMigration } from '@hiroba/server';

/** Files of submissions: sealed under a key of each, whoever looks at one leaves a line, and disposal destroys the key. */
export const submissionFilesMigration: SqlMigration = {
  name: '20261212T0800-r8a-submission-files',
  sql: `
create table vault.submission_file (
  id uuid primary key,
  organisation_id uuid not null references organisation (id),
  round_id uuid not null,
  submission_id uuid,
  n int check (n > 0),
  what text not null check (what in ('SENT', 'SCAN', 'MAIL')),
  source text,
  shape text not null,
  mime text not null,
  bytes int not null check (bytes > 0),
  pages int,
  active boolean not null default false,
  cleared boolean not null,
  sha256 text,
  digest text,
  sealed_bytes int not null,
  key_enc bytea,
  kept_at timestamptz not null,
  disposed_at timestamptz,
  foreign key (organisation_id, round_id) references round (organisation_id, id),
  foreign key (organisation_id, submission_id) references submission (organisation_id, id),
  check ((submission_id is null) = (n is null)),
  check ((key_enc is null) = (disposed_at is not null) and (digest is null) = (disposed_at is not null)));
create unique index submission_file_of on vault.submission_file (organisation_id, submission_id, n) where submission_id is not null;
create index submission_file_waiting on vault.submission_file (organisation_id, kept_at) where submission_id is null;
create index submission_file_digest on vault.submission_file (organisation_id, digest) where digest is not null;
create trigger submission_file_held before update on vault.submission_file for each row execute function vault.contact_held();
alter table vault.contact_access add column files boolean not null default false;
`,
};
