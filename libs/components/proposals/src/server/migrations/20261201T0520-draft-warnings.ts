import type { SqlMigration } from '@hiroba/server';

/** When the author of a draft was told that it is going to be let go; what is saved later counts as a draft anew. */
export const draftWarningsMigration: SqlMigration = {
  name: '20261201T0520-draft-warnings',
  sql: `
alter table proposal add column draft_warned_at timestamptz;
create index proposal_idle_draft on proposal (drafted_at) where rev = 0 and state = 'DRAFT';
`,
};
