import { sql, type Query } from '@hiroba/server';

/** SQL of what is in use in a place for proposals, for the locks of its settings: its supports, and each status that an answer has or had. */
export const settingUse = (organisationId: string, componentId: string): Query => sql`
  with here as (select * from proposal where organisation_id = ${organisationId} and component_id = ${componentId}),
  statuses as (
    select answer_status as key from here union all select next_answer_status from here
    union all select v.content ->> 'status' from version v join here on here.id = v.subject_id
      where v.organisation_id = ${organisationId} and v.subject_kind = 'proposal_answer'
    union all select content ->> 'status' from proposal_answer_draft
      where organisation_id = ${organisationId} and component_id = ${componentId})
  select 'status:' || key as name, count(*) as n from statuses where key is not null group by key
  union all select 'supports', count(*) from (
    select 1 from proposal_support where organisation_id = ${organisationId} and component_id = ${componentId} limit 1) given`;
