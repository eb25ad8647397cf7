import type { EntityManager } from '@mikro-orm/postgresql';
import { rowsIn, sql } from '@hiroba/server';

/** A thing whose discussion goes with it to another place. */
export interface MovedRoot {
  readonly organisationId: string;
  readonly kind: string;
  readonly id: string;
}

/**
 * Takes what was said below a thing along to another place, under the lock of the thing. Votes stay with whoever gave them: the key
 * of a person is another in each place.
 */
export async function moveComments(
  em: EntityManager,
  { organisationId, kind, id }: MovedRoot,
  componentId: string,
): Promise<void> {
  const votes = sql`comment c join comment_vote v on v.organisation_id = c.organisation_id and v.comment_id = c.id
    join comment_allowance m on m.organisation_id = v.organisation_id and m.voter = v.voter and m.component_id <> ${componentId}
    where c.organisation_id = ${organisationId} and c.root_kind = ${kind} and c.root_id = ${id}`;
  await rowsIn(
    em,
    sql`
    insert into comment_allowance (organisation_id, component_id, person_id)
    select ${organisationId}, ${componentId}, m.person_id from ${votes} group by m.person_id order by m.person_id on conflict do nothing`,
  );
  await rowsIn(
    em,
    sql`
    update comment_vote set voter = k.voter from (
      select v.comment_id, v.voter as before, t.voter from (select v.comment_id, v.voter, m.person_id from ${votes}) v
      join comment_allowance t on t.organisation_id = ${organisationId} and t.component_id = ${componentId} and t.person_id = v.person_id) k
    where organisation_id = ${organisationId} and comment_vote.comment_id = k.comment_id and comment_vote.voter = k.before`,
  );
  await rowsIn(
    em,
    sql`
    update comment set component_id = ${componentId} where organisation_id = ${organisationId} and root_kind = ${kind} and root_id = ${id}`,
  );
}
