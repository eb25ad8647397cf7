import { guardTable, type SqlMigration } from '@hiroba/server';
import { jobKinds, jobStates } from '../../domain/copy.ts';

const oneOf = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');

/**
 * Copies from other places, and the jobs that make them or bring in files of many rows. A source has one copy in a place, whoever
 * else copies at the same time. How far a job is, is no public fact: only that it was begun.
 */
export const proposalJobsMigration: SqlMigration = {
  name: '20261129T0400-proposal-jobs',
  sql: `
alter table proposal add column copied_from uuid;
alter table proposal add foreign key (organisation_id, copied_from) references proposal (organisation_id, id);
create unique index proposal_copied on proposal (organisation_id, copied_from, component_id) where copied_from is not null;
create index proposal_link_copies on proposal_link (organisation_id, source_id) where kind = 'COPY';

create table proposal_job (
  id uuid primary key,
  organisation_id uuid not null,
  component_id uuid not null,
  kind text not null check (kind in (${oneOf(jobKinds)})),
  state text not null check (state in (${oneOf(jobStates)})),
  dry_run boolean not null,
  by_id uuid not null,
  office text,
  begun_at timestamptz not null,
  ended_at timestamptz,
  asked jsonb not null,
  total int not null check (total >= 0),
  done int not null check (done >= 0),
  skipped int not null check (skipped >= 0),
  unfit int not null check (unfit >= 0),
  after uuid,
  problems jsonb not null,
  known jsonb not null,
  ignored jsonb not null,
  refusal text,
  file bytea,
  rev int not null default 0,
  unique (organisation_id, id),
  foreign key (organisation_id, component_id) references component (organisation_id, id),
  foreign key (organisation_id, by_id) references person (organisation_id, id),
  check ((state = 'UNDER_WAY') = (ended_at is null)),
  check ((refusal is null) = (state <> 'REFUSED')),
  check (file is null or (kind = 'IMPORT' and state = 'UNDER_WAY')));
create index proposal_job_newest on proposal_job (organisation_id, component_id, begun_at desc, id desc);
create index proposal_job_under_way on proposal_job (begun_at) where state = 'UNDER_WAY';
${guardTable('proposal_job', 'proposal_job', ['state', 'ended_at', 'done', 'skipped', 'unfit', 'after', 'problems', 'refusal'])}
`,
};
