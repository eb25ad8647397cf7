import type { SqlMigration } from '@hiroba/server';

/** What became of what: merges, splits and copies as links that stay, also when they were undone; and supports that went along. */
export const mergingMigration: SqlMigration = {
  name: '20261128T0300-merging',
  sql: `
alter table proposal drop constraint proposal_state_check;
alter table proposal add constraint proposal_state_check check (state in ('DRAFT', 'PUBLISHED', 'WITHDRAWN', 'MERGED', 'SPLIT'));
alter table proposal_support add column carried boolean not null default false;

create table proposal_link (
  organisation_id uuid not null,
  source_id uuid not null,
  result_id uuid not null,
  kind text not null check (kind in ('MERGE', 'SPLIT', 'COPY')),
  carried boolean not null default false,
  position int not null,
  made_at timestamptz not null,
  undone_at timestamptz,
  undone_because text,
  primary key (organisation_id, source_id, result_id),
  foreign key (organisation_id, source_id) references proposal (organisation_id, id),
  foreign key (organisation_id, result_id) references proposal (organisation_id, id),
  check (source_id <> result_id),
  check ((undone_at is null) = (undone_because is null)));
create unique index proposal_link_merged on proposal_link (organisation_id, source_id) where kind = 'MERGE' and undone_at is null;
create index proposal_link_result on proposal_link (organisation_id, result_id);

create function proposal_link_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.undone_at is null and new.undone_at is not null
     and to_jsonb(new) - '{undone_at,undone_because}'::text[] = to_jsonb(old) - '{undone_at,undone_because}'::text[] then return new; end if;
  raise exception 'links between proposals stay' using errcode = '42501';
end $$;
create trigger proposal_link_stays before update or delete on proposal_link for each row execute function proposal_link_stays();
`,
};
