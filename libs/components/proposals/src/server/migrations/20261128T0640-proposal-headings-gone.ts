import type { SqlMigration } from '@hiroba/server';

/** The words that headings were before they became trees, and the index that had them. */
export const proposalHeadingsGoneMigration: SqlMigration = {
  name: '20261128T0640-proposal-headings-gone',
  sql: `
alter table proposal drop column category;
create index proposal_facets on proposal (organisation_id, component_id, answer_kind) include (next_answer_at, next_answer_kind)
  where rev > 0;
drop index proposal_answer_kind;
`,
};
