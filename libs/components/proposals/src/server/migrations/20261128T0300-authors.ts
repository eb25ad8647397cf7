import type { SqlMigration } from '@hiroba/server';

/**
 * Authors as rows: people, offices, and names for whom the city filed a text. The proposal keeps the ids that rules read under
 * its lock; the first author's row follows from them by itself, and at commit both must say the same.
 */
export const authorsMigration: SqlMigration = {
  name: '20261128T0300-authors',
  sql: `
alter table proposal add column official boolean not null default false;
alter table proposal add column office text;
alter table proposal add column coauthor_ids uuid[] not null default '{}';
alter table proposal add constraint proposal_official check (not official or (office is not null and author_id is null));
create index proposal_coauthor on proposal using gin (coauthor_ids) where coauthor_ids <> '{}';

-- A table and an index cannot share a name.
alter index proposal_author rename to proposal_first_author;
create table proposal_author (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null,
  proposal_id uuid not null,
  position int not null check (position > 0),
  kind text not null check (kind in ('PERSON', 'OFFICE', 'NAMED')),
  person_id uuid,
  name text,
  joined_at timestamptz not null,
  left_at timestamptz,
  unique (organisation_id, proposal_id, position),
  foreign key (organisation_id, proposal_id) references proposal (organisation_id, id) on delete cascade,
  foreign key (organisation_id, person_id) references person (organisation_id, id),
  check ((kind = 'PERSON') = (person_id is not null)),
  check ((kind = 'PERSON') = (name is null)));
create index proposal_author_person on proposal_author (organisation_id, person_id) where person_id is not null;

create function proposal_first_author() returns trigger language plpgsql as $$
begin
  insert into proposal_author (organisation_id, proposal_id, position, kind, person_id, name, joined_at)
  select new.organisation_id, new.id, 1, w.kind, w.person_id, w.name, coalesce(new.drafted_at, new.published_at, new.created_at)
  from (select 'PERSON' as kind, new.author_id as person_id, null as name where new.author_id is not null
        union all select 'OFFICE', null, new.office where new.official
        union all select 'NAMED', null, new.credited_to where new.author_id is null and not new.official and new.credited_to is not null) w;
  return null;
end $$;
create trigger proposal_first_author after insert on proposal for each row execute function proposal_first_author();

insert into proposal_author (organisation_id, proposal_id, position, kind, person_id, name, joined_at)
select organisation_id, id, 1, case when author_id is null then 'NAMED' else 'PERSON' end, author_id,
  case when author_id is null then credited_to end, least(created_at, coalesce(published_at, created_at))
from proposal where author_id is not null or credited_to is not null;

create table proposal_invitation (
  id uuid primary key,
  organisation_id uuid not null,
  proposal_id uuid not null,
  inviter_id uuid not null,
  person_id uuid,
  address_digest text,
  address_shown text,
  token_hash bytea check (octet_length(token_hash) = 32),
  state text not null check (state in ('INVITED', 'ACCEPTED', 'DECLINED', 'CANCELLED', 'EXPIRED')),
  invited_at timestamptz not null,
  expires_at timestamptz not null,
  answered_at timestamptz,
  rev int not null default 0 check (rev = 0),
  unique (organisation_id, id),
  foreign key (organisation_id, proposal_id) references proposal (organisation_id, id) on delete cascade,
  foreign key (organisation_id, inviter_id) references person (organisation_id, id),
  foreign key (organisation_id, person_id) references person (organisation_id, id),
  check ((address_digest is null) = (token_hash is null)),
  check (address_digest is null or address_shown is not null));
create unique index proposal_invitation_person on proposal_invitation (organisation_id, proposal_id, person_id)
  where state = 'INVITED' and address_shown is null;
create unique index proposal_invitation_address on proposal_invitation (organisation_id, proposal_id, address_digest)
  where state = 'INVITED' and address_digest is not null;
create index proposal_invitation_waiting on proposal_invitation (organisation_id, person_id, state) where person_id is not null;
create index proposal_invitation_digest on proposal_invitation (organisation_id, address_digest) where address_digest is not null;

create function proposal_authors_agree(organisation uuid, one uuid) returns void language plpgsql as $$
declare p record; people uuid[];
begin
  select author_id, coauthor_ids into p from proposal where organisation_id = organisation and id = one;
  if not found then return; end if;
  select coalesce(array_agg(w.person_id order by w.position), '{}') into people from proposal_author w
  where w.organisation_id = organisation and w.proposal_id = one and w.left_at is null and w.person_id is not null;
  if people <> array_remove(array[p.author_id], null) || p.coauthor_ids then
    raise exception 'the authors of proposal % and their rows disagree', one using errcode = '23514'; end if;
end $$;
create function proposal_author_agrees() returns trigger language plpgsql as $$
begin
  perform proposal_authors_agree(coalesce(new.organisation_id, old.organisation_id), coalesce(new.proposal_id, old.proposal_id));
  return null;
end $$;
create function proposal_agrees() returns trigger language plpgsql as $$
begin perform proposal_authors_agree(new.organisation_id, new.id); return null; end $$;
create constraint trigger proposal_author_agrees after insert or update or delete on proposal_author
  deferrable initially deferred for each row execute function proposal_author_agrees();
create constraint trigger proposal_agrees after update on proposal deferrable initially deferred for each row
  when (old.coauthor_ids is distinct from new.coauthor_ids or old.author_id is distinct from new.author_id)
  execute function proposal_agrees();
`,
};
