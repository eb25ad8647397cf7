import { defineLoader, literal, sql, type LoaderDefinition, type Query } from '@hiroba/server';
import { shownDegree, shownDistrict } from './spot.columns.ts';

/** A spot as everybody may know it. */
export interface PublicSpot {
  readonly address: string;
  readonly lat: number | null;
  readonly lon: number | null;
  /** The name of the district, where everybody knows no more than that; the point is its middle then. */
  readonly district?: string | null;
}

const spotOf = (kind: string, organisation: Query, id: Query): Query => sql`
  from spot o join component k on k.organisation_id = o.organisation_id and k.id = o.component_id
  where o.organisation_id = ${organisation} and o.subject_kind = ${kind} and o.subject_id = ${id}`;

/** SQL of the spot of a thing as everybody may know it by the rules of its place, as JSON. */
export const spotJson = (kind: string, organisation: Query, id: Query): Query => sql`(
  select json_build_object('address', o.address, 'lat', ${shownDegree('lat')}, 'lon', ${shownDegree('lon')}, 'district', ${shownDistrict})
  ${spotOf(kind, organisation, id)})`;

const givenJson: typeof spotJson = (kind, organisation, id) => sql`(
  select json_build_object('address', o.address, 'lat', o.lat, 'lon', o.lon) ${spotOf(kind, organisation, id)})`;

/** SQL of one column of a file about the spot of a thing, as everybody may know it. */
export const spotCell = (kind: string, organisation: Query, id: Query, cell: 'address' | 'lat' | 'lon'): Query => sql`(
  select ${cell === 'address' ? literal(`nullif(o.address, '')`) : shownDegree(cell)} ${spotOf(kind, organisation, id)})`;

/** The spots of many things of one kind as they were given; for their authors only. */
export const givenSpots = (kind: string): LoaderDefinition<PublicSpot | null> =>
  loaderOf(kind, `given spots of ${kind}`, givenJson);

/** The public spots of many things of one kind. */
export const publicSpots = (kind: string): LoaderDefinition<PublicSpot | null> =>
  loaderOf(kind, `spots of ${kind}`, spotJson);

const loaders = new Map<string, LoaderDefinition<PublicSpot | null>>();

function loaderOf(kind: string, name: string, json: typeof spotJson): LoaderDefinition<PublicSpot | null> {
  const known = loaders.get(name);
  if (known) return known;
  const loader = defineLoader<PublicSpot | null>({
    name,
    otherwise: null,
    load: (db, organisationId, ids) =>
      db.rows(sql`
      select id as key, ${json(kind, sql`${organisationId}::uuid`, sql`t.id`)} as value from unnest(${ids}::uuid[]) as t (id)`),
  });
  loaders.set(name, loader);
  return loader;
}
