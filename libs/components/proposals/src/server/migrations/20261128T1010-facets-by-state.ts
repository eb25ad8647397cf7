import type { SqlMigration } from '@hiroba/server';

/** The numbers under each answer leave out what was merged or split, so their index knows the state as well. */
export const facetsByStateMigration: SqlMigration = {
  name: '20261128T1010-facets-by-state',
  sql: `
drop index proposal_facets;
create index proposal_facets on proposal (organisation_id, component_id, answer_kind) include (next_answer_at, next_answer_kind, state)
  where rev > 0;
`,
};
