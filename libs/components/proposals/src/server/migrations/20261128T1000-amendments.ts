import { guardTable, type SqlMigration } from '@hiroba/server';
import { amendmentMoves } from '../../domain/amendment.ts';

/** Changes that others propose to a proposal, each written against a version of it. */
export const amendmentsMigration: SqlMigration = {
  name: '20261128T1000-amendments',
  sql: `
alter table proposal add column amends_id uuid;
create table amendment (
  id uuid primary key,
  organisation_id uuid not null references organisation (id),
  component_id uuid not null,
  proposal_id uuid not null,
  author_id uuid,
  state text not null check (state in (${amendmentMoves.states.map((state) => `'${state}'`).join(', ')})),
  version int not null,
  title text not null,
  body text not null,
  locale text not null,
  created_at timestamptz not null default now(),
  drafted_at timestamptz,
  opened_at timestamptz,
  decided_at timestamptz,
  reason text,
  promoted_to uuid,
  rev int not null default 0,
  unique (organisation_id, id),
  foreign key (organisation_id, component_id) references component (organisation_id, id),
  foreign key (organisation_id, proposal_id) references proposal (organisation_id, id),
  foreign key (organisation_id, author_id) references person (organisation_id, id),
  foreign key (organisation_id, promoted_to) references proposal (organisation_id, id),
  check ((state = 'DRAFT') = (rev = 0)),
  check ((state = 'DRAFT') = (opened_at is null)),
  check ((state = 'PROMOTED') = (promoted_to is not null)));
create index amendment_of_proposal on amendment (organisation_id, proposal_id, opened_at desc, id desc) where rev > 0;
create index amendment_by_author on amendment (organisation_id, author_id, opened_at desc, id desc);
${guardTable('amendment', 'amendment')}
`,
};
