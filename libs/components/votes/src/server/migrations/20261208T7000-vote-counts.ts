import { guardBeside, type SqlMigration } from '@hiroba/server';
import { overrideCodes, overrideKinds } from '../../domain/adoption.ts';

const oneOf = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');

/** How far counts are, what rules would have done, and where a decision departs from the count. */
export const voteCountsMigration: SqlMigration = {
  name: '20261208T7000-v7a-vote-counts',
  sql: `
create table vote_count (
  organisation_id uuid not null,
  vote_id uuid not null,
  rounds int not null,
  awaits_lot text,
  at timestamptz not null,
  primary key (organisation_id, vote_id),
  foreign key (organisation_id, vote_id) references vote (organisation_id, id) on delete cascade);

alter table vote add column preview jsonb;

alter table vote_second drop constraint vote_second_act_check, add constraint vote_second_act_check check (act in ('VOID', 'LOT', 'OVERRIDE'));

create table vote_override (
  id uuid primary key,
  organisation_id uuid not null,
  vote_id uuid not null,
  option text not null,
  kind text not null check (kind in (${oneOf(overrideKinds)})),
  replacement text,
  code text not null check (code in (${oneOf(overrideCodes)})),
  reason text not null,
  office text not null,
  document text,
  first_id uuid not null,
  second_id uuid not null,
  at timestamptz not null,
  unique (organisation_id, id),
  foreign key (organisation_id, vote_id) references vote (organisation_id, id),
  foreign key (organisation_id, vote_id, option) references vote_option (organisation_id, vote_id, code),
  foreign key (organisation_id, vote_id, replacement) references vote_option (organisation_id, vote_id, code),
  foreign key (organisation_id, first_id) references person (organisation_id, id),
  foreign key (organisation_id, second_id) references person (organisation_id, id),
  check (second_id <> first_id),
  check ((kind = 'REPLACE_BY') = (replacement is not null)));
create index vote_override_of on vote_override (organisation_id, vote_id, at, id);
create index vote_override_option on vote_override (organisation_id, vote_id, option);
${guardBeside('vote_override', 'vote', 'vote_id')}
`,
};
