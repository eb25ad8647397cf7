import { guardLets, type SqlMigration } from '@hiroba/server';

/**
 * What the desk of moderators sorts by, who has taken which case, and by what texts are compared with each other. None of it is
 * public, so the log has no part in it; all but the leases follows from reports, signals, appeals and texts, and can be made anew.
 */
export const deskMigration: SqlMigration = {
  name: '20261207T4000-desk',
  sql: `
alter table mod_case
  add column asks text not null default 'REPORTED' check (asks in ('REPORTED', 'WARNED', 'APPEALED', 'HELD')),
  add column priority int not null default 0,
  add column points jsonb not null default '{}',
  add column opened_at timestamptz(3),
  add column ages_at timestamptz(3),
  add column lease_by uuid,
  add column lease_until timestamptz(3),
  add check ((lease_by is null) = (lease_until is null)),
  add foreign key (organisation_id, lease_by) references person (organisation_id, id);
${guardLets('mod_case', 'case', ['asks', 'priority', 'points', 'opened_at', 'ages_at', 'lease_by', 'lease_until'])}
create index mod_case_queue on mod_case (organisation_id, priority desc, id desc) where due_at is not null;
create index mod_case_lease on mod_case (organisation_id, lease_by, priority desc, id desc) where due_at is not null and lease_by is not null;
create index mod_case_ages on mod_case (ages_at) where ages_at is not null;
create index mod_case_unsorted on mod_case (due_at) where due_at is not null and opened_at is null;
alter table mod_report add column network text;
create index mod_report_case on mod_report (organisation_id, case_id, reported_at);
create table mod_print (
  organisation_id uuid not null references organisation (id),
  kind text not null,
  target_id uuid not null,
  component_id uuid not null,
  author_ids uuid[] not null,
  published_at timestamptz(3) not null,
  bands int[] not null,
  hosts text[] not null,
  primary key (organisation_id, kind, target_id),
  foreign key (organisation_id, component_id) references component (organisation_id, id));
create index mod_print_authors on mod_print using gin (author_ids);
create index mod_print_bands on mod_print using gin (bands);
create index mod_print_hosts on mod_print using gin (hosts);
create index mod_print_time on mod_print (organisation_id, published_at, target_id);
create index mod_report_network on mod_report (reported_at) where network is not null;
`,
};
