import { guardBeside, guardTable, type SqlMigration } from '@hiroba/server';
import { electorateModes, electorates, secrecyLevels, tieRules, voteTypes } from '../../domain/vote.ts';

const oneOf = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');

/** Votes with their dates, rule and hashes, and what can be chosen in them. */
export const votesMigration: SqlMigration = {
  name: '20261205T8000-votes',
  sql: `
create table vote (
  id uuid primary key,
  organisation_id uuid not null references organisation (id),
  component_id uuid not null,
  title jsonb not null default '{}',
  intro jsonb not null default '{}',
  office text not null,
  type text not null check (type in (${oneOf(voteTypes)})),
  method text not null,
  parameters jsonb not null default '{}',
  secrecy text not null default 'SEPARATED' check (secrecy in (${oneOf(secrecyLevels)})),
  electorate text not null default 'CONFIRMED' check (electorate in (${oneOf(electorates)})),
  electorate_mode text not null default 'SNAPSHOT' check (electorate_mode in (${oneOf(electorateModes)})),
  tie_rule text not null default 'report' check (tie_rule in (${oneOf(tieRules)})),
  lot_source jsonb not null default '{}',
  unique_limit int not null default 5 check (unique_limit between 0 and 100),
  paper boolean not null default false,
  reference text,
  created_at timestamptz not null default now(),
  drafted_at timestamptz,
  opens_at timestamptz,
  closes_at timestamptz,
  announced_at timestamptz,
  opened_at timestamptz,
  frozen_at timestamptz,
  ballots_at timestamptz,
  tallied_at timestamptz,
  result_at timestamptz,
  object_until timestamptz,
  final_at timestamptz,
  voided_at timestamptz,
  document text,
  rule_hash text,
  eligible int,
  ballots int,
  blank int,
  superseded int,
  unique_permille int,
  ballots_hash text,
  result_hash text,
  package_hash text,
  run_by uuid[] not null default '{}',
  rev int not null default 0,
  unique (organisation_id, id),
  unique (organisation_id, reference),
  foreign key (organisation_id, component_id) references component (organisation_id, id),
  check (opens_at is null or closes_at is null or opens_at < closes_at),
  check ((announced_at is null) = (rev = 0)),
  check (announced_at is null or num_nulls(opens_at, closes_at, document, rule_hash) = 0),
  check (frozen_at is null or frozen_at >= closes_at));
create index vote_newest on vote (organisation_id, component_id, announced_at desc, id desc) where rev > 0;
create index vote_drafts on vote (organisation_id, component_id, id) where rev = 0;
create index vote_closing on vote (organisation_id, closes_at, id) where rev > 0 and voided_at is null;
create index vote_running on vote (closes_at) where rev > 0 and voided_at is null and final_at is null;
${guardTable('vote', 'vote')}

create table vote_option (
  organisation_id uuid not null,
  vote_id uuid not null,
  code text not null check (code ~ '^[A-Za-z0-9_./-]{1,40}$'),
  n int not null,
  title jsonb not null,
  text jsonb not null default '{}',
  cost text check (cost ~ '^(0|[1-9][0-9]{0,11})(\\.[0-9]{1,2})?$'),
  category text,
  primary key (organisation_id, vote_id, code),
  foreign key (organisation_id, vote_id) references vote (organisation_id, id) on delete cascade);
${guardBeside('vote_option', 'vote', 'vote_id', 'vote')}
`,
};
