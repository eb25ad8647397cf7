import { Inject, Injectable } from '@nestjs/common';
import {
  BATCH, batches, isId, literal, openToAll, ORIGIN, placeIsOut, Sql, sql, type Downloads, type OpenData, type OriginOf, type Query, type ReadRows,
} from '@hiroba/server';
import { filedPaths } from '@hiroba/taxonomies/server';
import { atPosition, isShown, numbers, type Position } from './comment.rows.ts';

/** A comment as open data has it; of a deleted one only its place and times. */
export interface ExportedComment {
  readonly id: string;
  readonly url: string;
  readonly root_type: string;
  readonly root_id: string;
  readonly parent_id: string | null;
  readonly depth: number;
  readonly space_id: string;
  readonly component_id: string;
  /** What the thing commented on is filed under, as paths of keys. */
  readonly root_taxonomies: string | null;
  readonly author: string | null;
  readonly office: string | null;
  readonly body: string | null;
  readonly locale: string;
  readonly alignment: string | null;
  readonly up: number;
  readonly down: number;
  readonly replies: number;
  readonly created_at: Date;
  readonly edited_at: Date | null;
  readonly versions: number;
  readonly answers_version: number | null;
  /** A closed account leaves the text and takes the name. */
  readonly state: 'visible' | 'deleted' | 'withheld' | 'account_closed';
  readonly log_index: string | null;
}

/** Which comments are exported: of a space or of one component, and where the installation is. */
export interface ExportScope {
  readonly organisationId: string;
  readonly spaceId?: string;
  readonly componentId?: string;
  readonly origin: string;
  readonly locale: string;
}

function batch({ organisationId, spaceId, componentId, origin, locale }: ExportScope, after: Position | undefined): Query {
  // What an index of one component holds in order; of more than one, ids are what an index holds.
  const past = (position: Position): Query => componentId ? sql`(c.created_at, c.id) > ${atPosition(position)}` : sql`c.id > ${position.id}`;
  const from = after ? sql`and ${past(after)}` : literal('');
  return sql`
    select c.id, format('%s/%s/comments/%s', ${origin}::text, ${locale}::text, c.id) as url, c.root_kind as root_type, c.root_id, coalesce(c.reply_to_id, c.parent_id) as parent_id, c.depth,
      p.space_id, c.component_id, c.locale, c.created_at, c.edited_at, c.versions, c.answers_version, c.alignment,
      ${filedPaths(literal('c.root_kind'), literal('c.organisation_id'), literal('c.root_id'))} as root_taxonomies,
      coalesce(n.up, 0)::int as up, coalesce(n.down, 0)::int as down,
      case when c.state = 'DELETED' then 'deleted' when not (${isShown('c')}) then 'withheld' when a.closed_at is not null then 'account_closed' else 'visible' end as state,
      case when ${isShown('c')} then nullif(a.display_name, '') end as author,
      case when ${isShown('c')} then c.office end as office,
      case when ${isShown('c')} then c.body end as body,
      coalesce(n.replies, 0)::int as replies, l.idx as log_index
    from comment c ${numbers}
    join component p on p.organisation_id = c.organisation_id and p.id = c.component_id and p.published
    join space s on s.organisation_id = p.organisation_id and s.id = p.space_id and s.state <> 'DRAFT' and ${openToAll}
    join person a on a.organisation_id = c.organisation_id and a.id = c.author_id
    left join log_entry l on l.organisation_id = c.organisation_id and l.subject_kind = 'comment'
      and l.subject_id = c.id::text and l.subject_rev = 1
    where c.organisation_id = ${organisationId} and c.rev >= 1
      ${spaceId ? sql`and p.space_id = ${spaceId}` : literal('')} ${componentId ? sql`and c.component_id = ${componentId}` : literal('')} ${from}
    order by ${literal(componentId ? 'c.created_at, c.id' : 'c.id')} limit ${BATCH}`;
}

/** The open data of comments: its columns, and its rows read by keyset so that length costs no memory. */
export const commentExport = {
  name: 'comments',
  titleKey: 'comments.openData.comments',
  columns: [
    'id', 'url', 'root_type', 'root_id', 'parent_id', 'depth', 'space_id', 'component_id', 'root_taxonomies', 'author', 'office', 'body',
    'locale', 'alignment', 'up', 'down', 'replies', 'created_at', 'edited_at', 'versions', 'answers_version', 'state', 'log_index',
  ] as const satisfies readonly (keyof ExportedComment)[],

  rows: (read: ReadRows, scope: ExportScope): AsyncGenerator<ExportedComment> =>
    batches(read, (last) => batch(scope, last && { createdAt: last.created_at, id: last.id })),
};

/** The comments of one component for everybody to take along. */
@Injectable()
export class CommentDownloads implements Downloads {
  readonly path = 'comments';

  constructor(
    private readonly db: Sql,
    @Inject(ORIGIN) private readonly originOf: OriginOf,
  ) {}

  /** The comments of a public component. */
  async find(organisationId: string, id: string): Promise<OpenData | undefined> {
    if (!isId(id)) return undefined;
    const room = await this.db.first<{ slug: string; zone: string; host: string }>(sql`
      select s.slug, o.zone, h.host from component c
      join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
      join organisation o on o.id = c.organisation_id
      join organisation_host h on h.organisation_id = o.id and h.canonical
      where c.organisation_id = ${organisationId} and c.id = ${id} and ${placeIsOut}`);
    if (!room) return undefined;
    const scope = { organisationId, componentId: id, origin: this.originOf(room.host), locale: 'ja' };
    return { name: `${room.slug}-comments`, zone: room.zone, columns: commentExport.columns, rows: (read) => commentExport.rows(read, scope) };
  }
}
