import { sql, type CounterSource, type Ranking } from '@hiroba/server';

/** How the counters of proposals follow from rows. */
export const proposalCounters: readonly CounterSource[] = [
  {
    counter: 'supports',
    // A person's supports count once they have given as many as the place asks for; a proposal taken back does not undo that.
    rows: sql`
      with given as (
        select organisation_id, component_id, supporter, count(*) as many from proposal_support group by 1, 2, 3)
      select v.organisation_id, v.proposal_id as subject_id, count(*) as n
      from proposal_support v
      join component c on c.organisation_id = v.organisation_id and c.id = v.component_id
      join given g on g.organisation_id = v.organisation_id and g.component_id = v.component_id and g.supporter = v.supporter
      where coalesce((c.settings ->> 'minimumSupports')::int, 0) <= 1 or g.many >= (c.settings ->> 'minimumSupports')::int
      group by 1, 2`,
  },
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
