import { atMost, sql, type Query } from '@hiroba/server';
import { MOST_ITEMS, type Cluster } from '../../domain/desk/bulk.ts';
import { DAYS_COMPARED, likeness, NEAR, piecesOf, printOf } from '../../domain/signals/near-duplicates.ts';
import { comparedWords, type Withholdables } from '../withholdable.ts';
import { textsBy, type Ask, type NearText, type Original } from './near-texts.ts';

/** A text of a cluster. */
export type Clustered = Omit<NearText, 'likeness'>;

/** Texts differ from the first of them bit by bit; so many times those of their kind are looked for again. */
const ROUNDS = 4;
/** By so many different ones of them others are recognised. */
const MOST_HEADS = 40;

const recent = (organisationId: string, now: Date): Query => sql`
  p.organisation_id = ${organisationId} and p.published_at > ${now}::timestamptz - make_interval(days => ${DAYS_COMPARED})`;

/** Texts with nearly the same words as one, or as others that have. */
async function byWords(
  ask: Ask,
  withholdables: Withholdables,
  { organisationId, words }: Original,
  now: Date,
): Promise<Clustered[]> {
  const found = new Map<string, Clustered>();
  const heads = [piecesOf(words)];
  let bands = new Set(printOf(heads[0] ?? new Set()));
  const asked = new Set<number>();
  for (let round = 0; round < ROUNDS && bands.size > 0; round += 1) {
    const candidates = await ask<Clustered>(
      textsBy(
        withholdables,
        organisationId,
        sql`select p.kind, p.target_id from mod_print p where ${recent(organisationId, now)} and p.bands && ${[...bands]}::int[] limit ${atMost(2 * MOST_ITEMS)}`,
      ),
    );
    for (const band of bands) asked.add(band);
    bands = new Set();
    for (const text of candidates) {
      const key = `${text.kind} ${text.id}`;
      if (found.has(key)) continue;
      const pieces = piecesOf(comparedWords(text));
      const nearest = Math.max(...heads.map((head) => likeness(head, pieces)));
      if (nearest < NEAR) continue;
      found.set(key, text);
      if (nearest < 1 && heads.length < MOST_HEADS) {
        heads.push(pieces);
        for (const band of printOf(pieces)) if (!asked.has(band)) bands.add(band);
      }
    }
  }
  return [...found.values()];
}

/** The texts that belong together with one, the given one among them; at most two thousand. */
export async function clusterOf(
  ask: Ask,
  withholdables: Withholdables,
  original: Original,
  { cluster, now }: { readonly cluster: Cluster; readonly now: Date },
): Promise<readonly Clustered[]> {
  const { organisationId, kind, id } = original;
  if (cluster === 'WORDS') return (await byWords(ask, withholdables, original, now)).slice(0, MOST_ITEMS);
  const shared = cluster === 'LINK' ? sql`p.hosts && o.hosts` : sql`p.author_ids && o.author_ids`;
  return ask<Clustered>(
    textsBy(
      withholdables,
      organisationId,
      sql`select p.kind, p.target_id from mod_print o join mod_print p on p.organisation_id = o.organisation_id and ${shared}
        where o.organisation_id = ${organisationId} and o.kind = ${kind} and o.target_id = ${id}::uuid and ${recent(organisationId, now)}
        order by p.published_at desc, p.target_id limit ${atMost(MOST_ITEMS)}`,
    ),
  );
}
