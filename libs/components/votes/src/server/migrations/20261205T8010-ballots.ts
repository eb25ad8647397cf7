import { guardBeside, guardTable, type SqlMigration } from '@hiroba/server';

/** Where ballots lie while a vote is open, what is left of them afterwards, and who stands for what nobody does alone. */
export const ballotsMigration: SqlMigration = {
  name: '20261205T8010-ballots',
  sql: `
create schema ballots;

alter table vote add column key_check text;

create table ballot_box (
  id uuid primary key,
  organisation_id uuid not null,
  component_id uuid not null,
  digests int not null default 0,
  voted int not null default 0,
  counted_at timestamptz,
  rev int not null default 0,
  unique (organisation_id, id),
  foreign key (organisation_id, id) references vote (organisation_id, id));
${guardTable('ballot_box', 'ballot_box')}

create table electorate (
  organisation_id uuid not null,
  vote_id uuid not null,
  person_id uuid not null,
  channel text check (channel in ('ONLINE', 'COUNTER')),
  primary key (organisation_id, vote_id, person_id),
  foreign key (organisation_id, vote_id) references vote (organisation_id, id));
create index electorate_person on electorate (organisation_id, person_id);
${guardBeside('electorate', 'vote', 'vote_id')}

create table open_ballot (
  organisation_id uuid not null,
  vote_id uuid not null,
  person_id uuid not null,
  ballot text not null,
  primary key (organisation_id, vote_id, person_id),
  foreign key (organisation_id, vote_id) references vote (organisation_id, id));
${guardBeside('open_ballot', 'vote', 'vote_id')}

create table vote_file (
  organisation_id uuid not null,
  vote_id uuid not null,
  name text not null check (name ~ '^[a-z0-9-]+(\\.[a-z0-9]+)?$'),
  body text not null,
  public boolean not null,
  primary key (organisation_id, vote_id, name),
  foreign key (organisation_id, vote_id) references vote (organisation_id, id));
${guardBeside('vote_file', 'vote', 'vote_id')}

create table vote_second (
  organisation_id uuid not null,
  vote_id uuid not null,
  act text not null check (act in ('VOID', 'LOT')),
  text text not null,
  first_id uuid not null,
  second_id uuid,
  asked_at timestamptz not null,
  primary key (organisation_id, vote_id, act),
  foreign key (organisation_id, vote_id) references vote (organisation_id, id),
  foreign key (organisation_id, first_id) references person (organisation_id, id),
  foreign key (organisation_id, second_id) references person (organisation_id, id),
  check (second_id is null or second_id <> first_id));

create table vote_objection (
  id uuid primary key,
  organisation_id uuid not null,
  vote_id uuid not null,
  person_id uuid,
  text text not null,
  at timestamptz not null,
  decision text check (decision in ('DISMISSED', 'CORRECTED', 'VOID')),
  reason text,
  decided_by uuid,
  decided_at timestamptz,
  unique (organisation_id, id),
  foreign key (organisation_id, vote_id) references vote (organisation_id, id),
  foreign key (organisation_id, person_id) references person (organisation_id, id),
  foreign key (organisation_id, decided_by) references person (organisation_id, id),
  check (num_nulls(decision, reason, decided_by, decided_at) in (0, 4)));
create index vote_objection_of on vote_objection (organisation_id, vote_id, at, id);
${guardBeside('vote_objection', 'vote', 'vote_id')}
create function vote_objection_judge() returns trigger language plpgsql as $$
begin
  if new.decided_by is not null and exists (select from vote v where v.organisation_id = new.organisation_id and v.id = new.vote_id
      and new.decided_by = any(v.run_by)) then
    raise exception 'whoever ran a vote decides no objection to it' using errcode = '23514'; end if;
  return new;
end $$;
create trigger vote_objection_judge before insert or update on vote_objection for each row execute function vote_objection_judge();
create function vote_second_needed() returns trigger language plpgsql as $$
begin
  if new.voided_at is not null and old.voided_at is null and not exists (select from vote_second s where s.organisation_id = new.organisation_id
      and s.vote_id = new.id and s.act = 'VOID' and s.second_id is not null) and not exists (select from vote_objection o
      where o.organisation_id = new.organisation_id and o.vote_id = new.id and o.decision = 'VOID') then
    raise exception 'two members of staff annul a vote' using errcode = '23514'; end if;
  return new;
end $$;
create trigger vote_second_needed before update on vote for each row execute function vote_second_needed();
`,
};
