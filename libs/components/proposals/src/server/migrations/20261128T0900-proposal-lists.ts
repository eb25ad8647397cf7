import type { SqlMigration } from '@hiroba/server';

/** The orders in which the lists over all libraries read proposals: by answer, by author and by the day an answer is due. */
export const proposalListsMigration: SqlMigration = {
  name: '20261128T0900-proposal-lists',
  sql: `
create index proposal_answered on proposal (organisation_id, answered_at desc, id desc) where answered_at is not null and state = 'PUBLISHED';
create index proposal_by_author on proposal (organisation_id, author_id, published_at desc, id desc) where rev > 0;
create index proposal_due on proposal (organisation_id, answer_due_at, id) where answer_due_at is not null and state = 'PUBLISHED';
`,
};
