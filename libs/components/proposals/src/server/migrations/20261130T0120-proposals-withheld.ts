import { withholdableTable } from '@hiroba/moderation/server';
import type { SqlMigration } from '@hiroba/server';

/** Since when the text of a proposal is withheld; the numbers under each answer leave such ones out, so their index knows it. */
export const proposalsWithheldMigration: SqlMigration = {
  name: '20261130T0120-proposals-withheld',
  sql: `
${withholdableTable('proposal', 'proposal')}
drop index proposal_facets;
create index proposal_facets on proposal (organisation_id, component_id, answer_kind)
  include (next_answer_at, next_answer_kind, state, withheld_at) where rev > 0;
`,
};
