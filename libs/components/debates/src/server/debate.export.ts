import { BATCH, batches, firstId, literal, placeIsOut, sql, type OpenDataScope, type OpenDataSet, type Query } from '@hiroba/server';
import { isShown } from './debate.reads.ts';

const columns = [
  'id', 'reference', 'url', 'space_id', 'component_id', 'question', 'background', 'locale', 'author', 'office', 'layout', 'alignment', 'published_at',
  'edited_at', 'versions', 'opens_at', 'closes_at', 'closed_at', 'conclusions_ja', 'conclusions_en', 'concluded_at', 'comments', 'comments_for',
  'comments_neutral', 'comments_against', 'withheld', 'log_index',
] as const;

/** A cell that is empty while moderation withholds the text of `d`. */
const shown = (cell: Query): Query => sql`case when ${isShown} then ${cell} end`;

const debatesAfter = ({ organisationId, spaceId, origin, locale }: OpenDataScope, after: string): Query => sql`
  select d.id, d.reference, format('%s/%s/spaces/%s/debates/%s/%s', ${origin}::text, ${locale}::text, s.slug, c.id, d.id) as url,
    c.space_id, c.id as component_id, ${shown(literal('d.question'))} as question, ${shown(literal('d.background'))} as background, d.locale,
    ${shown(literal("nullif(a.display_name, '')"))} as author, d.office, d.layout, d.alignment,
    d.published_at, d.edited_at, d.versions, d.opens_at, d.closes_at, coalesce(d.closed_at, case when d.closes_at <= now() then d.closes_at end) as closed_at,
    ${shown(literal("v.content -> 'text' ->> 'ja'"))} as conclusions_ja, ${shown(literal("v.content -> 'text' ->> 'en'"))} as conclusions_en, d.concluded_at,
    counted(d.organisation_id, 'comments', d.id)::int as comments, counted(d.organisation_id, 'comments_for', d.id)::int as comments_for,
    counted(d.organisation_id, 'comments_neutral', d.id)::int as comments_neutral,
    counted(d.organisation_id, 'comments_against', d.id)::int as comments_against, not ${isShown} as withheld, l.idx as log_index
  from debate d
  join component c on c.organisation_id = d.organisation_id and c.id = d.component_id
  join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
  left join person a on a.organisation_id = d.organisation_id and a.id = d.author_id
  left join version v on v.organisation_id = d.organisation_id and v.subject_kind = 'debate_conclusions' and v.subject_id = d.id and v.n = d.conclusion_versions
  left join log_entry l on l.organisation_id = d.organisation_id and l.subject_kind = 'debate' and l.subject_id = d.id::text and l.subject_rev = 1
  where d.organisation_id = ${organisationId} and d.rev > 0 and ${placeIsOut}
    and (${spaceId ?? null}::uuid is null or c.space_id = ${spaceId ?? null}::uuid) and d.id > ${after}::uuid
  order by d.id limit ${BATCH}`;

/** The open data of debates, read by keyset so that length costs no memory. */
export const debateExport: OpenDataSet = {
  name: 'debates', titleKey: 'debates.openData.debates', columns,
  rows: (read, scope) => batches<{ id: string }>(read, (last) => debatesAfter(scope, last?.id ?? firstId)),
};
