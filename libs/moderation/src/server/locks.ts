import { firstIn, literal, sql, type Query } from '@hiroba/server';
import type { EntityManager } from '@mikro-orm/postgresql';

/** Until when the conversation below a thing is closed for new comments, read under the lock of the thing. */
export async function lockedUntilIn(
  em: EntityManager,
  organisationId: string,
  kind: string,
  id: string,
): Promise<Date | null> {
  const row = await firstIn<{ until: Date | string | null }>(
    em,
    sql`select locked_until as until from mod_case where organisation_id = ${organisationId} and target_kind = ${kind} and target_id = ${id}`,
  );
  return row?.until ? new Date(row.until) : null;
}

/** SQL of the decision by which the conversation below a thing is closed now; nothing where it is open. */
export const lockOf = (organisationId: string, kind: string, id: string, now: Date): Query => sql`
  select m.id, m.kind, m.rule_id as rule, m.rule_version as version, m.explanation as reason, m.locale, m.decided_at as at, m.ends_at as "endsAt",
    pr.title as titles, e.event_id as "entryId"
  from mod_case k join mod_decision m on m.organisation_id = k.organisation_id and m.case_id = k.id and m.kind = ${literal("'LOCK_THREAD'")}
  join mod_policy_rule pr on pr.organisation_id = m.organisation_id and pr.id = m.rule_id and pr.version = m.rule_version
  left join log_entry e on e.organisation_id = m.organisation_id and e.subject_kind = 'case' and e.subject_id = m.case_id::text
    and e.subject_rev = m.case_rev
  where k.organisation_id = ${organisationId} and k.target_kind = ${kind} and k.target_id = ${id}::uuid and k.locked_until > ${now}
  order by m.case_rev desc limit 1`;
