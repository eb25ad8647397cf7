import { guardLets, type SqlMigration } from '@hiroba/server';

/**
 * Words that are covered in part or taken away, and labels beside texts. What everybody reads stands in the thing itself; what it
 * said before is sealed and kept beside its case, as long as it can come back.
 */
export const coveredWordsMigration: SqlMigration = {
  name: '20261209T0100-m8a-covered-words',
  sql: `
alter table role_grant drop constraint role_grant_role_check,
  add constraint role_grant_role_check check (role in ('STAFF', 'MODERATOR', 'ADMIN', 'AUDITOR', 'SUPPRESSOR')),
  add check (role <> 'SUPPRESSOR' or space_id is null);
alter table mod_proposal drop constraint mod_proposal_kind_check, add column reason_code text,
  add constraint mod_proposal_kind_check check (kind in ('SUSPEND', 'BLOCK', 'SUPPRESS')),
  add check (kind <> 'SUPPRESS' or (days is null and (rule_id in ('R1', 'R3', 'R12') or reason_code is not distinct from 'COURT_ORDER')));
alter table mod_decision drop constraint mod_decision_check2, add constraint mod_decision_check_code check (case kind
  when 'DISMISS' then reason_code is not null
  when 'LABEL' then coalesce(reason_code, '') in ('CONTEXT', 'CONTESTED', 'CORRECTED')
  when 'SUPPRESS' then rule_id in ('R1', 'R3', 'R12') and reason_code is null or coalesce(reason_code, '') = 'COURT_ORDER'
  else reason_code is null end);
create function mod_second_suppresses() returns trigger language plpgsql as $$
begin
  if new.kind = 'SUPPRESS' and not exists (select from role_grant g where g.organisation_id = new.organisation_id and g.person_id = new.approver_id
      and g.role = 'SUPPRESSOR' and g.space_id is null and g.starts_at <= new.decided_at and coalesce(g.ends_at > new.decided_at, true)) then
    raise exception 'words are taken away by a suppressor only' using errcode = '23514'; end if;
  return new;
end $$;
create trigger mod_decision_second_suppresses before insert on mod_decision for each row execute function mod_second_suppresses();
alter table mod_case
  add column redacted boolean not null default false,
  add column label text check (label in ('CONTEXT', 'CONTESTED', 'CORRECTED')),
  add check (visibility <> 'REDACTED' or redacted);
create table mod_original (
  organisation_id uuid not null references organisation (id),
  case_id uuid not null,
  words_enc bytea not null,
  erase_at timestamptz(3),
  primary key (organisation_id, case_id),
  foreign key (organisation_id, case_id) references mod_case (organisation_id, id));
create index mod_original_erase on mod_original (erase_at) where erase_at is not null;
create or replace function mod_follows_case() returns trigger language plpgsql as $$
begin
  if (new.withheld_at is not null) is distinct from coalesce((select c.visibility in ('HIDDEN', 'SUPPRESSED') from mod_case c
      where c.organisation_id = new.organisation_id and c.target_kind = tg_argv[0] and c.target_id = new.id), false) then
    raise exception '%/% is not withheld as its case says', tg_argv[0], new.id using errcode = '23514'; end if;
  return null;
end $$;
create function mod_marks_follow_case() returns trigger language plpgsql as $$
begin
  if (new.redacted_at is not null, new.labelled_at is not null) is distinct from coalesce((select (c.redacted, c.label is not null) from mod_case c
      where c.organisation_id = new.organisation_id and c.target_kind = tg_argv[0] and c.target_id = new.id), (false, false)) then
    raise exception '%/% is not marked as its case says', tg_argv[0], new.id using errcode = '23514'; end if;
  return null;
end $$;
`,
};

/** SQL that lets rows of a table under the guard be covered in part and labelled: since when, which follows from their case and from nothing else. */
export const markableTable = (table: string, kind: string): string => `
alter table ${table} add column redacted_at timestamptz(3), add column labelled_at timestamptz(3);
${guardLets(table, kind, ['redacted_at', 'labelled_at'])}
create constraint trigger ${table}_marks_follow_case after update of redacted_at, labelled_at on ${table}
  deferrable initially deferred for each row execute function mod_marks_follow_case('${kind}');
`;
