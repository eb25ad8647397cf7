import { markableTable } from '@hiroba/moderation/server';
import type { SqlMigration } from '@hiroba/server';

/** Since when passages of a comment are covered, and since when a label stands beside it. */
export const commentsMarkedMigration: SqlMigration = {
  name: '20261209T0110-m8a-comments-marked',
  sql: markableTable('comment', 'comment'),
};
