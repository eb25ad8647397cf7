import { ChangedMeanwhile, firstIn, rowsIn, sql, type Transaction } from '@hiroba/server';
import { recountSupports } from './support.counting.ts';

/**
 * Holds still whoever supports some proposals, and gives each an allowance in the place where their supports are to go. It comes
 * before the locks of the proposals, as allowances do everywhere; `assertHeld` after them finds those who came in between.
 */
export async function holdSupporters(
  { em, caller: { organisationId } }: Transaction, ids: readonly string[], componentId: string,
): Promise<{ assertHeld(): Promise<void> }> {
  const supporters = sql`
    select m.component_id, m.person_id, m.supporter from proposal_support v
    join proposal_allowance m on m.organisation_id = v.organisation_id and m.component_id = v.component_id and m.supporter = v.supporter
    where v.organisation_id = ${organisationId} and v.proposal_id = any(${ids}::uuid[])`;
  await rowsIn(em, sql`
    insert into proposal_allowance (organisation_id, component_id, person_id)
    select ${organisationId}, ${componentId}, s.person_id from (${supporters}) s where s.component_id <> ${componentId}
    group by s.person_id order by s.person_id on conflict do nothing`);
  const held = await rowsIn<{ supporter: string }>(em, sql`
    select m.supporter from proposal_allowance m where m.organisation_id = ${organisationId}
      and m.person_id in (select person_id from (${supporters}) s)
      and m.component_id in (select component_id from proposal where organisation_id = ${organisationId} and id = any(${ids}::uuid[]) union select ${componentId}::uuid)
    order by m.component_id, m.person_id for update`);
  const known = held.map(({ supporter }) => supporter);
  return {
    async assertHeld() {
      // Whoever came between the two statements above is held, but was given no allowance there.
      const late = await firstIn(em, sql`
        select 1 from (${supporters}) s where s.supporter <> all(${known}::uuid[]) or not exists (select 1 from proposal_allowance t
          where t.organisation_id = ${organisationId} and t.component_id = ${componentId} and t.person_id = s.person_id) limit 1`);
      if (late) throw new ChangedMeanwhile('somebody supported meanwhile');
    },
  };
}

/** SQL of the key of a support in another place: the same person's there; of a closed account the key it has. */
const keyIn = (componentId: string) => sql`coalesce((select t.supporter from proposal_allowance m join proposal_allowance t
  on t.organisation_id = m.organisation_id and t.person_id = m.person_id and t.component_id = ${componentId}
  where m.organisation_id = v.organisation_id and m.component_id = v.component_id and m.supporter = v.supporter), v.supporter)`;

/** Lets the supports of several proposals count for one, each person once. */
export async function carrySupports(
  { em, caller: { organisationId } }: Transaction, ids: readonly string[], into: { readonly id: string; readonly componentId: string },
): Promise<void> {
  await rowsIn(em, sql`
    insert into proposal_support (organisation_id, component_id, proposal_id, supporter, version, day, carried)
    select ${organisationId}, ${into.componentId}, ${into.id}, k.supporter, 1, min(k.day), true
    from (select ${keyIn(into.componentId)} as supporter, v.day from proposal_support v
          where v.organisation_id = ${organisationId} and v.proposal_id = any(${ids}::uuid[])) k
    group by k.supporter`);
  await recountSupports(em, organisationId, [into.id]);
}

/** Lets go of the supports that only went along; those given since stay. */
export async function returnSupports({ em, caller: { organisationId } }: Transaction, id: string): Promise<void> {
  await rowsIn(em, sql`delete from proposal_support where organisation_id = ${organisationId} and proposal_id = ${id} and carried`);
  await recountSupports(em, organisationId, [id]);
}

/** Takes the supports of a proposal along to another place, and counts anew wherever a person's minimum may now be another. */
export async function moveSupports({ em, caller: { organisationId } }: Transaction, id: string, componentId: string): Promise<void> {
  const touched = await rowsIn<{ id: string }>(em, sql`
    select distinct g.proposal_id as id from proposal_support v
    join proposal_support g on g.organisation_id = v.organisation_id
      and ((g.component_id = v.component_id and g.supporter = v.supporter) or (g.component_id = ${componentId} and g.supporter = ${keyIn(componentId)}))
    where v.organisation_id = ${organisationId} and v.proposal_id = ${id}`);
  await rowsIn(em, sql`
    update proposal_support v set component_id = ${componentId}, supporter = ${keyIn(componentId)}
    where v.organisation_id = ${organisationId} and v.proposal_id = ${id}`);
  await recountSupports(em, organisationId, [id, ...touched.map((each) => each.id)]);
}

/** How many people stand behind some proposals together, each counted once. */
export const distinctSupporters = async ({ em, caller: { organisationId } }: Transaction, ids: readonly string[]): Promise<number> =>
  (await firstIn<{ n: number }>(em, sql`
    select count(distinct coalesce(m.person_id, v.supporter))::int as n from proposal_support v
    left join proposal_allowance m on m.organisation_id = v.organisation_id and m.component_id = v.component_id and m.supporter = v.supporter
    where v.organisation_id = ${organisationId} and v.proposal_id = any(${ids}::uuid[])`))?.n ?? 0;
