import { holds } from '@hiroba/kernel';
import { firstIn, rowsIn, sql, type Caller, type Transaction } from '@hiroba/server';
import type { Clustered } from './clusters.ts';
import type { BulkPreview } from './mod-bulk.entity.ts';

const SAMPLES = 5;
const SHORT = 300;

/** What one may decide about of a cluster, and why the rest is left alone. */
export function touchable(found: readonly Clustered[], caller: Caller, reported: ReadonlySet<string>) {
  const untouched: Record<string, number> = {};
  const texts = found.filter((text) => {
    const why = text.withheldAt
      ? 'WITHHELD'
      : !holds(caller, ['MODERATOR'], text.spaceId)
        ? 'FORBIDDEN'
        : text.authorIds.includes(caller.personId ?? '') || reported.has(`${text.kind} ${text.id}`)
          ? 'RECUSED'
          : undefined;
    if (why) untouched[why] = (untouched[why] ?? 0) + 1;
    return why === undefined;
  });
  return { texts, untouched };
}

/** What the caller has reported, as kind and id. */
export async function reportedBy({
  em,
  caller: { organisationId, personId },
}: Transaction): Promise<ReadonlySet<string>> {
  const rows = await rowsIn<{ key: string }>(
    em,
    sql`
    select k.target_kind || ' ' || k.target_id as key from mod_report r join mod_case k on k.organisation_id = r.organisation_id and k.id = r.case_id
    where r.organisation_id = ${organisationId} and r.reporter_id = ${personId ?? null}`,
  );
  return new Set(rows.map(({ key }) => key));
}

/** Whether the caller wrote or reported one of the texts of an act. */
export async function hasPartIn(transaction: Transaction, id: string): Promise<boolean> {
  const { em, caller } = transaction;
  const row = await firstIn<{ part: boolean }>(
    em,
    sql`
    select exists (select from mod_bulk_item i join mod_print p on p.organisation_id = i.organisation_id and p.kind = i.kind and p.target_id = i.target_id
        where i.bulk_id = ${id} and p.author_ids @> array[${caller.personId ?? null}::uuid])
      or exists (select from mod_bulk_item i join mod_case k on k.organisation_id = i.organisation_id and k.target_kind = i.kind and k.target_id = i.target_id
        join mod_report r on r.organisation_id = k.organisation_id and r.case_id = k.id
        where i.bulk_id = ${id} and r.reporter_id = ${caller.personId ?? null}) as part`,
  );
  return row?.part ?? false;
}

/** What those who propose and those who agree are shown. */
export async function previewOf(
  { em, caller: { organisationId } }: Transaction,
  texts: readonly Clustered[],
  people: readonly string[],
  untouched: Readonly<Record<string, number>>,
): Promise<BulkPreview> {
  const ids = texts.map(({ id }) => id);
  const row = await firstIn<{ n: number }>(
    em,
    sql`
    select count(*)::int as n from unnest(${people}::uuid[]) one where exists (select from mod_print p
      left join mod_case k on k.organisation_id = p.organisation_id and k.target_kind = p.kind and k.target_id = p.target_id
      where p.organisation_id = ${organisationId} and p.author_ids @> array[one] and p.target_id <> all(${ids}::uuid[])
        and coalesce(k.visibility, 'VISIBLE') = 'VISIBLE')`,
  );
  const oldest = texts.map(({ publishedAt }) => new Date(publishedAt).toISOString()).sort()[0] ?? null;
  const picked = [...texts].sort((a, b) => (a.id.slice(-6) < b.id.slice(-6) ? -1 : 1)).slice(0, SAMPLES);
  return {
    oldestAt: oldest,
    accepted: people.length === 0 ? 0 : Math.round(((row?.n ?? 0) / people.length) * 100),
    samples: picked.map(({ kind, id, title, text, locale }) => ({
      kind,
      id,
      text: Array.from(title || text)
        .slice(0, SHORT)
        .join(''),
      locale,
    })),
    untouched,
  };
}
