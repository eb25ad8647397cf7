import { atMost, firstIn, literal, rowsIn, sql } from '@hiroba/server';
import type { EntityManager } from '@mikro-orm/postgresql';
import { linksIn } from '../../domain/signals/links.ts';
import { DAYS_COMPARED, likeness, NEAR, piecesOf, printOf } from '../../domain/signals/near-duplicates.ts';
import { usualPosting, type Posting } from '../../domain/signals/posting.ts';
import { comparedWords, type JudgedRow, type Withholdable } from '../withholdable.ts';

const MOST_COMPARED = 50;

interface Copy extends Pick<JudgedRow, 'title' | 'text'> {
  readonly isOwn: boolean;
}

/** How those who wrote a text have written so far: how much, how fast, and what is nearly the same. */
export async function postingOf(
  em: EntityManager,
  of: Withholdable,
  { organisationId, id }: { readonly organisationId: string; readonly id: string },
  row: JudgedRow,
): Promise<Posting> {
  const [author] = row.authorIds;
  if (author === undefined) return usualPosting;
  const at = new Date(row.publishedAt);
  const so = await firstIn<{ before: number; lately: number; hours: number }>(
    em,
    sql`
    select count(t.*)::int as before, (count(t.*) filter (where t.published_at > ${at}::timestamptz - interval '10 minutes'))::int as lately,
      extract(epoch from ${at}::timestamptz - p.created_at)::float8 / 3600 as hours
    from person p left join lateral (select m.published_at from mod_print m where m.organisation_id = p.organisation_id
      and m.author_ids @> array[p.id] and m.published_at <= ${at} and m.target_id <> ${id} order by m.published_at desc limit 100) t on true
    where p.organisation_id = ${organisationId} and p.id = ${author} group by p.id`,
  );
  const copies = await copiesOf(em, of, { organisationId, id, at }, row);
  const isFree = ({ text }: Copy) => linksIn(text).length === 0;
  return {
    ...(so ?? { before: usualPosting.before, lately: 0, hours: usualPosting.hours }),
    ownCopies: copies.filter(({ isOwn }) => isOwn).length,
    copiesOthers: copies.some((copy) => !copy.isOwn && isFree(copy)),
  };
}

/** Earlier texts of the same kind that are nearly the same. */
async function copiesOf(
  em: EntityManager,
  of: Withholdable,
  { organisationId, id, at }: { readonly organisationId: string; readonly id: string; readonly at: Date },
  row: JudgedRow,
): Promise<readonly Copy[]> {
  const pieces = piecesOf(comparedWords(row));
  if (pieces.size === 0) return [];
  const found = await rowsIn<Copy>(
    em,
    sql`
    select j.title, j.text, t.author_ids && ${row.authorIds}::uuid[] as "isOwn"
    from (select p.target_id, p.author_ids from mod_print p where p.organisation_id = ${organisationId} and p.kind = ${of.kind}
        and p.bands && ${printOf(pieces)}::int[] and p.target_id <> ${id} and p.published_at <= ${at}
        and p.published_at > ${at}::timestamptz - make_interval(days => ${DAYS_COMPARED}) limit ${atMost(MOST_COMPARED)}) t
    cross join lateral (${of.judged(organisationId, literal('t.target_id'))}) j`,
  );
  return found.filter((copy) => likeness(pieces, piecesOf(comparedWords(copy))) >= NEAR);
}
