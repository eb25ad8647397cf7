import {
  BATCH,
  batches,
  firstId,
  placeIsOut,
  sql,
  type OpenDataScope,
  type OpenDataSet,
  type Query,
  type ReadRows,
} from '@hiroba/server';
import type { RegisterFilter } from '../../domain/register.ts';
import { narrowed } from './register.reads.ts';

/** The columns of the register as a file. */
export const registerColumns = [
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
  'reason_code',
  'second_person',
] as const;

/** SQL of decisions of the register after one of them, of places that everybody may enter. */
const decisionsAfter = (organisationId: string, where: Query, after: string): Query => sql`
  select m.id, m.id as puid, r.thing as thing_type, r.space_id, m.kind, format('%s@%s', m.rule_id, m.rule_version) as rule, m.ground,
    m.automated_detection as automated, m.decided_at, m.ends_at, nullif(r.outcome, 'NONE') as outcome,
    r.outcome not in ('NONE', 'OPEN') as other_reviewer, l.idx as log_index, m.reason_code, m.approver_id is not null as second_person
  from mod_register r
  join mod_decision m on m.organisation_id = r.organisation_id and m.id = r.decision_id
  join component c on c.organisation_id = r.organisation_id and c.id = r.component_id
  join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
  left join log_entry l on l.organisation_id = m.organisation_id and l.subject_kind = 'case' and l.subject_id = m.case_id::text and l.subject_rev = m.case_rev
  where r.organisation_id = ${organisationId} and ${where} and ${placeIsOut} and r.decision_id > ${after}::uuid
  order by r.decision_id limit ${BATCH}`;

const inSpace = ({ spaceId }: OpenDataScope): Query =>
  sql`(${spaceId ?? null}::uuid is null or r.space_id = ${spaceId ?? null}::uuid)`;

/** SQL of the id of the space at an address, where everybody may enter it; restricted further by `placeIsOut`. */
export const publicSpaceAt = (organisationId: string, slug: string): Query => sql`(
  select k.space_id from space_slug k where k.organisation_id = ${organisationId} and k.slug = ${slug})`;

/** The register as it is narrowed, for a file. */
export const registerRows = (read: ReadRows, organisationId: string, filter: RegisterFilter) =>
  batches<{ id: string }>(read, (last) =>
    decisionsAfter(
      organisationId,
      narrowed(
        organisationId,
        filter,
        filter.space === undefined ? undefined : publicSpaceAt(organisationId, filter.space),
      ),
      last?.id ?? firstId,
    ),
  );

/** The open data of moderation: what was decided under which rule; no texts, names or reasons. */
export const moderationExport: OpenDataSet = {
  name: 'moderation_decisions',
  titleKey: 'moderation.openData.decisions',
  columns: registerColumns,
  rows: (read, scope) =>
    batches<{ id: string }>(read, (last) => decisionsAfter(scope.organisationId, inSpace(scope), last?.id ?? firstId)),
};
