import { guardLets, type SqlMigration } from '@hiroba/server';

/** A discussion goes along when its thing moves to another place: the entry about the thing says so for all of it. */
export const commentsMovingMigration: SqlMigration = {
  name: '20261130T0310-comments-moving',
  sql: guardLets('comment', 'comment', ['component_id']),
};
