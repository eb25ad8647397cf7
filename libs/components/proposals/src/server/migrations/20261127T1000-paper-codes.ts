import { guardTable, type SqlMigration } from '@hiroba/server';

/** The codes that people got on paper for what was entered for them: only their digests, one of a text in force. */
export const paperCodesMigration: SqlMigration = {
  name: '20261127T1000-paper-codes',
  sql: `
create table proposal_paper_code (
  id uuid primary key,
  organisation_id uuid not null,
  proposal_id uuid not null,
  code_hash bytea not null check (octet_length(code_hash) = 32),
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  tries int not null default 0,
  used_at timestamptz,
  cancelled_at timestamptz,
  rev int not null default 0 check (rev = 0),
  unique (organisation_id, id),
  unique (organisation_id, code_hash),
  foreign key (organisation_id, proposal_id) references proposal (organisation_id, id) on delete cascade);
create unique index proposal_paper_code_in_force on proposal_paper_code (organisation_id, proposal_id)
  where used_at is null and cancelled_at is null;
${guardTable('proposal_paper_code', 'paper_code')}
`,
};
