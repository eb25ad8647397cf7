import type { SqlMigration } from '@hiroba/server';

/** Files of a result package are named as people find them: README.txt, SHA256SUMS. */
export const voteFilesMigration: SqlMigration = {
  name: '20261205T8020-vote-files',
  sql: `
alter table vote_file drop constraint vote_file_name_check,
  add constraint vote_file_name_check check (name ~ '^[A-Za-z0-9_-]+(\\.[a-z0-9]+)?$');
`,
};
