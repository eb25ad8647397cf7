import type { SqlMigration } from '@hiroba/server';

/** Texts that staff enter for others: when they reached the city, and for whose account, so that limits hold on paper too. */
export const enteredProposalsMigration: SqlMigration = {
  name: '20261128T1040-entered-proposals',
  sql: `
alter table proposal add column received_at timestamptz;

create table proposal_entered_for (
  organisation_id uuid not null,
  proposal_id uuid not null,
  component_id uuid not null,
  person_id uuid not null,
  primary key (organisation_id, proposal_id),
  foreign key (organisation_id, proposal_id) references proposal (organisation_id, id) on delete cascade,
  foreign key (organisation_id, person_id) references person (organisation_id, id));
create index proposal_entered_for_person on proposal_entered_for (organisation_id, component_id, person_id);
`,
};
