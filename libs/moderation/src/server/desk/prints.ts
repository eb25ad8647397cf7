import { rowsIn, sql } from '@hiroba/server';
import type { EntityManager } from '@mikro-orm/postgresql';
import { linksIn } from '../../domain/signals/links.ts';
import { piecesOf, printOf } from '../../domain/signals/near-duplicates.ts';
import { comparedWords, judgedWords, type JudgedRow } from '../withholdable.ts';

/** Which thing a print is of. */
export interface Printed {
  readonly organisationId: string;
  readonly kind: string;
  readonly id: string;
}

/** Keeps by what a text is compared with others: numbers and hosts, not its words. */
export async function keepPrint(
  em: EntityManager,
  { organisationId, kind, id }: Printed,
  row: JudgedRow,
): Promise<void> {
  const hosts = [...new Set(linksIn(judgedWords(row)).map(({ host }) => host))];
  await rowsIn(
    em,
    sql`
    insert into mod_print (organisation_id, kind, target_id, component_id, author_ids, published_at, bands, hosts)
    values (${organisationId}, ${kind}, ${id}, ${row.componentId}, ${row.authorIds}::uuid[], ${new Date(row.publishedAt)}, ${printOf(piecesOf(comparedWords(row)))}::int[],
      ${hosts}::text[])
    on conflict (organisation_id, kind, target_id) do update set component_id = excluded.component_id, author_ids = excluded.author_ids,
      bands = excluded.bands, hosts = excluded.hosts`,
  );
}
