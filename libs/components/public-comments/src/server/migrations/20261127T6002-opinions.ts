import { guardTable, type SqlMigration } from '@hiroba/server';
import { publicities } from '../../domain/opinion.ts';

const oneOf = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');

/** Opinions, the points inside submissions, each with what the city says to it; and what is left out of the published texts. */
export const opinionsMigration: SqlMigration = {
  name: '20261127T6002-opinions',
  sql: `
create table opinion (
  id uuid primary key,
  organisation_id uuid not null,
  component_id uuid not null,
  round_id uuid not null,
  submission_id uuid not null,
  n int not null check (n > 0),
  ranges jsonb not null,
  group_id uuid,
  office text not null default '',
  disposition text,
  reason text not null default '',
  reply text not null default '',
  plan_change text not null default '',
  publicity text not null default 'FULL' check (publicity in (${oneOf(publicities)})),
  summary text not null default '',
  considered_at timestamptz,
  considered_by uuid,
  rev int not null default 0,
  unique (organisation_id, id),
  unique (organisation_id, submission_id, n) deferrable initially deferred,
  foreign key (organisation_id, round_id) references round (organisation_id, id),
  foreign key (organisation_id, submission_id) references submission (organisation_id, id),
  check ((disposition is null) = (considered_at is null)));
create index opinion_list on opinion (organisation_id, round_id, submission_id, n);
${guardTable('opinion', 'opinion', ['n', 'ranges', 'group_id'])}

create table redaction (
  id uuid primary key,
  organisation_id uuid not null,
  submission_id uuid not null,
  from_point int not null check (from_point >= 0),
  to_point int not null,
  reason text not null,
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  checked_by uuid,
  checked_at timestamptz,
  foreign key (organisation_id, submission_id) references submission (organisation_id, id),
  check (from_point < to_point),
  check (checked_by is null or checked_by <> proposed_by));
create index redaction_of on redaction (organisation_id, submission_id, from_point, id);
`,
};
