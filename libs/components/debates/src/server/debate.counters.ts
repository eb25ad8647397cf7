import { sql, type CounterSource } from '@hiroba/server';

/** How the counters of debates follow from rows. */
export const debateCounters: readonly CounterSource[] = [
  {
    counter: 'voices',
    rows: sql`select organisation_id, component_id as subject_id, count(*) as n from debate where state = 'PUBLISHED' group by 1, 2`,
  },
];
