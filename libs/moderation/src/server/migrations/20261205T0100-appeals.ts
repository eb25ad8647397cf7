import type { SqlMigration } from '@hiroba/server';

/** Appeals, and that nobody who took part in a case decides about them: held by the database besides the rule. */
export const appealsMigration: SqlMigration = {
  name: '20261205T0100-appeals',
  sql: `
create table mod_appeal (
  id uuid primary key,
  organisation_id uuid not null references organisation (id),
  case_id uuid not null,
  decision_id uuid not null,
  appellant_id uuid not null,
  appellant text not null check (appellant in ('AUTHOR', 'REPORTER')),
  text text not null,
  locale text not null,
  appealed_at timestamptz(3) not null,
  participants uuid[] not null default '{}',
  outcome text check (outcome in ('UPHELD', 'OVERTURNED')),
  answer text,
  answer_locale text,
  reviewer_id uuid,
  reviewed_at timestamptz(3),
  unique (organisation_id, decision_id, appellant_id),
  check (reviewer_id <> all (participants)),
  check (num_nulls(outcome, answer, answer_locale, reviewer_id, reviewed_at) in (0, 5)),
  foreign key (organisation_id, case_id) references mod_case (organisation_id, id),
  foreign key (organisation_id, decision_id) references mod_decision (organisation_id, id),
  foreign key (organisation_id, appellant_id) references person (organisation_id, id),
  foreign key (organisation_id, reviewer_id) references person (organisation_id, id));
create index mod_appeal_case on mod_appeal (organisation_id, case_id);
create unique index mod_appeal_open on mod_appeal (organisation_id, case_id) where outcome is null;
create function mod_appeal_participants() returns trigger language plpgsql as $$
begin
  new.participants := array(
    select r.reporter_id from mod_report r where r.organisation_id = new.organisation_id and r.case_id = new.case_id
    union select m.proposer_id from mod_decision m where m.organisation_id = new.organisation_id and m.case_id = new.case_id
    union select m.approver_id from mod_decision m where m.organisation_id = new.organisation_id and m.case_id = new.case_id and m.approver_id is not null
    union select new.appellant_id);
  return new;
end $$;
create trigger mod_appeal_participants before insert or update on mod_appeal for each row execute function mod_appeal_participants();
`,
};
