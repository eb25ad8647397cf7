import { guardTable, type SqlMigration } from '@hiroba/server';

/** People, their sessions, the links of mails, second factors, known devices and roles. */
export const accountsMigration: SqlMigration = {
  name: '20261126T0100-accounts',
  sql: `
create table person (
  id uuid primary key,
  organisation_id uuid not null references organisation (id),
  code text not null check (code ~ '^[a-z0-9]{8}$'),
  email text,
  email_key text,
  password_hash text,
  display_name text not null,
  handle text,
  locale text not null default 'ja',
  about text not null default '',
  office text,
  terms_version text,
  created_at timestamptz not null default clock_timestamp(),
  confirmed_at timestamptz,
  suspended_until timestamptz,
  totp_secret_enc bytea,
  totp_pending_enc bytea,
  totp_last_step int,
  closes_at timestamptz,
  closed_at timestamptz,
  rev int not null default 0,
  unique (organisation_id, id),
  unique (organisation_id, code),
  unique (organisation_id, handle),
  check ((email is null) = (email_key is null)),
  check ((closed_at is null) = (email_key is not null)),
  check (closed_at is null or (display_name = '' and about = '' and num_nonnulls(
    email, email_key, password_hash, handle, office, terms_version, totp_secret_enc, totp_pending_enc, suspended_until) = 0)));
create unique index person_email on person (organisation_id, email_key) where closed_at is null;
create index person_closing on person (organisation_id, closes_at) where closes_at is not null and closed_at is null;
${guardTable('person', 'person')}
create table session (
  id uuid primary key,
  organisation_id uuid not null,
  person_id uuid not null,
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  created_at timestamptz not null default clock_timestamp(),
  last_seen_at timestamptz not null default clock_timestamp(),
  signed_in_at timestamptz not null default clock_timestamp(),
  mfa_at timestamptz,
  label text,
  foreign key (organisation_id, person_id) references person (organisation_id, id) on delete cascade);
create index session_person on session (organisation_id, person_id);

create table mail_token (
  hash bytea primary key check (octet_length(hash) = 32),
  organisation_id uuid not null,
  person_id uuid not null,
  purpose text not null check (purpose in ('CONFIRM', 'SIGN_IN', 'RESET', 'CHANGE_MAIL', 'CLOSE')),
  address text,
  address_key text,
  expires_at timestamptz not null,
  used_at timestamptz,
  check ((purpose = 'CHANGE_MAIL') = (address is not null and address_key is not null)),
  foreign key (organisation_id, person_id) references person (organisation_id, id) on delete cascade);
create index mail_token_person on mail_token (organisation_id, person_id, purpose);

create table recovery_code (
  organisation_id uuid not null,
  person_id uuid not null,
  hash text not null,
  primary key (organisation_id, person_id, hash),
  foreign key (organisation_id, person_id) references person (organisation_id, id) on delete cascade);

create table known_device (
  organisation_id uuid not null,
  person_id uuid not null,
  device text not null,
  last_seen_at timestamptz not null default clock_timestamp(),
  primary key (organisation_id, person_id, device),
  foreign key (organisation_id, person_id) references person (organisation_id, id) on delete cascade);

create table role_grant (
  id uuid primary key,
  organisation_id uuid not null,
  person_id uuid not null,
  role text not null check (role in ('STAFF', 'MODERATOR', 'ADMIN', 'AUDITOR')),
  space_id uuid,
  granted_by uuid,
  starts_at timestamptz not null,
  ends_at timestamptz,
  rev int not null default 0,
  unique (organisation_id, id),
  foreign key (organisation_id, person_id) references person (organisation_id, id),
  foreign key (organisation_id, granted_by) references person (organisation_id, id),
  foreign key (organisation_id, space_id) references space (organisation_id, id));
create index role_grant_person on role_grant (organisation_id, person_id);
create index role_grant_register on role_grant (organisation_id, starts_at desc, id);
${guardTable('role_grant', 'role')}`,
};
