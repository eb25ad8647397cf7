import { withholdableTable } from '@hiroba/moderation/server';
import type { SqlMigration } from '@hiroba/server';

/** Since when the text of a comment is withheld. */
export const commentsWithheldMigration: SqlMigration = {
  name: '20261130T0110-comments-withheld',
  sql: withholdableTable('comment', 'comment'),
};
