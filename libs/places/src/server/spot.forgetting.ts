import type { EntityManager } from '@mikro-orm/postgresql';
import { literal, rowsIn, sql, type Query } from '@hiroba/server';
import { shownDegree } from './spot.columns.ts';

/** Forgets of the spots of things what only their authors knew: what everybody sees stays, by the rules of each place. */
export async function forgetGivenPoints(
  em: EntityManager,
  organisationId: string,
  kind: string,
  things: Query,
): Promise<void> {
  const [lat, lon] = [shownDegree('lat'), shownDegree('lon')];
  const about = sql`o.organisation_id = ${organisationId} and o.subject_kind = ${kind} and o.subject_id in (${things})
    and o.lat is not null and k.organisation_id = o.organisation_id and k.id = o.component_id`;
  const nothing = literal(`o.address = '' and`);
  await rowsIn(em, sql`delete from spot o using component k where ${about} and ${nothing} ${lat} is null`);
  await rowsIn(
    em,
    sql`
    update spot o set lat = ${lat}, lon = ${lon},
      grid_lat = case when ${lat} = o.lat then o.grid_lat else ${lat} end, grid_lon = case when ${lat} = o.lat then o.grid_lon else ${lon} end,
      district = case when ${lat} is not null then o.district end,
      district_lat = case when ${lat} is not null then o.district_lat end, district_lon = case when ${lat} is not null then o.district_lon end
    from component k where ${about}`,
  );
}
