import type { EntityManager } from '@mikro-orm/postgresql';
import { rowsIn, sql } from './sql.ts';

/** Something that is to bear a reference: the letter of its type, and when it was published. */
export interface Referenced {
  readonly type: string;
  readonly at: Date;
}

/** Draws the next references `PREFIX-TYPE-YYYY-N` of an organisation, in the order asked for; the year is the organisation's. */
export async function drawReferences(em: EntityManager, organisationId: string, asked: readonly Referenced[]): Promise<string[]> {
  if (asked.length === 0) return [];
  const rows = await rowsIn<{ reference: string }>(em, sql`
    with wanted as (
      select w.i, o.prefix, w.type, extract(year from w.at at time zone o.zone)::int as year from organisation o,
        unnest(${asked.map(({ type }) => type)}::text[], ${asked.map(({ at }) => at.toISOString())}::timestamptz[]) with ordinality w (type, at, i)
      where o.id = ${organisationId}),
    drawn as (
      insert into reference_counter as c (organisation_id, type, year, n)
      select ${organisationId}, type, year, count(*) from wanted group by type, year order by type, year
      on conflict (organisation_id, type, year) do update set n = c.n + excluded.n returning type, year, n)
    select format('%s-%s-%s-%s', w.prefix, w.type, w.year,
      d.n - count(*) over (partition by w.type, w.year) + row_number() over (partition by w.type, w.year order by w.i)) as reference
    from wanted w join drawn d using (type, year) order by w.i`);
  if (rows.length < asked.length) throw new Error('no such organisation');
  return rows.map(({ reference }) => reference);
}
