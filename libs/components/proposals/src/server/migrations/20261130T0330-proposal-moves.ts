import type { SqlMigration } from '@hiroba/server';

/** From where a proposal came when it was moved, whose act that was, and why: everybody may read it on its page. */
export const proposalMovesMigration: SqlMigration = {
  name: '20261130T0330-proposal-moves',
  sql: `
alter table proposal add column moved_at timestamptz;
create table proposal_move (
  id bigint generated always as identity primary key,
  organisation_id uuid not null,
  proposal_id uuid not null,
  at timestamptz not null,
  from_id uuid not null,
  into_id uuid not null,
  office text,
  reason text not null,
  foreign key (organisation_id, proposal_id) references proposal (organisation_id, id),
  foreign key (organisation_id, from_id) references component (organisation_id, id),
  foreign key (organisation_id, into_id) references component (organisation_id, id));
create index proposal_move_of on proposal_move (organisation_id, proposal_id, id);
create trigger proposal_move_stays before update or delete on proposal_move for each row execute function proposal_link_stays();
`,
};
