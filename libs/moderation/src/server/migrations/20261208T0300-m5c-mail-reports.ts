import type { SqlMigration } from '@hiroba/server';

/**
 * Reports by people without an account. What was asked for waits here until its address has said yes; only then it is a report in a case.
 * The address is sealed, and goes with its digest when the case is over for whoever reported.
 */
export const mailReportsMigration: SqlMigration = {
  name: '20261208T0300-m5c-mail-reports',
  sql: `
create table mod_mail_report (
  id uuid primary key,
  organisation_id uuid not null references organisation (id),
  target_kind text not null,
  target_id uuid not null,
  rule_id text not null,
  rule_version int not null,
  note text not null,
  locale text not null,
  network text,
  contact text,
  address_digest text,
  asked_at timestamptz(3) not null,
  mail_at timestamptz(3) not null,
  mailed_at timestamptz(3),
  confirmed_at timestamptz(3),
  answer_by timestamptz(3),
  answered_at timestamptz(3),
  breached_at timestamptz(3),
  unique (organisation_id, id),
  check ((contact is null) = (address_digest is null)),
  check ((confirmed_at is null) = (answer_by is null)),
  check (confirmed_at is not null or (contact is not null and answered_at is null and breached_at is null)),
  foreign key (organisation_id, rule_id, rule_version) references mod_policy_rule (organisation_id, id, version));
create index mod_mail_report_address on mod_mail_report (organisation_id, address_digest, mail_at desc) where address_digest is not null;
create index mod_mail_report_network on mod_mail_report (organisation_id, network, mail_at desc) where network is not null;
create index mod_mail_report_queue on mod_mail_report (mail_at) where mailed_at is null;
create index mod_mail_report_waiting on mod_mail_report (mail_at) where confirmed_at is null;
create index mod_mail_report_answer on mod_mail_report (answer_by) where answered_at is null and breached_at is null;
alter table mod_report alter column reporter_id drop not null, add column mail_report_id uuid,
  add check (num_nonnulls(reporter_id, mail_report_id) = 1),
  add unique (organisation_id, mail_report_id),
  add foreign key (organisation_id, mail_report_id) references mod_mail_report (organisation_id, id);
alter table mod_appeal alter column appellant_id drop not null, add column mail_report_id uuid,
  add check (num_nonnulls(appellant_id, mail_report_id) = 1),
  add check (mail_report_id is null or appellant = 'REPORTER'),
  add unique (organisation_id, decision_id, mail_report_id),
  add foreign key (organisation_id, mail_report_id) references mod_mail_report (organisation_id, id);

create or replace function mod_appeal_participants() returns trigger language plpgsql as $$
begin
  new.participants := array(select id from (
    select r.reporter_id from mod_report r where r.organisation_id = new.organisation_id and r.case_id = new.case_id
    union select m.proposer_id from mod_decision m where m.organisation_id = new.organisation_id and m.case_id = new.case_id
    union select m.approver_id from mod_decision m where m.organisation_id = new.organisation_id and m.case_id = new.case_id
    union select p.proposer_id from mod_proposal p where p.organisation_id = new.organisation_id and p.case_id = new.case_id
    union select p.second_id from mod_proposal p where p.organisation_id = new.organisation_id and p.case_id = new.case_id
    union select x.person_id from mod_recusal x where x.organisation_id = new.organisation_id and x.case_id = new.case_id
    union select new.appellant_id) parts (id) where id is not null);
  return new;
end $$;
`,
};
