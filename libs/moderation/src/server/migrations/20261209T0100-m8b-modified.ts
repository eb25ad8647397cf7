import type { SqlMigration } from '@hiroba/server';

/**
 * An appeal may put a milder decision in the place of another. Whoever reviewed has taken part in the case from then on, and who took part in an
 * appeal is fixed when it is decided, so that its words can be erased whatever was decided since.
 */
export const modifiedMigration: SqlMigration = {
  name: '20261209T0100-m8b-modified',
  sql: `
alter table mod_appeal drop constraint mod_appeal_outcome_check,
  add constraint mod_appeal_outcome_check check (outcome in ('UPHELD', 'OVERTURNED', 'MODIFIED'));
alter table mod_sanction drop constraint mod_sanction_over_by_check,
  add constraint mod_sanction_over_by_check check (over_by in ('EXPIRED', 'OVERTURNED', 'MODIFIED'));
alter table mod_decision add column replaces_id uuid,
  add foreign key (organisation_id, replaces_id) references mod_decision (organisation_id, id),
  add check (replaces_id <> id),
  add check (replaces_id is null or class <> 'GRAVE');
create unique index mod_decision_replaces on mod_decision (organisation_id, replaces_id) where replaces_id is not null;

create or replace function mod_appeal_participants() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.outcome is not null then
    new.participants := old.participants;
    return new;
  end if;
  new.participants := array(select id from (
    select r.reporter_id from mod_report r where r.organisation_id = new.organisation_id and r.case_id = new.case_id
    union select m.proposer_id from mod_decision m where m.organisation_id = new.organisation_id and m.case_id = new.case_id
    union select m.approver_id from mod_decision m where m.organisation_id = new.organisation_id and m.case_id = new.case_id
    union select p.proposer_id from mod_proposal p where p.organisation_id = new.organisation_id and p.case_id = new.case_id
    union select p.second_id from mod_proposal p where p.organisation_id = new.organisation_id and p.case_id = new.case_id
    union select x.person_id from mod_recusal x where x.organisation_id = new.organisation_id and x.case_id = new.case_id
    union select a.reviewer_id from mod_appeal a where a.organisation_id = new.organisation_id and a.case_id = new.case_id and a.id <> new.id
    union select new.appellant_id) parts (id) where id is not null);
  return new;
end $$;
create or replace function mod_appeal_releasers() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.outcome is not null then return new; end if;
  new.participants := new.participants || array(select r.released_by from mod_release r
    where r.organisation_id = new.organisation_id and r.case_id = new.case_id);
  return new;
end $$;
`,
};
