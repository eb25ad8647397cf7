import { guardTable, type SqlMigration } from '@hiroba/server';

/**
 * Answers that are prepared, and those the clock brings. What is scheduled stands beside the answer in force and takes its place at
 * its instant by comparison, not by a job; a prepared text lives apart, so that a read which forgets the clock shows too little and
 * never too much.
 */
export const answersMigration: SqlMigration = {
  name: '20261128T0200-answers',
  sql: `
alter table proposal
  add column answer_status text,
  add column next_answer_at timestamptz,
  add column next_answer_kind text check (next_answer_kind in ('EVALUATING', 'ACCEPTED', 'PARTLY', 'REJECTED', 'OTHER')),
  add column next_answer_status text,
  add column next_answer_office text,
  add check (num_nulls(next_answer_at, next_answer_kind, next_answer_office) in (0, 3));
create index proposal_next_answer on proposal (organisation_id, next_answer_at, id) where next_answer_at is not null;

create table proposal_answer_draft (
  id uuid primary key,
  organisation_id uuid not null,
  component_id uuid not null,
  proposal_id uuid not null,
  content jsonb not null,
  reason text,
  edition int not null,
  edited_at timestamptz not null,
  publish_at timestamptz,
  rev int not null default 0 check (rev = 0),
  unique (organisation_id, proposal_id),
  foreign key (organisation_id, proposal_id) references proposal (organisation_id, id));
create index proposal_answer_prepared on proposal_answer_draft (organisation_id, edited_at desc, proposal_id) where publish_at is null;
${guardTable('proposal_answer_draft', 'proposal_answer')}`,
};
