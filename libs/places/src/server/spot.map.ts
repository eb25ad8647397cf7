import { Injectable } from '@nestjs/common';
import { atMost, badInput, Sql, sql, type Query } from '@hiroba/server';
import { parseArea } from '../domain/area.ts';
import { boxAround, boxOfArea, boxProblem, cellOf, MOST_CELLS, withRoom, type Box } from '../domain/box.ts';
import { apart, type Cluster } from '../domain/cluster.ts';
import type { SpotRules } from '../domain/spot.ts';
import { degreeOf } from './spot.columns.ts';

/** What a map shows: its box, and the clusters in it. */
export interface SpotMap {
  /** Nothing where there is neither an area nor a point. */
  readonly box: Box | null;
  readonly clusters: readonly Cluster[];
}

/** Which things a map is about. */
export interface MapScope {
  readonly organisationId: string;
  readonly componentId: string;
  readonly kind: string;
  readonly rules: SpotRules;
  /** SQL of the things that may be shown, as rows `id`. */
  readonly things: Query;
  /** SQL of the `title` and `locale` of the thing with an id. */
  readonly named: (id: Query) => Query;
  /** The part that is looked at; without it, everything. */
  readonly box?: Box | null | undefined;
}

type Scope = Pick<MapScope, 'organisationId' | 'componentId' | 'kind' | 'rules'>;

/** SQL that is true where the spot `o` shows a point in a box. */
const inBox = ({ placePrecision }: SpotRules, { south, west, north, east }: Box): Query => sql`
  ${degreeOf(placePrecision, 'lat')} between ${south} and ${north} and ${degreeOf(placePrecision, 'lon')} between ${west} and ${east}`;

const spotsOf = ({ organisationId, componentId, kind }: Scope): Query => sql`
  o.organisation_id = ${organisationId} and o.component_id = ${componentId} and o.subject_kind = ${kind}`;

/** SQL of the ids of the things that a map shows, or a part of it. */
export function thingsOnMap(scope: Scope, box: Box | null | undefined): Query {
  if (box && boxProblem(box)) throw badInput('box');
  const shown = box ? inBox(scope.rules, box) : sql`${degreeOf(scope.rules.placePrecision, 'lat')} is not null`;
  return sql`select o.subject_id from spot o where ${spotsOf(scope)} and ${shown}`;
}

/** Draws maps of spots: points are put together where they are near, so that an answer is small however many there are. */
@Injectable()
export class SpotMaps {
  constructor(private readonly db: Sql) {}

  /** The map of things, with all that it shows, or the part of it in a box. */
  async draw(scope: MapScope): Promise<SpotMap> {
    const { box } = scope;
    if (box && boxProblem(box)) throw badInput('box');
    const whole = box ?? (await this.#whole(scope));
    return whole
      ? { box: whole, clusters: apart(await this.#clusters(scope, whole), whole) }
      : { box: null, clusters: [] };
  }

  /** The box of the area and of all points that stand before everybody, whatever is filtered: a map stays where it is. */
  async #whole(scope: MapScope): Promise<Box | undefined> {
    const { area: text, placePrecision } = scope.rules;
    const area = text.trim() === '' ? [] : parseArea(text);
    const drawn = Array.isArray(area) ? boxOfArea(area) : undefined;
    const [lat, lon] = [degreeOf(placePrecision, 'lat'), degreeOf(placePrecision, 'lon')];
    const points = await this.db.first<{ [K in keyof Box]: number | null }>(sql`
      select min(${lat}) as south, min(${lon}) as west, max(${lat}) as north, max(${lon}) as east
      from spot o where ${spotsOf(scope)} and o.at is not null`);
    const shown = points && isWhole(points) ? points : undefined;
    const around = boxAround([drawn, shown].flatMap((one) => (one ? cornersOf(one) : [])));
    return around && withRoom(around);
  }

  async #clusters(scope: MapScope, box: Box): Promise<Cluster[]> {
    const cell = cellOf(box);
    return this.db.rows<Cluster>(sql`
      select g.*, n.title, n.locale
      from (
        select avg(lat) as lat, avg(lon) as lon, count(*)::int as count, case when count(*) = 1 then min(id::text)::uuid end as id,
          min(lat) as south, min(lon) as west, max(lat) as north, max(lon) as east
        from (${pointsOf(scope)} and ${inBox(scope.rules, box)}) o
        group by floor(lat / ${cell}::float8), floor(lon / ${cell}::float8)
        order by count(*) desc, min(lat) desc, min(lon) limit ${atMost(MOST_CELLS)}) g
      left join lateral (${scope.named(sql`g.id`)}) n on true
      order by g.lat desc, g.lon, g.id`);
  }
}

type Extent = { readonly [K in keyof Box]: number | null };

const isWhole = (extent: Extent): extent is Box => extent.south !== null;

const cornersOf = ({ south, west, north, east }: Box) => [
  { lat: south, lon: west },
  { lat: north, lon: east },
];

/** SQL of the points that everybody may know of the things of a map. */
const pointsOf = (scope: MapScope): Query => {
  const { placePrecision } = scope.rules;
  return sql`
    select o.subject_id as id, ${degreeOf(placePrecision, 'lat')} as lat, ${degreeOf(placePrecision, 'lon')} as lon
    from spot o join (${scope.things}) t on t.id = o.subject_id
    where ${spotsOf(scope)} and ${degreeOf(placePrecision, 'lat')} is not null`;
};
