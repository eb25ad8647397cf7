import type { SqlMigration } from '@hiroba/server';

/** The row that counting the members of a space locks, what sealed contacts are written as, and the order members are named in. */
export const spaceMemberListsMigration: SqlMigration = {
  name: '20261130T0210-space-member-lists',
  sql: `
create table space_member_allowance (
  organisation_id uuid not null,
  space_id uuid not null,
  primary key (organisation_id, space_id),
  foreign key (organisation_id, space_id) references space (organisation_id, id));
alter table space_member drop constraint space_member_token_hash_check;
alter table space_member alter column contact type text using encode(contact, 'base64'),
  alter column token_hash type text using encode(token_hash, 'base64');
create index space_member_named on space_member (organisation_id, space_id, answered_at, id) where state = 'ACCEPTED' and published;
`,
};
