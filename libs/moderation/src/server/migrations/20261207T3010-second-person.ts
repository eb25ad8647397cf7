import { guardLets, type SqlMigration } from '@hiroba/server';

/**
 * Grave decisions by two persons, decisions about people that end by themselves, texts out of sight before anything is decided, and who
 * stepped back: held by the database besides the rules.
 */
export const secondPersonMigration: SqlMigration = {
  name: '20261207T3010-second-person',
  sql: `
alter table mod_policy_rule add column added_at timestamptz(3) not null default now();
alter table mod_case add column interim_until timestamptz(3), add column had_interim boolean not null default false,
  add column breached_due_at timestamptz(3), add check (interim_until is null or visibility = 'HIDDEN');
${guardLets('mod_case', 'case', ['had_interim', 'breached_due_at'])}
create index mod_case_interim on mod_case (interim_until) where interim_until is not null;
alter table mod_decision add column ends_at timestamptz(3),
  add check (kind not in ('BLOCK', 'SUPPRESS') or class = 'GRAVE'),
  add check (kind <> 'SUSPEND' or class = 'GRAVE' or ends_at <= decided_at + interval '168 hours'),
  add check (kind not in ('SUSPEND', 'LIMIT_REPORTING', 'INTERIM_HIDE') or ends_at is not null),
  add check (kind <> 'INTERIM_HIDE' or ends_at <= decided_at + interval '72 hours');
create table mod_proposal (
  id uuid primary key,
  organisation_id uuid not null references organisation (id),
  case_id uuid not null,
  kind text not null check (kind in ('SUSPEND', 'BLOCK')),
  rule_id text not null,
  rule_version int not null,
  explanation text not null,
  locale text not null,
  days int check (days >= 1),
  content_date timestamptz(3) not null,
  proposer_id uuid not null,
  proposed_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  outcome text check (outcome in ('APPROVED', 'DECLINED', 'EXPIRED')),
  answer text,
  second_id uuid,
  check (second_id <> proposer_id),
  check ((outcome in ('APPROVED', 'DECLINED')) = (second_id is not null)),
  foreign key (organisation_id, case_id) references mod_case (organisation_id, id),
  foreign key (organisation_id, rule_id, rule_version) references mod_policy_rule (organisation_id, id, version),
  foreign key (organisation_id, proposer_id) references person (organisation_id, id),
  foreign key (organisation_id, second_id) references person (organisation_id, id));
create unique index mod_proposal_open on mod_proposal (organisation_id, case_id) where outcome is null;
create table mod_sanction (
  organisation_id uuid not null references organisation (id),
  decision_id uuid not null,
  person_id uuid not null,
  kind text not null check (kind in ('LIMIT_REPORTING', 'SUSPEND', 'BLOCK')),
  starts_at timestamptz(3) not null,
  ends_at timestamptz(3),
  over_at timestamptz(3),
  over_by text check (over_by in ('EXPIRED', 'OVERTURNED')),
  primary key (organisation_id, decision_id),
  check (num_nulls(over_at, over_by) in (0, 2)),
  check ((kind = 'BLOCK') = (ends_at is null)),
  foreign key (organisation_id, decision_id) references mod_decision (organisation_id, id),
  foreign key (organisation_id, person_id) references person (organisation_id, id));
create index mod_sanction_person on mod_sanction (organisation_id, person_id) where over_at is null;
create index mod_sanction_end on mod_sanction (ends_at) where over_at is null;
create table mod_recusal (
  organisation_id uuid not null references organisation (id),
  case_id uuid not null,
  person_id uuid not null,
  recused_at timestamptz(3) not null,
  primary key (organisation_id, case_id, person_id),
  foreign key (organisation_id, case_id) references mod_case (organisation_id, id),
  foreign key (organisation_id, person_id) references person (organisation_id, id));

create function mod_not_recused() returns trigger language plpgsql as $$
begin
  if exists (select from mod_recusal r where r.organisation_id = new.organisation_id and r.case_id = new.case_id
      and r.person_id in (new.proposer_id, new.approver_id)) or exists (select from mod_report r where r.organisation_id = new.organisation_id
      and r.case_id = new.case_id and r.reporter_id in (new.proposer_id, new.approver_id)) then
    raise exception 'whoever is recused decides nothing' using errcode = '23514'; end if;
  return new;
end $$;
create trigger mod_decision_not_recused before insert on mod_decision for each row execute function mod_not_recused();

create or replace function mod_appeal_participants() returns trigger language plpgsql as $$
begin
  new.participants := array(
    select r.reporter_id from mod_report r where r.organisation_id = new.organisation_id and r.case_id = new.case_id
    union select m.proposer_id from mod_decision m where m.organisation_id = new.organisation_id and m.case_id = new.case_id
    union select m.approver_id from mod_decision m where m.organisation_id = new.organisation_id and m.case_id = new.case_id and m.approver_id is not null
    union select p.proposer_id from mod_proposal p where p.organisation_id = new.organisation_id and p.case_id = new.case_id
    union select p.second_id from mod_proposal p where p.organisation_id = new.organisation_id and p.case_id = new.case_id and p.second_id is not null
    union select x.person_id from mod_recusal x where x.organisation_id = new.organisation_id and x.case_id = new.case_id
    union select new.appellant_id);
  return new;
end $$;
`,
};
