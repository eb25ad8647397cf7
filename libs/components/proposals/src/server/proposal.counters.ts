import { sql, type CounterSource, type Ranking } from '@hiroba/server';
import { countedSupports } from './support.counting.ts';

/** How the counters of proposals follow from rows. */
export const proposalCounters: readonly CounterSource[] = [
  { counter: 'supports', rows: countedSupports(sql`true`) },
  {
    counter: 'voices',
    rows: sql`select organisation_id, component_id as subject_id, count(*) as n from proposal where state = 'PUBLISHED' group by 1, 2`,
  },
];

/** The numbers that lists of proposals are sorted by. */
export const proposalRanking: Ranking = {
  table: 'proposal_rank',
  key: 'proposal_id',
  columns: { supports: 'supports', comments: 'comments' },
  facts: ['component_id'],
  members: sql`select organisation_id, id, component_id from proposal where rev > 0`,
};
