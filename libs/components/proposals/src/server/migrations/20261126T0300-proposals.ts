import { guardTable, type SqlMigration } from '@hiroba/server';
import { answerKinds } from '../../domain/proposal.ts';

const oneOf = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');

/**
 * Proposals, and who supports them. A person's allowance is the row that their supports are locked by, and the only link from
 * a support to a person: once it is deleted, supports stay counted and nobody can say whose they were.
 */
export const proposalsMigration: SqlMigration = {
  name: '20261126T0300-proposals',
  sql: `
create table proposal (
  id uuid primary key,
  organisation_id uuid not null references organisation (id),
  component_id uuid not null,
  author_id uuid,
  state text not null check (state in ('DRAFT', 'PUBLISHED', 'WITHDRAWN')),
  title text not null,
  body text not null,
  category text,
  locale text not null,
  reference text,
  credited_to text,
  external_id text,
  origin text,
  created_at timestamptz not null default now(),
  drafted_at timestamptz,
  published_at timestamptz,
  edited_at timestamptz,
  withdrawn_at timestamptz,
  versions int not null default 0,
  threshold_reached_at timestamptz,
  answer_due_at timestamptz,
  answer_kind text check (answer_kind in (${oneOf(answerKinds)})),
  answered_at timestamptz,
  answer_versions int not null default 0,
  answer_office text,
  folded text not null default '',
  tokens text[] not null default '{}',
  search tsvector generated always as (array_to_tsvector(tokens)) stored,
  rev int not null default 0,
  unique (organisation_id, id),
  unique (organisation_id, component_id, external_id),
  unique (organisation_id, reference),
  foreign key (organisation_id, component_id) references component (organisation_id, id),
  foreign key (organisation_id, author_id) references person (organisation_id, id),
  check ((state = 'DRAFT') = (published_at is null)),
  check ((state = 'DRAFT') = (rev = 0)));
create index proposal_newest on proposal (organisation_id, component_id, published_at desc, id desc) where rev > 0;
create index proposal_author on proposal (organisation_id, author_id, component_id);
create index proposal_search on proposal using gin (search);
${guardTable('proposal', 'proposal')}

create table proposal_allowance (
  organisation_id uuid not null,
  component_id uuid not null,
  person_id uuid not null,
  supporter uuid not null default gen_random_uuid(),
  primary key (organisation_id, component_id, person_id),
  unique (organisation_id, supporter),
  foreign key (organisation_id, component_id) references component (organisation_id, id),
  foreign key (organisation_id, person_id) references person (organisation_id, id));

create table proposal_support (
  organisation_id uuid not null,
  component_id uuid not null,
  proposal_id uuid not null,
  supporter uuid not null,
  day date not null,
  primary key (organisation_id, proposal_id, supporter),
  foreign key (organisation_id, component_id) references component (organisation_id, id),
  foreign key (organisation_id, proposal_id) references proposal (organisation_id, id));
create index proposal_support_supporter on proposal_support (organisation_id, component_id, supporter);
`,
};
