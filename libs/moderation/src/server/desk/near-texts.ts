import { atMost, join, literal, sql, type Query } from '@hiroba/server';
import { DAYS_COMPARED, likeness, NEAR, piecesOf, printOf } from '../../domain/signals/near-duplicates.ts';
import { comparedWords, type JudgedRow, type Withholdables } from '../withholdable.ts';

/** How statements are asked: outside of a transaction, or inside of one. */
export type Ask = <R>(query: Query) => Promise<R[]>;

/** A text that is nearly the same as another. */
export interface NearText extends JudgedRow {
  readonly kind: string;
  readonly id: string;
  /** From 0 to 1. */
  readonly likeness: number;
}

/** A text whose copies are looked for. */
export interface Original {
  readonly organisationId: string;
  readonly kind: string;
  readonly id: string;
  readonly words: string;
}

const columns = literal(
  `j."componentId", j."spaceId", j.title, j.text, j.locale, j.path, j."publishedAt", j."withheldAt", j."authorIds"::jsonb, j.content::jsonb`,
);

/** SQL of published texts of the ids `t.kind, t.target_id` that a query gives, each read by what its kind declares. */
export function textsBy({ all }: Withholdables, organisationId: string, ids: Query): Query {
  const things = all.map(
    (of) =>
      sql`select ${columns} from (${of.judged(organisationId, literal('t.target_id'))}) j where t.kind = ${of.kind}`,
  );
  return sql`
    select t.kind, t.target_id as id, thing.* from (${ids}) t cross join lateral (${join(things, ' union all ')})
      thing ("componentId", "spaceId", title, text, locale, path, "publishedAt", "withheldAt", "authorIds", content)`;
}

/** The texts of the last ninety days that are nearly the same as one, the most alike first. */
export async function nearTexts(
  ask: Ask,
  withholdables: Withholdables,
  { organisationId, kind, id, words }: Original,
  { now, most }: { readonly now: Date; readonly most: number },
): Promise<readonly NearText[]> {
  const pieces = piecesOf(words);
  const bands = printOf(pieces);
  if (bands.length === 0) return [];
  const found = await ask<Omit<NearText, 'likeness'>>(
    textsBy(
      withholdables,
      organisationId,
      sql`select p.kind, p.target_id from mod_print p where p.organisation_id = ${organisationId} and p.bands && ${bands}::int[]
        and p.published_at > ${now}::timestamptz - make_interval(days => ${DAYS_COMPARED}) and (p.kind, p.target_id) <> (${kind}, ${id}::uuid)
        limit ${atMost(most)}`,
    ),
  );
  return found
    .map((text) => ({ ...text, likeness: likeness(pieces, piecesOf(comparedWords(text))) }))
    .filter((text) => text.likeness >= NEAR)
    .sort((a, b) => b.likeness - a.likeness || (a.id < b.id ? -1 : 1));
}
