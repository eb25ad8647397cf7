import { sql, type CounterSource, type Ranking } from '@hiroba/server';
import { sideCounters, sides, voteCounters, voteValues } from '../domain/discussion.ts';

/** How the counters of comments follow from rows. */
export const commentCounters: readonly CounterSource[] = [
  {
    counter: 'comments',
    rows: sql`select organisation_id, root_id as subject_id, count(*) as n from comment where state = 'VISIBLE' and withheld_at is null group by 1, 2`,
  },
  {
    counter: 'replies',
    rows: sql`select organisation_id, branch_id as subject_id, count(*) as n from comment where depth > 0 and not waits group by 1, 2`,
  },
  ...voteValues.map((value) => ({
    counter: voteCounters[value],
    rows: sql`select organisation_id, comment_id as subject_id, count(*) as n from comment_vote where value = ${value} group by 1, 2`,
  })),
  ...sides.map((side) => ({
    counter: sideCounters[side],
    rows: sql`select organisation_id, root_id as subject_id, count(*) as n from comment
              where state = 'VISIBLE' and withheld_at is null and alignment = ${side} group by 1, 2`,
  })),
];

/** The numbers that top comments are sorted by. */
export const commentRanking: Ranking = {
  table: 'comment_rank',
  key: 'comment_id',
  columns: { replies: 'replies', [voteCounters.UP]: 'up', [voteCounters.DOWN]: 'down' },
  facts: ['component_id', 'root_kind', 'root_id', 'side'],
  members: sql`select organisation_id, id, component_id, root_kind, root_id, coalesce(alignment, 'NEUTRAL') as side from comment where depth = 0`,
};
