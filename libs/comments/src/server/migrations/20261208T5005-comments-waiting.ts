import { guardLets, type SqlMigration } from '@hiroba/server';

/** Whether a comment waits for a look before anybody has answered it: then it has no place yet for others. */
export const commentsWaitingMigration: SqlMigration = {
  name: '20261208T5005-comments-waiting',
  sql: `
alter table comment add column waits boolean not null default false;
${guardLets('comment', 'comment', ['waits'])}
create index comment_waits on comment (organisation_id, root_kind, root_id) where waits;
`,
};
