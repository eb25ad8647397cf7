import type { EntityManager } from '@mikro-orm/postgresql';
import { rowsIn, sql, type Query } from '@hiroba/server';

/**
 * SQL of the supports that count, by proposal. A person's supports count once they have given as many as the place asks for; a
 * proposal taken back does not undo that, and what only went along with a merge was not given.
 */
export const countedSupports = (condition: Query): Query => sql`
  select v.organisation_id, v.proposal_id as subject_id, count(*) as n
  from proposal_support v
  join component c on c.organisation_id = v.organisation_id and c.id = v.component_id
  where ${condition} and (coalesce((c.settings ->> 'minimumSupports')::int, 0) <= 1 or (c.settings ->> 'minimumSupports')::int <= (
    select count(*) from proposal_support g where g.organisation_id = v.organisation_id and g.component_id = v.component_id
      and g.supporter = v.supporter and not g.carried))
  group by 1, 2`;

/** Brings the numbers of proposals to what their rows say, in the transaction that changed the rows. */
export async function recountSupports(em: EntityManager, organisationId: string, ids: readonly string[]): Promise<void> {
  await rowsIn(em, sql`
    insert into counter_delta (organisation_id, counter, subject_id, n)
    select ${organisationId}, 'supports', p.id, (coalesce(r.n, 0) - counted(${organisationId}, 'supports', p.id))::int
    from unnest(${ids}::uuid[]) as p (id)
    left join (${countedSupports(sql`v.organisation_id = ${organisationId} and v.proposal_id = any(${ids}::uuid[])`)}) r on r.subject_id = p.id
    where coalesce(r.n, 0) <> counted(${organisationId}, 'supports', p.id)`);
}
