import { guardTable, type SqlMigration } from '@hiroba/server';

/** Invitations are never public; the guard holds that none becomes so without an entry. */
export const invitationGuardMigration: SqlMigration = {
  name: '20261128T1020-invitation-guard',
  sql: guardTable('proposal_invitation', 'invitation'),
};
