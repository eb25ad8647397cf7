import { authorJson } from '@hiroba/accounts/server';
import type { Viewer } from '@hiroba/kernel';
import { badInput, cursorOf, isId, keysOf, literal, sql, type Query } from '@hiroba/server';
import type { Comment } from './comment.entity.ts';

/** A comment as lists read it. */
export type CommentRow = Comment & { replies: CommentRow[] };

/** The tables a comment is read from; `c` is the comment, `p` its author, `a` what it answers. */
export const commentTables: Query = sql`comment c
  join person p on p.organisation_id = c.organisation_id and p.id = c.author_id
  left join comment a on a.organisation_id = c.organisation_id and a.id = coalesce(c.reply_to_id, c.parent_id)
  left join person ap on ap.organisation_id = a.organisation_id and ap.id = a.author_id`;

/** What everybody may see of a comment: of a tombstone neither text nor author. */
export const commentColumns = ({ personId }: Viewer): Query => sql`
  c.id, c.root_kind as "rootKind", c.root_id as "rootId", c.parent_id as "parentId", c.branch_id as "branchId", c.depth,
  c.alignment, c.locale, c.state, c.created_at as "createdAt", c.edited_at as "editedAt", c.versions,
  case when c.author_id = ${personId ?? null}::uuid then c.author_id end as "authorId",
  case when c.state = 'VISIBLE' then c.body end as body,
  case when c.state = 'VISIBLE' then c.office end as office,
  case when c.state = 'VISIBLE' then ${authorJson('p')} end as author,
  case when a.id is not null then json_build_object(
    'id', a.id, 'version', c.answers_version, 'versions', a.versions,
    'office', case when a.state = 'VISIBLE' then a.office end,
    'author', case when a.state = 'VISIBLE' then ${authorJson('ap')} end) end as answers,
  case when c.depth = 0 then counted(c.organisation_id, 'replies', c.id) else 0 end::int as "replyCount"`;

/** Where a comment stands in the order of arrival. */
export interface Position {
  readonly createdAt: Date;
  readonly id: string;
}

/** The opaque cursor of a position. */
export const cursorAt = ({ createdAt, id }: Position): string => cursorOf([createdAt.getTime(), id]);

/** The position of a cursor; a forged one is bad input. */
export function positionOf(cursor: string): Position {
  const [at, id] = keysOf(cursor, 2);
  const createdAt = new Date(typeof at === 'number' ? at : Number.NaN);
  const sane = createdAt.getFullYear() >= 1970 && createdAt.getFullYear() < 10_000;
  if (!sane || typeof id !== 'string' || !isId(id)) throw badInput('after');
  return { createdAt, id };
}

/** SQL of a position as a row value. */
export const atPosition = ({ createdAt, id }: Position): Query => sql`(${createdAt}::timestamptz, ${id}::uuid)`;

/** SQL of a number of rows, written out: the plan of a prepared statement depends on it. */
export function atMost(rows: number): Query {
  if (!Number.isSafeInteger(rows)) throw new TypeError('a limit is an integer');
  return literal(String(rows));
}

/** Gathers rows into their branches: top comments with the replies that came along, all in the order of the rows. */
export function branchesOf(rows: readonly CommentRow[]): CommentRow[] {
  const tops = new Map<string, CommentRow>();
  for (const row of rows) {
    row.replies = [];
    if (row.depth === 0) tops.set(row.id, row);
    else tops.get(row.branchId)?.replies.push(row);
  }
  return [...tops.values()];
}
