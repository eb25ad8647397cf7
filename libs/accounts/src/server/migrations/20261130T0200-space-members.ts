import { guardTable, type SqlMigration } from '@hiroba/server';

/** Who belongs to a space, and who was asked to; addresses are sealed, and found by their digests. */
export const spaceMembersMigration: SqlMigration = {
  name: '20261130T0200-space-members',
  sql: `
create table space_member (
  id uuid primary key,
  organisation_id uuid not null,
  space_id uuid not null,
  person_id uuid,
  state text not null check (state in ('INVITED', 'ACCEPTED', 'DECLINED', 'CANCELLED', 'EXPIRED', 'REMOVED', 'LEFT')),
  role jsonb not null default '{}',
  published boolean not null default false,
  address_digest text,
  contact bytea,
  token_hash bytea check (octet_length(token_hash) = 32),
  invited_at timestamptz not null,
  expires_at timestamptz not null,
  answered_at timestamptz,
  ended_at timestamptz,
  rev int not null default 0 check (rev = 0),
  unique (organisation_id, id),
  foreign key (organisation_id, space_id) references space (organisation_id, id),
  foreign key (organisation_id, person_id) references person (organisation_id, id),
  check ((state = 'ACCEPTED') = (person_id is not null)),
  check (state <> 'INVITED' or (address_digest is not null and contact is not null)));
create unique index space_member_address on space_member (organisation_id, space_id, address_digest)
  where state in ('INVITED', 'ACCEPTED') and address_digest is not null;
create unique index space_member_person on space_member (organisation_id, space_id, person_id) where state = 'ACCEPTED';
create index space_member_of on space_member (organisation_id, person_id) where state = 'ACCEPTED';
create index space_member_list on space_member (organisation_id, space_id, invited_at desc, id desc);
${guardTable('space_member', 'member')}
`,
};
