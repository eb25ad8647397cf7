import { guardLets, type SqlMigration } from '@hiroba/server';
import { groupingWays } from '../../domain/grouping.ts';

const oneOf = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');

/** Groups of opinions: by which text an opinion is found again, where it stands, and every act that put it there. */
export const groupsMigration: SqlMigration = {
  name: '20261210T6600-groups',
  sql: `
alter table opinion add column text_key text, add column apart boolean not null default false, add column assigned text not null default '', add column due_on date;
${guardLets('opinion', 'opinion', ['text_key', 'apart', 'assigned', 'due_on'])}
create index opinion_same on opinion (organisation_id, round_id, text_key) where text_key is not null;
create index opinion_members on opinion (organisation_id, round_id, group_id) where group_id is not null;
create index opinion_heads on opinion (organisation_id, round_id, id) where group_id is null or group_id = id;

create table opinion_grouping (
  id uuid primary key,
  organisation_id uuid not null,
  round_id uuid not null,
  group_id uuid not null,
  how text not null check (how in (${oneOf(groupingWays)})),
  n int not null,
  changes jsonb not null,
  decided_by uuid not null,
  decided_at timestamptz not null,
  undone_by uuid,
  undone_at timestamptz,
  foreign key (organisation_id, round_id) references round (organisation_id, id));
create index opinion_grouping_of on opinion_grouping (organisation_id, round_id, decided_at, id);
create function opinion_grouping_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.undone_at is not null or to_jsonb(new) - '{undone_by,undone_at}'::text[] <> to_jsonb(old) - '{undone_by,undone_at}'::text[] then
    raise exception 'what was grouped stays written down' using errcode = '23514'; end if;
  return new;
end $$;
create trigger opinion_grouping_stays before update or delete on opinion_grouping for each row execute function opinion_grouping_stays();
`,
};
