import { guardLets, type SqlMigration } from '@hiroba/server';

/** What people report of texts. Who reported is kept for the outcome to reach them, and is told to nobody. */
export const reportsMigration: SqlMigration = {
  name: '20261204T0100-reports',
  sql: `
alter table mod_case add column due_at timestamptz(3), add check ((state in ('DECIDED', 'DISMISSED', 'MERGED')) = (due_at is null));
${guardLets('mod_case', 'case', ['due_at'])}
create index mod_case_due on mod_case (organisation_id, due_at, id) where due_at is not null;
alter table mod_decision add unique (organisation_id, id), add column reason_code text, add check ((kind = 'DISMISS') = (reason_code is not null));
create table mod_report (
  id uuid primary key,
  organisation_id uuid not null references organisation (id),
  case_id uuid not null,
  reporter_id uuid not null,
  rule_id text not null,
  rule_version int not null,
  note text not null,
  locale text not null,
  source text not null check (source in ('PARTICIPANT', 'VISITOR', 'STAFF', 'SIGNAL', 'AUTHORITY')),
  reported_at timestamptz(3) not null,
  decision_id uuid,
  unique (organisation_id, case_id, reporter_id),
  foreign key (organisation_id, case_id) references mod_case (organisation_id, id),
  foreign key (organisation_id, reporter_id) references person (organisation_id, id),
  foreign key (organisation_id, decision_id) references mod_decision (organisation_id, id));
create index mod_report_reporter on mod_report (organisation_id, reporter_id, reported_at);
`,
};
