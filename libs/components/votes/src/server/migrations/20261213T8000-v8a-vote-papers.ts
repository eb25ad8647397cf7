import { guardBeside, type SqlMigration } from '@hiroba/server';

/** Paper ballots: batches that two people key, what is put right of them later, and the versions of a result that it replaced. */
export const votePapersMigration: SqlMigration = {
  name: '20261213T8000-v8a-vote-papers',
  sql: `
alter table vote add column version int not null default 1 check (version >= 1), add column correction_due timestamptz;

do $$ declare t text; begin
  for t in select tablename from pg_tables where schemaname = 'ballots' and tablename like 'voter\\_%' loop
    execute format('alter table ballots.%I add column paper boolean not null default false, add column roll boolean not null default false', t);
  end loop;
end $$;

create table paper_batch (
  id uuid primary key,
  organisation_id uuid not null,
  vote_id uuid not null,
  n int not null check (n >= 1),
  papers int not null check (papers between 1 and 200),
  differences int,
  invalid int,
  opened_at timestamptz not null,
  taken_at timestamptz,
  unique (organisation_id, id),
  unique (organisation_id, vote_id, n),
  foreign key (organisation_id, vote_id) references vote (organisation_id, id),
  check (num_nulls(taken_at, invalid) in (0, 2)),
  check (invalid between 0 and papers));

create table paper_keying (
  organisation_id uuid not null,
  batch_id uuid not null,
  pass int not null check (pass in (1, 2)),
  person_id uuid not null,
  keyed int not null default 0,
  primary key (organisation_id, batch_id, pass),
  unique (organisation_id, batch_id, person_id),
  foreign key (organisation_id, batch_id) references paper_batch (organisation_id, id) on delete cascade,
  foreign key (organisation_id, person_id) references person (organisation_id, id));
create index paper_keying_person on paper_keying (organisation_id, person_id);

create function paper_batch_twice() returns trigger language plpgsql as $$
begin
  if new.taken_at is not null and (select count(*) from paper_keying k where k.organisation_id = new.organisation_id and k.batch_id = new.id
      and k.keyed = new.papers) <> 2 then
    raise exception 'two people key every paper of a batch' using errcode = '23514'; end if;
  if tg_op = 'UPDATE' and old.taken_at is not null and to_jsonb(new) <> to_jsonb(old) then
    raise exception 'what was taken into the ballot box stays as it is' using errcode = '23514'; end if;
  return new;
end $$;
create trigger paper_batch_twice before insert or update on paper_batch for each row execute function paper_batch_twice();

create table vote_correction (
  organisation_id uuid not null,
  vote_id uuid not null,
  version int not null check (version >= 2),
  batch int not null,
  added int not null,
  removed int not null,
  reason text not null,
  first_id uuid not null,
  second_id uuid not null,
  at timestamptz not null,
  primary key (organisation_id, vote_id, version),
  foreign key (organisation_id, vote_id, batch) references paper_batch (organisation_id, vote_id, n),
  foreign key (organisation_id, first_id) references person (organisation_id, id),
  foreign key (organisation_id, second_id) references person (organisation_id, id),
  check (second_id <> first_id));
create index vote_correction_batch on vote_correction (organisation_id, vote_id, batch);
${guardBeside('vote_correction', 'vote', 'vote_id')}

create table vote_version_file (
  organisation_id uuid not null,
  vote_id uuid not null,
  version int not null,
  name text not null,
  body text not null,
  public boolean not null,
  primary key (organisation_id, vote_id, version, name),
  foreign key (organisation_id, vote_id) references vote (organisation_id, id));
${guardBeside('vote_version_file', 'vote', 'vote_id')}

alter table vote_second drop constraint vote_second_act_check,
  add constraint vote_second_act_check check (act in ('VOID', 'LOT', 'OVERRIDE', 'CORRECTION', 'CODE'));
`,
};
