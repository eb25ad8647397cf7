import type { PersonalDataSource } from '@hiroba/accounts/server';
import { rowsIn, sql } from '@hiroba/server';

/** What debates keep about a person: the ones they opened, which stay, and their drafts, which are let go. */
export const debatesPersonalData: readonly PersonalDataSource[] = [
  {
    name: 'debates',
    titleKey: 'debates.myData.debates',
    rows: (em, organisationId, personId) => rowsIn<object>(em, sql`
      select d.reference, d.state, d.question, d.background, d.ask, d.layout, d.alignment, d.locale, d.created_at, d.published_at, d.edited_at, d.withheld_at,
        d.opens_at, d.closes_at,
        (select json_agg(json_build_object('kind', v.subject_kind, 'n', v.n, 'at', v.at, 'content', v.content) order by v.at, v.n) from version v
         where v.organisation_id = d.organisation_id and v.subject_id = d.id and v.subject_kind in ('debate', 'debate_update')) as versions
      from debate d where d.organisation_id = ${organisationId} and d.author_id = ${personId} order by d.created_at, d.id`),
    erase: async (em, organisationId, personId) => {
      await rowsIn(em, sql`delete from debate where organisation_id = ${organisationId} and author_id = ${personId} and rev = 0`);
      await rowsIn(em, sql`delete from debate_allowance where organisation_id = ${organisationId} and person_id = ${personId}`);
    },
  },
];
