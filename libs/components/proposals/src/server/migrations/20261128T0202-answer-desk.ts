import type { SqlMigration } from '@hiroba/server';

/** What waits for the city's last word, in the order of the answer desk: the nearest deadline first, then what has none. */
export const answerDeskMigration: SqlMigration = {
  name: '20261128T0202-answer-desk',
  sql: `
create index proposal_waiting on proposal (organisation_id, (coalesce(answer_due_at, 'infinity'::timestamptz)), id)
  where rev > 0 and state = 'PUBLISHED' and (answer_kind is null or answer_kind = 'EVALUATING');
`,
};
