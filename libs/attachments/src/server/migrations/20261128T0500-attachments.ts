import { guardTable, type SqlMigration } from '@hiroba/server';
import { attachmentShapes } from '../../domain/attachment.ts';

/** Files below things of any kind. A file of a draft goes with it; of one that was taken away, only its place stays. */
export const attachmentsMigration: SqlMigration = {
  name: '20261128T0500-attachments',
  sql: `
create table attachment (
  id uuid primary key,
  organisation_id uuid not null references organisation (id),
  subject_kind text not null,
  subject_id uuid not null,
  author_id uuid,
  name text not null,
  shape text not null check (shape in (${attachmentShapes.map((shape) => `'${shape}'`).join(', ')})),
  mime text not null,
  bytes int not null check (bytes > 0),
  digest text,
  small_digest text,
  width int,
  height int,
  pages int,
  active boolean not null default false,
  document_author text,
  document_title text,
  alt text not null default '',
  decorative boolean not null default false,
  created_at timestamptz not null,
  cleared_at timestamptz,
  removed_at timestamptz,
  rev int not null default 0,
  unique (organisation_id, id),
  foreign key (organisation_id, author_id) references person (organisation_id, id),
  check ((digest is null) = (removed_at is not null)));
create index attachment_subject on attachment (organisation_id, subject_kind, subject_id, created_at, id) where removed_at is null;
create index attachment_author on attachment (organisation_id, author_id);
create index attachment_digest on attachment (organisation_id, digest) where removed_at is null;
create index attachment_small on attachment (organisation_id, small_digest) where small_digest is not null;
create index attachment_uncleared on attachment (created_at) where cleared_at is null and removed_at is null;
${guardTable('attachment', 'attachment', ['cleared_at'])}

create table attachment_allowance (
  organisation_id uuid not null,
  person_id uuid not null,
  primary key (organisation_id, person_id),
  foreign key (organisation_id, person_id) references person (organisation_id, id));

create function attachments_go_with() returns trigger language plpgsql as $$
begin
  delete from attachment where organisation_id = old.organisation_id and subject_kind = tg_argv[0] and subject_id = old.id and rev = 0;
  return null;
end $$;
`,
};

/** SQL by which the files of a draft of this table go with it, however it goes. */
export const attachableTable = (table: string, kind: string): string => `
create trigger ${table}_attachments after delete on ${table} for each row execute function attachments_go_with('${kind}');
`;
