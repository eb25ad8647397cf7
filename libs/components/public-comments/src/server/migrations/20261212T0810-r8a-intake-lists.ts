import type { SqlMigration } from '@hiroba/server';

/** Rows of lists that were brought to the intake, by keyed digests alone: the same row again changes nothing. */
export const intakeListsMigration: SqlMigration = {
  name: '20261212T0810-r8a-intake-lists',
  sql: `
create table vault.intake_row (
  organisation_id uuid not null,
  round_id uuid not null,
  row_key text not null,
  content text not null,
  submission_id uuid not null,
  primary key (organisation_id, round_id, row_key),
  foreign key (organisation_id, round_id) references round (organisation_id, id),
  foreign key (organisation_id, submission_id) references submission (organisation_id, id));
alter table vault.submission_file drop constraint submission_file_what_check;
alter table vault.submission_file add constraint submission_file_what_check check (what in ('SENT', 'SCAN', 'MAIL', 'LIST'));
`,
};
