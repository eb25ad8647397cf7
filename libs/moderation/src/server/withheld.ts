import type { Viewer } from '@hiroba/kernel';
import { holdsIn, literal, sql, type Query } from '@hiroba/server';
import { readersOfWithheld } from '../domain/withholding.ts';

/** SQL that is true where the viewer reads withheld texts of the space whose id the expression gives. */
export const readsWithheld = (viewer: Viewer, spaceId: Query): Query => holdsIn(viewer, readersOfWithheld, spaceId);

/** Where the columns of a thing are found, for the question who reads its text. */
export interface WithheldColumns {
  readonly withheldAt: Query;
  /** True where the viewer is among its authors. */
  readonly own: Query;
  readonly spaceId: Query;
}

/**
 * SQL that is true where the viewer reads the text of a thing they know of: everybody as long as it is not withheld, its authors
 * and those who moderate always. The one seat of that question for every kind.
 */
export const readsText = (viewer: Viewer, { withheldAt, own, spaceId }: WithheldColumns): Query =>
  sql`(${withheldAt} is null or coalesce(${own}, false) or ${readsWithheld(viewer, spaceId)})`;

/** SQL of what stands beside a thing that is seen, as json: what is covered of it and why, and what label it has. */
export const markingsJson = (kind: string, organisation: Query, id: Query, [redactedAt, labelledAt]: readonly [Query, Query]): Query => sql`
  case when ${redactedAt} is null and ${labelledAt} is null then '[]'::json else (
    select coalesce(json_agg(json_build_object('id', m.id, 'kind', m.kind, 'code', m.reason_code, 'rule', m.rule_id, 'version', m.rule_version,
      'reason', m.explanation, 'locale', m.locale, 'at', m.decided_at, 'titles', mr.title, 'endsAt', null, 'entryId', me.event_id) order by m.kind), '[]'::json)
    from mod_case mc cross join lateral (
      (select * from mod_decision r where mc.redacted and r.organisation_id = mc.organisation_id and r.case_id = mc.id and r.kind = 'REDACT'
        order by r.case_rev desc limit 1)
      union all (select * from mod_decision l where mc.label is not null and l.organisation_id = mc.organisation_id and l.case_id = mc.id
        and l.kind = 'LABEL' order by l.case_rev desc limit 1)) m
    join mod_policy_rule mr on mr.organisation_id = m.organisation_id and mr.id = m.rule_id and mr.version = m.rule_version
    left join log_entry me on me.organisation_id = m.organisation_id and me.subject_kind = 'case' and me.subject_id = m.case_id::text
      and me.subject_rev = m.case_rev
    where mc.organisation_id = ${organisation} and mc.target_kind = ${literal(`'${kind}'`)} and mc.target_id = ${id}) end`;

/** SQL of why a thing is withheld, or until when it waits for a look, as json; null where it is neither. */
export const withholdingJson = (kind: string, organisation: Query, id: Query, withheldAt: Query): Query => sql`
  case when ${withheldAt} is not null then coalesce((
    select json_build_object('rule', '', 'version', 0, 'reason', '', 'locale', '', 'at', ${withheldAt}, 'titles', '{}'::json, 'entryId', null,
      'waitsUntil', mh.held_until)
    from mod_case mh where mh.organisation_id = ${organisation} and mh.target_kind = ${literal(`'${kind}'`)} and mh.target_id = ${id}
      and mh.held_until is not null), (
    select json_build_object('rule', m.rule_id, 'version', m.rule_version, 'reason', m.explanation, 'locale', m.locale, 'at', m.decided_at,
      'titles', mr.title, 'entryId', me.event_id)
    from mod_case mc join mod_decision m on m.organisation_id = mc.organisation_id and m.case_id = mc.id
    join mod_policy_rule mr on mr.organisation_id = m.organisation_id and mr.id = m.rule_id and mr.version = m.rule_version
    left join log_entry me on me.organisation_id = m.organisation_id and me.subject_kind = 'case' and me.subject_id = m.case_id::text
      and me.subject_rev = m.case_rev
    where mc.organisation_id = ${organisation} and mc.target_kind = ${literal(`'${kind}'`)} and mc.target_id = ${id} and m.kind in ('HIDE', 'INTERIM_HIDE', 'SUPPRESS')
    order by m.case_rev desc limit 1)) end`;
