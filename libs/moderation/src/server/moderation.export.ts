import {
  BATCH,
  batches,
  firstId,
  placeIsOut,
  sql,
  type OpenDataScope,
  type OpenDataSet,
  type Query,
} from '@hiroba/server';

const columns = [
  'puid',
  'thing_type',
  'space_id',
  'kind',
  'rule',
  'ground',
  'automated',
  'decided_at',
  'ends_at',
  'outcome',
  'other_reviewer',
  'log_index',
] as const;

const decisionsAfter = ({ organisationId, spaceId }: OpenDataScope, after: string): Query => sql`
  select m.id, m.id as puid, k.target_kind as thing_type, c.space_id, m.kind, format('%s@%s', m.rule_id, m.rule_version) as rule, m.ground,
    m.automated_detection as automated, m.decided_at, m.ends_at, a.outcome, a.outcome is not null as other_reviewer,
    l.idx as log_index
  from mod_decision m
  join mod_case k on k.organisation_id = m.organisation_id and k.id = m.case_id
  join component c on c.organisation_id = k.organisation_id and c.id = k.component_id
  join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
  left join log_entry l on l.organisation_id = m.organisation_id and l.subject_kind = 'case' and l.subject_id = m.case_id::text and l.subject_rev = m.case_rev
  left join lateral (select o.outcome from mod_appeal o where o.decision_id = m.id and o.outcome is not null
    order by o.reviewed_at desc, o.id limit 1) a on true
  where m.organisation_id = ${organisationId} and ${placeIsOut} and m.id > ${after}::uuid
    and (${spaceId ?? null}::uuid is null or c.space_id = ${spaceId ?? null}::uuid)
  order by m.id limit ${BATCH}`;

/** The open data of moderation: what was decided under which rule; no texts, names or reasons. */
export const moderationExport: OpenDataSet = {
  name: 'moderation_decisions',
  titleKey: 'moderation.openData.decisions',
  columns,
  rows: (read, scope) => batches<{ id: string }>(read, (last) => decisionsAfter(scope, last?.id ?? firstId)),
};
