import { guardBeside, type SqlMigration } from '@hiroba/server';

/** Who wrote a proposal, and what it came from, changes only with an entry about it. */
export const authorsGuardedMigration: SqlMigration = {
  name: '20261205T0040-authors-guarded',
  sql: `
${guardBeside('proposal_author', 'proposal', 'proposal_id', 'proposal')}
${guardBeside('proposal_link', 'proposal', 'result_id')}`,
};
