import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { firstIn, rowsIn, sql } from '@hiroba/server';
import { districtOf, districtsIn, middleOf, type District } from '../domain/district.ts';
import { onGrid, type Point } from '../domain/point.ts';
import type { Spot } from '../domain/spot.ts';

/** A thing that is about a spot: where it lives, and since when everybody sees it. */
export interface Located {
  readonly organisationId: string;
  readonly componentId: string;
  readonly kind: string;
  readonly id: string;
  /** Null while it is nobody else's business. */
  readonly at: Date | null;
}

type Subject = Pick<Located, 'organisationId' | 'kind' | 'id'>;

/** The districts of a place, as its area draws them now. */
export async function districtsOf(
  em: EntityManager,
  organisationId: string,
  componentId: string,
): Promise<readonly District[]> {
  const place = await firstIn<{ area: string }>(
    em,
    sql`select coalesce(settings ->> 'area', '') as area from component where organisation_id = ${organisationId} and id = ${componentId}`,
  );
  return districtsIn(place?.area ?? '');
}

/** What is kept of the district of a point: its name, which may be empty, and its middle. */
export function districtAt(districts: readonly District[], point: Point): { name: string; middle: Point } | null {
  const district = districtOf(districts, point);
  const middle = district && middleOf(district);
  return district && middle ? { name: district.name, middle } : null;
}

/** Keeps the spots of things, inside the transaction of the change. */
@Injectable()
export class Spots {
  /** The spot of a thing as its author gave it. */
  async of(em: EntityManager, { organisationId, kind, id }: Subject): Promise<Spot | null> {
    const row = await firstIn<{ address: string } & { [K in keyof Point]: number | null }>(
      em,
      sql`
      select address, lat, lon from spot
      where organisation_id = ${organisationId} and subject_kind = ${kind} and subject_id = ${id}`,
    );
    if (!row) return null;
    const { address, lat, lon } = row;
    return { address, point: lat === null || lon === null ? null : { lat, lon } };
  }

  /** The spots of things of one kind as their authors gave them, by id; nothing for those without one. */
  async ofMany(
    em: EntityManager,
    { organisationId, kind }: Omit<Subject, 'id'>,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, Spot>> {
    const rows = await rowsIn<{ id: string; address: string } & { [K in keyof Point]: number | null }>(
      em,
      sql`
      select subject_id as id, address, lat, lon from spot
      where organisation_id = ${organisationId} and subject_kind = ${kind} and subject_id = any(${ids}::uuid[])`,
    );
    return new Map(
      rows.map(({ id, address, lat, lon }) => [
        id,
        { address, point: lat === null || lon === null ? null : { lat, lon } },
      ]),
    );
  }

  /** Keeps the spot of a thing, or that it has none; publication and moves come here, too. */
  async put(
    em: EntityManager,
    { organisationId, componentId, kind, id, at }: Located,
    spot: Spot | null,
  ): Promise<void> {
    if (!spot) return this.erase(em, { organisationId, kind, id });
    const { address, point } = spot;
    const grid = point && onGrid(point);
    const district = point && districtAt(await districtsOf(em, organisationId, componentId), point);
    await rowsIn(
      em,
      sql`
      insert into spot (organisation_id, subject_kind, subject_id, component_id, address, lat, lon, grid_lat, grid_lon,
        district, district_lat, district_lon, at)
      values (${organisationId}, ${kind}, ${id}, ${componentId}, ${address}, ${point?.lat ?? null}, ${point?.lon ?? null},
        ${grid?.lat ?? null}, ${grid?.lon ?? null},
        ${district?.name ?? null}, ${district?.middle.lat ?? null}, ${district?.middle.lon ?? null}, ${at})
      on conflict (organisation_id, subject_kind, subject_id) do update set component_id = excluded.component_id,
        address = excluded.address, lat = excluded.lat, lon = excluded.lon, grid_lat = excluded.grid_lat, grid_lon = excluded.grid_lon,
        district = excluded.district, district_lat = excluded.district_lat, district_lon = excluded.district_lon, at = excluded.at`,
    );
  }

  /** Forgets the spot of a thing. */
  async erase(em: EntityManager, { organisationId, kind, id }: Subject): Promise<void> {
    await rowsIn(
      em,
      sql`delete from spot where organisation_id = ${organisationId} and subject_kind = ${kind} and subject_id = ${id}`,
    );
  }
}
