import type { EntityManager } from '@mikro-orm/postgresql';
import { on, rowsIn, sql, type Reaction } from '@hiroba/server';
import type { Point } from '../domain/point.ts';
import { districtAt, districtsOf } from './spots.ts';

/** How many spots are looked at in one transaction. */
const MANY = 1_000;

interface Row extends Point {
  readonly kind: string;
  readonly id: string;
}

/** Finds the districts of the next spots of a place anew, and says where to go on. */
async function redraw(
  em: EntityManager,
  organisationId: string,
  componentId: string,
  after?: string,
): Promise<string | undefined> {
  const rows = await rowsIn<Row>(
    em,
    sql`
    select subject_kind as kind, subject_id as id, lat, lon from spot
    where organisation_id = ${organisationId} and component_id = ${componentId} and lat is not null
      and (${after ?? null}::uuid is null or subject_id > ${after ?? null}::uuid)
    order by subject_id limit ${MANY} for update`,
  );
  const districts = await districtsOf(em, organisationId, componentId);
  const drawn = rows.map(({ kind, id, lat, lon }) => {
    const district = districtAt(districts, { lat, lon });
    return {
      kind,
      id,
      name: district?.name ?? null,
      lat: district?.middle.lat ?? null,
      lon: district?.middle.lon ?? null,
    };
  });
  await rowsIn(
    em,
    sql`
    update spot o set district = t.name, district_lat = t.lat, district_lon = t.lon
    from json_to_recordset(${JSON.stringify(drawn)}::json) as t (kind text, id uuid, name text, lat double precision, lon double precision)
    where o.organisation_id = ${organisationId} and o.subject_kind = t.kind and o.subject_id = t.id`,
  );
  return rows.length < MANY ? undefined : rows.at(-1)?.id;
}

/** What follows when a place changes what it asks of spots: their districts are found anew. */
export const spotReactions: readonly Reaction[] = [
  on('component.settings_changed', 'places.districts', async ({ entry, em, after }) =>
    ['area', 'placePrecision'].includes(String(entry.data['key'])) && entry.subjectId
      ? redraw(em, entry.organisationId, entry.subjectId, after)
      : undefined,
  ),
];
