import type { SqlMigration } from '@hiroba/server';
import { frequencies } from '../../domain/follow.ts';

/**
 * What people follow, and whom mails go to: people with an account, and addresses that were confirmed. Each reader keeps the instant
 * until which they were told, moved on in the transaction that queues their mail: nothing is told twice, and nothing is missing.
 */
export const followsMigration: SqlMigration = {
  name: '20261127T1010-follows',
  sql: `
create table follow (
  organisation_id uuid not null,
  person_id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  at timestamptz not null,
  primary key (organisation_id, person_id, subject_id),
  foreign key (organisation_id, person_id) references person (organisation_id, id));
create index follow_subject on follow (organisation_id, subject_id, person_id);

create table notice_reader (
  id uuid primary key,
  organisation_id uuid not null references organisation (id),
  person_id uuid,
  subject_id uuid,
  frequency text not null check (frequency in (${frequencies.map((frequency) => `'${frequency}'`).join(', ')})),
  told_until timestamptz not null,
  locale text,
  contact text,
  address_digest text,
  token_hash bytea check (octet_length(token_hash) = 32),
  confirmed_at timestamptz,
  created_at timestamptz not null,
  unique (organisation_id, id),
  foreign key (organisation_id, person_id) references person (organisation_id, id),
  check ((person_id is null) = (address_digest is not null)),
  check ((address_digest is null) = (contact is null)));
create unique index notice_reader_person on notice_reader (organisation_id, person_id) where person_id is not null;
create unique index notice_reader_address on notice_reader (organisation_id, address_digest, subject_id) nulls not distinct
  where address_digest is not null;
create index notice_reader_due on notice_reader (organisation_id, frequency, told_until, id)
  where frequency <> 'NONE' and (person_id is not null or confirmed_at is not null);
create index notice_reader_waiting on notice_reader (created_at) where confirmed_at is null and address_digest is not null;
`,
};
