import type { SqlMigration } from '@hiroba/server';

/** The index by which people find the invitations that wait for them, in whatever space. */
export const memberInvitationsMigration: SqlMigration = {
  name: '20261201T0500-member-invitations',
  sql: `
create index space_member_invited on space_member (organisation_id, address_digest) where state = 'INVITED';
`,
};
