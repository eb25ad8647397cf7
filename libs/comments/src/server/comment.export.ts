import { literal, sql, type Query } from '@hiroba/server';
import { atPosition, type Position } from './comment.rows.ts';

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
  readonly author: string | null;
  readonly office: string | null;
  readonly body: string | null;
  readonly locale: string;
  readonly replies: number;
  readonly created_at: Date;
  readonly edited_at: Date | null;
  readonly versions: number;
  readonly answers_version: number | null;
  readonly state: 'visible' | 'deleted';
  readonly log_index: string | null;
}

/** Which comments are exported, and where their pages are. */
export interface ExportScope {
  readonly organisationId: string;
  readonly spaceId: string;
  urlOf(comment: { id: string; root_type: string; root_id: string; component_id: string; space_slug: string }): string;
}

/** Runs a query on the connection of the export's snapshot. */
export type ReadRows = <R>(query: Query) => Promise<readonly R[]>;

const BATCH = 1_000;

function batch({ organisationId, spaceId }: ExportScope, after: Position | undefined): Query {
  const from = after ? sql`and (c.created_at, c.id) > ${atPosition(after)}` : literal('');
  return sql`
    select c.id, c.root_kind as root_type, c.root_id, coalesce(c.reply_to_id, c.parent_id) as parent_id, c.depth,
      p.space_id, c.component_id, c.locale, c.created_at, c.edited_at, c.versions, c.answers_version, lower(c.state) as state,
      case when c.state = 'VISIBLE' then nullif(a.display_name, '') end as author,
      case when c.state = 'VISIBLE' then c.office end as office,
      case when c.state = 'VISIBLE' then c.body end as body,
      case when c.depth = 0 then counted(c.organisation_id, 'replies', c.id) else 0 end::int as replies,
      l.idx as log_index, s.slug as space_slug
    from comment c
    join component p on p.organisation_id = c.organisation_id and p.id = c.component_id and p.space_id = ${spaceId} and p.published
    join space s on s.organisation_id = p.organisation_id and s.id = p.space_id
    join person a on a.organisation_id = c.organisation_id and a.id = c.author_id
    left join log_entry l on l.organisation_id = c.organisation_id and l.subject_kind = 'comment'
      and l.subject_id = c.id::text and l.subject_rev = 1
    where c.organisation_id = ${organisationId} and c.rev >= 1 ${from}
    order by c.created_at, c.id limit ${BATCH}`;
}

/** The open data of comments: its columns, and its rows read by keyset so that length costs no memory. */
export const commentExport = {
  name: 'comments',
  columns: [
    'id', 'url', 'root_type', 'root_id', 'parent_id', 'depth', 'space_id', 'component_id', 'author', 'office', 'body', 'locale',
    'replies', 'created_at', 'edited_at', 'versions', 'answers_version', 'state', 'log_index',
  ] as const satisfies readonly (keyof ExportedComment)[],

  async *rows(read: ReadRows, scope: ExportScope): AsyncGenerator<ExportedComment> {
    for (let after: Position | undefined; ;) {
      const rows = await read<Omit<ExportedComment, 'url'> & { space_slug: string }>(batch(scope, after));
      for (const { space_slug, ...row } of rows) yield { ...row, url: scope.urlOf({ ...row, space_slug }) };
      const last = rows.at(-1);
      if (!last || rows.length < BATCH) return;
      after = { createdAt: last.created_at, id: last.id };
    }
  },
};
