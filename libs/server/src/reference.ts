import type { EntityManager } from '@mikro-orm/postgresql';
import { firstIn, sql } from './sql.ts';

/** Draws the next reference `PREFIX-TYPE-YYYY-N` of an organisation; the year is the organisation's. */
export async function drawReference(em: EntityManager, organisationId: string, type: string, now: Date): Promise<string> {
  const row = await firstIn<{ reference: string }>(em, sql`
    with o as (select prefix, extract(year from ${now}::timestamptz at time zone zone)::int as year
               from organisation where id = ${organisationId}),
    drawn as (insert into reference_counter (organisation_id, type, year, n)
              select ${organisationId}, ${type}, year, 1 from o
              on conflict (organisation_id, type, year) do update set n = reference_counter.n + 1 returning year, n)
    select format('%s-%s-%s-%s', o.prefix, ${type}::text, drawn.year, drawn.n) as reference from o, drawn`);
  if (!row) throw new Error('no such organisation');
  return row.reference;
}
