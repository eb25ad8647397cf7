import { Inject, Injectable } from '@nestjs/common';
import { visitor } from '@hiroba/kernel';
import { attachmentCount } from '@hiroba/attachments/server';
import {
  BATCH, batches, firstId, isId, literal, ORIGIN, placeIsOut, Sql, sql, type Downloads, type OpenData, type OriginOf, type Query, type ReadRows,
} from '@hiroba/server';
import { authorCount, authorNames } from './proposal.authors.ts';
import { spotCell } from '@hiroba/places/server';
import { filedPaths } from '@hiroba/taxonomies/server';
import { detailNames } from '../domain/proposal.kind.ts';
import { answerCells, answerInForce } from './answer.export.ts';
import { commentCount, isShown, numbers, shownSupports } from './proposal.rows.ts';

/** Which proposals are exported: of a space or of one component, and where their pages are. */
export interface ProposalExportScope {
  readonly organisationId: string;
  readonly spaceId?: string;
  readonly componentId?: string;
  /** The address of the installation. */
  readonly origin: string;
  readonly locale: string;
}

const columns = [
  'id', 'external_id', 'reference', 'url', 'space_id', 'component_id', 'state', 'title', 'body', 'locale', 'authors', 'author_count',
  'official', 'office', 'origin', 'credited_to', 'taxonomies', 'place', 'lat', 'lon', 'published_at', 'edited_at', 'versions',
  'withdrawn_at', 'merged_into', 'merged_from', 'split_from', 'amends_id', 'supports', 'threshold', 'comments', 'followers',
  'attachments', 'answer_status', 'answer_kind', 'answer_text_ja', 'answer_text_en', 'answer_office', 'cost_yen', 'cost_note',
  'execution_period', 'answered_at', 'answer_versions', 'result_ids', 'withheld', 'log_index', 'kind', ...detailNames,
] as const;

const detailColumns = literal(detailNames.map((name) => `case when p.withheld_at is null then p.details ->> '${name}' end as ${name}`).join(', '));

const versionColumns = ['id', 'proposal_id', 'version', 'at', 'by', 'title', 'body'] as const;

/** Published proposals `p` of public places `c` in `s`, in the scope. */
export const within = ({ organisationId, spaceId, componentId }: ProposalExportScope): Query => sql`
  p.organisation_id = ${organisationId} and p.rev > 0 and ${placeIsOut}
  and (${spaceId ?? null}::uuid is null or c.space_id = ${spaceId ?? null}::uuid)
  and (${componentId ?? null}::uuid is null or c.id = ${componentId ?? null}::uuid)`;

/** The place `c` and the space `s` of `p`. */
export const places = literal(`
  join component c on c.organisation_id = p.organisation_id and c.id = p.component_id
  join space s on s.organisation_id = c.organisation_id and s.id = c.space_id`);

/** The other ends of the standing links of `p`, in order. */
const linked = (wanted: string, own: string, kind: string): Query => literal(`(
  select string_agg(${wanted}::text, '; ' order by l.position) from proposal_link l
  where l.organisation_id = p.organisation_id and ${own} = p.id and l.kind = '${kind}' and l.undone_at is null)`);

/** A cell that is empty while moderation withholds the text of `p`. */
export const shown = (cell: Query): Query => sql`case when ${isShown} then ${cell} end`;

