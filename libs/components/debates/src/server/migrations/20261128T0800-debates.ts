import { layouts, sidesOf } from '@hiroba/comments';
import { guardTable, type SqlMigration } from '@hiroba/server';
import { debateMoves } from '../../domain/debate.ts';

const oneOf = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');

/** Debates, and the row of each person's allowance in a place, by which opening more than the limit is refused. */
export const debatesMigration: SqlMigration = {
  name: '20261128T0800-debates',
  sql: `
create table debate (
  id uuid primary key,
  organisation_id uuid not null references organisation (id),
  component_id uuid not null,
  author_id uuid,
  official boolean not null,
  office text,
  state text not null check (state in (${oneOf(debateMoves.states)})),
  question text not null,
  background text not null,
  ask jsonb not null default '{}',
  layout text not null check (layout in (${oneOf(layouts)})),
  alignment text not null check (alignment in (${oneOf(Object.keys(sidesOf))})),
  locale text not null,
  reference text,
  created_at timestamptz not null default now(),
  drafted_at timestamptz,
  published_at timestamptz,
  edited_at timestamptz,
  opens_at timestamptz,
  closes_at timestamptz,
  closed_at timestamptz,
  concluded_at timestamptz,
  conclusion_versions int not null default 0,
  versions int not null default 0,
  updates int not null default 0,
  folded text not null default '',
  tokens text[] not null default '{}',
  search tsvector generated always as (array_to_tsvector(tokens)) stored,
  rev int not null default 0,
  unique (organisation_id, id),
  unique (organisation_id, reference),
  foreign key (organisation_id, component_id) references component (organisation_id, id),
  foreign key (organisation_id, author_id) references person (organisation_id, id),
  check (official = (office is not null)),
  check (official or author_id is not null or state <> 'DRAFT'),
  check (closes_at is null or opens_at is null or opens_at < closes_at),
  check ((state = 'DRAFT') = (published_at is null)),
  check ((state = 'DRAFT') = (rev = 0)));
create index debate_newest on debate (organisation_id, component_id, published_at desc, id desc) where rev > 0;
create index debate_closing on debate (organisation_id, component_id, (coalesce(closes_at, 'infinity')), id) where rev > 0;
create index debate_by_author on debate (organisation_id, author_id, published_at desc, id desc);
create index debate_concluded on debate (organisation_id, concluded_at desc, id desc) where concluded_at is not null;
create index debate_search on debate using gin (search);
${guardTable('debate', 'debate')}

create table debate_allowance (
  organisation_id uuid not null,
  component_id uuid not null,
  person_id uuid not null,
  primary key (organisation_id, component_id, person_id),
  foreign key (organisation_id, component_id) references component (organisation_id, id),
  foreign key (organisation_id, person_id) references person (organisation_id, id));
`,
};
