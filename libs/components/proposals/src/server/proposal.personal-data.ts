import type { PersonalDataSource } from '@hiroba/accounts/server';
import { forgetGivenPoints } from '@hiroba/places/server';
import { rowsIn, sql } from '@hiroba/server';
import { filedPaths } from '@hiroba/taxonomies/server';

/** What proposals keep about a person: their texts, which stay, and their drafts and supports, which are let go. */
export const proposalsPersonalData: readonly PersonalDataSource[] = [
  {
    name: 'proposals',
    titleKey: 'proposals.myData.proposals',
    rows: (em, organisationId, personId) => rowsIn<object>(em, sql`
      select case when p.author_id = ${personId} then 'FIRST_AUTHOR' when p.coauthor_ids @> array[${personId}::uuid] then 'COAUTHOR' else 'ENTERED_FOR' end as role, p.reference, p.state, p.title, p.body, p.kind, p.details,
        ${filedPaths('proposal', sql`p.organisation_id`, sql`p.id`)} as taxonomies,
        o.address as place, o.lat, o.lon, p.locale, p.created_at, p.published_at, p.edited_at, p.withdrawn_at, p.withheld_at,
        (select json_agg(json_build_object('n', v.n, 'at', v.at, 'content', v.content) order by v.n) from version v
         where v.organisation_id = p.organisation_id and v.subject_kind = 'proposal' and v.subject_id = p.id) as versions
      from proposal p left join spot o on o.organisation_id = p.organisation_id and o.subject_kind = 'proposal' and o.subject_id = p.id
      where p.organisation_id = ${organisationId}
        and (p.author_id = ${personId} or p.coauthor_ids @> array[${personId}::uuid]
          or p.id in (select f.proposal_id from proposal_entered_for f where f.organisation_id = ${organisationId} and f.person_id = ${personId})) order by p.created_at, p.id`),
    erase: async (em, organisationId, personId) => {
      await rowsIn(em, sql`delete from taxonomy_use u using proposal p where p.organisation_id = ${organisationId} and p.author_id = ${personId}
        and p.rev = 0 and u.organisation_id = p.organisation_id and u.subject_kind = 'proposal' and u.subject_id = p.id`);
      await rowsIn(em, sql`delete from spot o using proposal p where p.organisation_id = ${organisationId} and p.author_id = ${personId}
        and p.rev = 0 and o.organisation_id = p.organisation_id and o.subject_kind = 'proposal' and o.subject_id = p.id`);
      // What everybody sees stays; nobody is left who may see more.
      await rowsIn(em, sql`delete from proposal_entered_for where organisation_id = ${organisationId} and person_id = ${personId}`);
      await forgetGivenPoints(em, organisationId, 'proposal', sql`select p.id from proposal p
        where p.organisation_id = ${organisationId} and p.author_id = ${personId} and p.coauthor_ids = '{}'`);
      await rowsIn(em, sql`delete from proposal where organisation_id = ${organisationId} and author_id = ${personId} and rev = 0`);
      await rowsIn(em, sql`
        delete from proposal_author w using proposal p where w.organisation_id = ${organisationId} and w.person_id = ${personId}
          and p.organisation_id = w.organisation_id and p.id = w.proposal_id and p.rev = 0`);
      await rowsIn(em, sql`
        update proposal set coauthor_ids = array_remove(coauthor_ids, ${personId}::uuid)
        where organisation_id = ${organisationId} and coauthor_ids @> array[${personId}::uuid] and rev = 0`);
    },
  },
  {
    name: 'invitations',
    titleKey: 'proposals.myData.invitations',
    rows: (em, organisationId, personId) => rowsIn<object>(em, sql`
      select case when i.inviter_id = ${personId} then 'SENT' else 'RECEIVED' end as direction, case when i.inviter_id = ${personId} or p.withheld_at is null then p.title end as title, i.state, i.invited_at, i.expires_at, i.answered_at
      from proposal_invitation i join proposal p on p.organisation_id = i.organisation_id and p.id = i.proposal_id
      where i.organisation_id = ${organisationId} and ${personId} in (i.inviter_id, i.person_id) order by i.invited_at, i.id`),
    erase: async (em, organisationId, personId) => {
      await rowsIn(em, sql`delete from proposal_invitation where organisation_id = ${organisationId} and ${personId} in (inviter_id, person_id)`);
    },
  },
  {
    name: 'supports',
    titleKey: 'proposals.myData.supports',
    rows: (em, organisationId, personId) => rowsIn<object>(em, sql`
      select p.reference, case when p.withheld_at is null then p.title end as title, v.day from proposal_allowance m
      join proposal_support v on v.organisation_id = m.organisation_id and v.component_id = m.component_id and v.supporter = m.supporter
      join proposal p on p.organisation_id = v.organisation_id and p.id = v.proposal_id
      where m.organisation_id = ${organisationId} and m.person_id = ${personId} order by v.day, p.id`),
    erase: async (em, organisationId, personId) => {
      await rowsIn(em, sql`delete from proposal_allowance where organisation_id = ${organisationId} and person_id = ${personId}`);
    },
  },
  {
    name: 'amendments',
    titleKey: 'proposals.myData.amendments',
    rows: (em, organisationId, personId) => rowsIn<object>(em, sql`
      select m.state, m.title, m.body, m.locale, m.created_at, m.opened_at, m.decided_at, m.reason, p.reference as proposal from amendment m
      join proposal p on p.organisation_id = m.organisation_id and p.id = m.proposal_id
      where m.organisation_id = ${organisationId} and m.author_id = ${personId} order by m.created_at, m.id`),
    erase: async (em, organisationId, personId) => {
      await rowsIn(em, sql`delete from amendment where organisation_id = ${organisationId} and author_id = ${personId} and rev = 0`);
    },
  },
];
