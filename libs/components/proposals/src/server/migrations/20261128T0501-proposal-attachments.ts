import { attachableTable } from '@hiroba/attachments/server';
import type { SqlMigration } from '@hiroba/server';

/** The files of a draft go with it. */
export const proposalAttachmentsMigration: SqlMigration = {
  name: '20261128T0501-proposal-attachments',
  sql: attachableTable('proposal', 'proposal'),
};
