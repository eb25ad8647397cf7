import { rowsIn, sql } from '@hiroba/server';
import type { Withholdable } from './withholdable.ts';

/** Accounts as cases: there is nothing to take out of sight, and the log never says whose they are. */
export const accountWithholdable: Withholdable = {
  kind: 'account',
  named: { ja: 'アカウント', en: 'An account' },
  lock: async (em, organisationId, id) =>
    (
      await rowsIn(
        em,
        sql`select 1 from mod_case where organisation_id = ${organisationId} and target_kind = 'account' and target_id = ${id} for update`,
      )
    ).length > 0,
  judged: (organisationId, id) => sql`
    select ak.component_id as "componentId", c.space_id as "spaceId", p.display_name as title, '' as text, p.locale, '/account' as path,
      coalesce((select max(o.content_date) from mod_proposal o where o.organisation_id = ak.organisation_id and o.case_id = ak.id and o.outcome is null),
        (select max(m.content_date) from mod_decision m where m.organisation_id = ak.organisation_id and m.case_id = ak.id), now()) as "publishedAt",
      null::timestamptz as "withheldAt", null::timestamptz as "redactedAt", json_build_array(p.id) as "authorIds", json_build_object() as content
    from mod_case ak join person p on p.organisation_id = ak.organisation_id and p.id = ak.target_id
    join component c on c.organisation_id = ak.organisation_id and c.id = ak.component_id
    where ak.organisation_id = ${organisationId} and ak.target_kind = 'account' and ak.target_id = ${id}`,
  worded: [],
  mark: async () => undefined,
};