const proposalsAfter = (scope: ProposalExportScope, after: string): Query => sql`
  select p.id, p.external_id, p.reference,
    format('%s/%s/spaces/%s/proposals/%s/%s', ${scope.origin}::text, ${scope.locale}::text, s.slug, c.id, p.id) as url,
    c.space_id, c.id as component_id, p.state, ${shown(literal('p.title'))} as title, ${shown(literal('p.body'))} as body, p.locale, ${shown(authorNames())} as authors,
    ${authorCount} as author_count, p.official, p.office, p.origin, ${shown(literal('p.credited_to'))} as credited_to,
    ${shown(filedPaths('proposal', sql`p.organisation_id`, sql`p.id`))} as taxonomies,
    ${shown(spotCell('proposal', sql`p.organisation_id`, sql`p.id`, 'address'))} as place,
    ${shown(spotCell('proposal', sql`p.organisation_id`, sql`p.id`, 'lat'))} as lat, ${shown(spotCell('proposal', sql`p.organisation_id`, sql`p.id`, 'lon'))} as lon,
    p.published_at, p.edited_at, p.versions, p.withdrawn_at, p.amends_id,
    ${linked('l.result_id', 'l.source_id', 'MERGE')} as merged_into, ${linked('l.source_id', 'l.result_id', 'MERGE')} as merged_from,
    ${linked('l.source_id', 'l.result_id', 'SPLIT')} as split_from, ${shownSupports(visitor(scope.organisationId))} as supports,
    coalesce((c.settings ->> 'threshold')::int, 0) as threshold, ${commentCount} as comments,
    0 as followers, ${shown(attachmentCount(sql`p.organisation_id`, 'proposal', sql`p.id`))} as attachments, ${answerCells}, not ${isShown} as withheld, l.idx as log_index, p.kind, ${detailColumns}
  from proposal p ${places} ${numbers}
  ${answerInForce}
  left join log_entry l on l.organisation_id = p.organisation_id and l.subject_kind = 'proposal' and l.subject_id = p.id::text
    and l.subject_rev = 1
  where ${within(scope)} and p.id > ${after}::uuid order by p.id limit ${BATCH}`;

const versionsAfter = (scope: ProposalExportScope, { proposal_id: id, version }: { proposal_id: string; version: number }): Query => sql`
  select format('%s/%s', p.id, v.n) as id, p.id as proposal_id, v.n as version, v.at,
    ${shown(authorNames(sql`v.at`))} as by, ${shown(literal("v.content ->> 'title'"))} as title, ${shown(literal("v.content ->> 'body'"))} as body
  from version v
  join proposal p on p.organisation_id = v.organisation_id and p.id = v.subject_id ${places}
  where v.subject_kind = 'proposal' and ${within(scope)} and (v.subject_id, v.n) > (${id}::uuid, ${version})
  order by v.subject_id, v.n limit ${BATCH}`;

/** The open data of proposals, read by keyset so that length costs no memory. */
export const proposalExport = {
  name: 'proposals',
  titleKey: 'proposals.openData.proposals',
  columns,
  rows: (read: ReadRows, scope: ProposalExportScope) =>
    batches<{ id: string }>(read, (last) => proposalsAfter(scope, last?.id ?? firstId)),
};

/** The open data of the versions of proposals. */
export const proposalVersionExport = {
  name: 'proposal_versions',
  titleKey: 'proposals.openData.versions',
  columns: versionColumns,
  rows: (read: ReadRows, scope: ProposalExportScope) =>
    batches<{ proposal_id: string; version: number }>(read, (last) => versionsAfter(scope, last ?? { proposal_id: firstId, version: 0 })),
};

interface Room { readonly slug: string; readonly zone: string; readonly host: string }

/** The proposals of one component for everybody to take along. */
@Injectable()
export class ProposalDownloads implements Downloads {
  readonly path = 'proposals';

  constructor(
    private readonly db: Sql,
    @Inject(ORIGIN) private readonly originOf: OriginOf,
  ) {}

  /** The proposals of a public component. */
  async find(organisationId: string, id: string): Promise<OpenData | undefined> {
    if (!isId(id)) return undefined;
    const room = await this.db.first<Room>(sql`
      select s.slug, o.zone, h.host from component c
      join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
      join organisation o on o.id = c.organisation_id
      join organisation_host h on h.organisation_id = o.id and h.canonical
      where c.organisation_id = ${organisationId} and c.id = ${id} and c.manifest = 'proposals' and ${placeIsOut}`);
    if (!room) return undefined;
    const scope = { organisationId, componentId: id, origin: this.originOf(room.host), locale: 'ja' };
    return {
      name: `${room.slug}-proposals`, zone: room.zone, columns: proposalExport.columns, rows: (read) => proposalExport.rows(read, scope),
    };
  }
}
