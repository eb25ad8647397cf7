import type { SqlMigration } from '../library.ts';

/** Log entries as lists show them: a narrow copy, written with the entry, in the orders in which it is read. */
export const logLinesMigration: SqlMigration = {
  name: '20261129T0100-log-lines',
  sql: `
create table log_line (
  entry_id bigint not null,
  organisation_id uuid not null references organisation (id),
  list text not null check (list in ('ACTIVITY', 'REGISTER')),
  kind text not null,
  at timestamptz not null,
  space_id uuid,
  subject_id text,
  primary key (organisation_id, entry_id, list));
create index log_line_list on log_line (organisation_id, list, at desc, entry_id desc);
create index log_line_kind on log_line (organisation_id, list, kind, at desc, entry_id desc);
create index log_line_space on log_line (organisation_id, space_id, list, at desc, entry_id desc);
create index log_line_subject on log_line (organisation_id, subject_id, list);
`,
};
