import { guardTable, type SqlMigration } from '@hiroba/server';
import { exclusions } from '../../domain/counting.ts';
import { channels } from '../../domain/round.ts';
import { lateStates } from '../../domain/submission.ts';

const oneOf = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');

/** Submissions, whoever sent them in a vault of its own, and who looked into it. */
export const submissionsMigration: SqlMigration = {
  name: '20261127T6001-submissions',
  sql: `
create table submission (
  id uuid primary key,
  organisation_id uuid not null,
  component_id uuid not null,
  round_id uuid not null,
  number int,
  receipt_hash text not null,
  receipt_issue int not null default 1,
  channel text not null check (channel in (${oneOf(channels)})),
  received_at timestamptz not null,
  signed_at timestamptz,
  postmark_at timestamptz,
  entered_at timestamptz not null,
  entered_by uuid,
  checked_by uuid,
  checked_at timestamptz,
  notice_version int not null,
  locale text not null,
  body text not null check (octet_length(body) <= 1048576),
  unit_id uuid,
  category text,
  extra text not null default '',
  child boolean not null default false,
  persons int check (persons > 0),
  person_id uuid,
  voice uuid,
  source text,
  busy boolean not null default false,
  late text check (late in (${oneOf(lateStates)})),
  excluded text check (excluded in (${oneOf(exclusions)})),
  excluded_reason text not null default '',
  withdrawn_at timestamptz,
  revisions jsonb not null default '[]',
  no_opinion jsonb not null default '[]',
  read_at timestamptz,
  rev int not null default 0,
  unique (organisation_id, id),
  unique (organisation_id, receipt_hash),
  unique (organisation_id, round_id, number),
  foreign key (organisation_id, component_id) references component (organisation_id, id),
  foreign key (organisation_id, round_id) references round (organisation_id, id),
  check (checked_by is null or (entered_by is not null and checked_by <> entered_by)),
  check ((withdrawn_at is null) or excluded = 'WITHDRAWN'));
create index submission_list on submission (organisation_id, round_id, received_at, id);
create index submission_source on submission (round_id, source, received_at) where source is not null;
create unique index submission_one_voice on submission (organisation_id, round_id, voice) where voice is not null and withdrawn_at is null;
${guardTable('submission', 'submission', [
    'number', 'receipt_hash', 'receipt_issue', 'checked_by', 'checked_at', 'no_opinion', 'read_at', 'person_id', 'voice', 'source',
  ])}

create schema vault;
create table vault.submitter_contact (
  submission_id uuid primary key,
  organisation_id uuid not null,
  key_enc bytea,
  body_enc bytea,
  mail_index text,
  phone_index text,
  kana_index text,
  wording text not null,
  kept_at timestamptz not null,
  disposed_at timestamptz,
  foreign key (organisation_id, submission_id) references submission (organisation_id, id),
  check ((key_enc is null) = (disposed_at is not null)));
create index submitter_contact_mail on vault.submitter_contact (organisation_id, mail_index) where mail_index is not null;
create table vault.contact_access (
  id uuid primary key,
  organisation_id uuid not null,
  submission_id uuid not null,
  person_id uuid not null,
  purpose text not null,
  allowed boolean not null,
  at timestamptz not null,
  foreign key (organisation_id, submission_id) references submission (organisation_id, id));
create index contact_access_of on vault.contact_access (organisation_id, submission_id, at, id);
create function vault.contact_access_stays() returns trigger language plpgsql as $$
begin raise exception 'an access entry is never changed' using errcode = '23514'; end $$;
create trigger contact_access_stays before update or delete on vault.contact_access
  for each row execute function vault.contact_access_stays();

create table round_tail (
  organisation_id uuid not null,
  round_id uuid not null,
  counts jsonb not null,
  counted_by uuid not null,
  counted_at timestamptz not null,
  primary key (organisation_id, round_id),
  foreign key (organisation_id, round_id) references round (organisation_id, id));
`,
};
