import { Injectable } from '@nestjs/common';
import type { Viewer } from '@hiroba/kernel';
import { isId, literal, Sql, sql, toPage, type Page, type Query } from '@hiroba/server';
import { Commentables } from './commentable.ts';
import type { Side } from '../domain/discussion.ts';
import { atMost, atPosition, branchesOf, commentColumns, commentTables, cursorAt, positionOf, type CommentRow } from './comment.rows.ts';
import { sidesJson } from './comment-sides.ts';
import type { CommentPage, CommentSides, CommentSort, CommentVersion } from './comment.types.ts';

/** The thing whose discussion is read. */
export interface Root {
  readonly rootKind: string;
  readonly rootId: string;
}

/** Which part of a discussion is read. */
export interface PageRequest extends Root {
  readonly sort: CommentSort;
  readonly first: number;
  readonly after?: string | null | undefined;
  /** Only top comments of this side; those that take none stand with the neutral ones. */
  readonly side?: Side | null | undefined;
  /** Begins with the branch this comment stands in. */
  readonly around?: string | null | undefined;
}

/** How many replies a list shows below a top comment. */
const FIRST_REPLIES = 3;
/** Beyond this many, new comments are not counted any further. */
const MOST_NEW = 100;

const orders = {
  OLDEST: { beyond: literal('>'), from: literal('>='), order: literal('t.created_at, t.id') },
  NEWEST: { beyond: literal('<'), from: literal('<='), order: literal('t.created_at desc, t.id desc') },
} as const;

interface Room {
  readonly count: number;
  readonly sides: CommentSides;
  readonly newestAt: Date | null;
  readonly newestId: string | null;
}

/** What may be read of discussions: whatever hangs below a thing that the viewer may read. */
@Injectable()
export class CommentReads {
  constructor(
    private readonly db: Sql,
    private readonly commentables: Commentables,
  ) {}

  /** A page of top comments with their first replies, authors and counts, in one statement; null where nothing may be read. */
  async page(viewer: Viewer, { rootKind, rootId, sort, side, first, after, around }: PageRequest): Promise<CommentPage | null> {
    if (!isId(rootId) || (around && !isId(around))) return null;
    const { order, ...compare } = orders[sort];
    const organisationId = viewer.organisationId;
    const from = after
      ? sql`and (t.created_at, t.id) ${compare.beyond} ${atPosition(positionOf(after))}`
      : around ? sql`and (t.created_at, t.id) ${compare.from} ${topOf(organisationId, around)}` : literal('');
    const onSide = side ? sql`and coalesce(t.alignment, 'NEUTRAL') = ${side}` : literal('');
    const rows = await this.db.rows<CommentRow & Room>(sql`
      with room as materialized (
        select counted(${organisationId}, 'comments', ${rootId})::int as count, ${sidesJson(organisationId, sql`${rootId}::uuid`)} as sides,
          n.created_at as "newestAt", n.id as "newestId"
        from (select) as one left join lateral (
          select created_at, id from comment where organisation_id = ${organisationId} and root_kind = ${rootKind}
            and root_id = ${rootId} order by created_at desc, id desc limit 1) n on true
        where ${this.commentables.readable(viewer, sql`${rootKind}::text`, sql`${rootId}::uuid`)}),
      top as materialized (
        select t.id, row_number() over (order by ${order}) as place from room cross join lateral (
          select t.id, t.created_at from comment t
          where t.organisation_id = ${organisationId} and t.root_kind = ${rootKind} and t.root_id = ${rootId} and t.depth = 0 ${onSide} ${from}
          order by ${order} limit ${atMost(first + 1)}) t),
      shown as (
        select id, place from top
        union all
        select r.id, top.place from top cross join lateral (
          select r.id from comment r where r.organisation_id = ${organisationId} and r.branch_id = top.id and r.depth > 0
          order by r.created_at, r.id limit ${atMost(FIRST_REPLIES)}) r)
      select room.*, listed.* from room left join (
        select s.place, ${commentColumns(viewer)} from shown s join ${commentTables} on c.id = s.id) listed on true
      order by listed.place, listed.depth > 0, listed."createdAt", listed.id`);
    const [room] = rows;
    if (!room) return null;
    const tops = branchesOf(rows.filter(({ id }) => id !== null));
    const { items, next } = toPage(tops, first, ({ createdAt, id }) => [createdAt.getTime(), id]);
    const { count, sides, newestAt, newestId } = room;
    return { items, next, count, sides, newest: newestAt && newestId ? cursorAt({ createdAt: newestAt, id: newestId }) : null };
  }

  /** The replies of a branch in order of arrival, whichever of its comments is named. */
  async replies(viewer: Viewer, parentId: string, first: number, after?: string | null): Promise<Page<CommentRow> | null> {
    if (!isId(parentId)) return null;
    const from = after ? sql`and (r.created_at, r.id) > ${atPosition(positionOf(after))}` : literal('');
    const rows = await this.db.rows<CommentRow>(sql`
      with branch as materialized (${this.#readable(viewer, parentId, literal('said.branch_id'))})
      select listed.* from branch left join lateral (
        select ${commentColumns(viewer)} from (
          select r.id from comment r where r.organisation_id = ${viewer.organisationId} and r.branch_id = branch.branch_id
            and r.depth > 0 ${from} order by r.created_at, r.id limit ${atMost(first + 1)}) s
        join ${commentTables} on c.id = s.id) listed on true
      order by listed."createdAt", listed.id`);
    if (rows.length === 0) return null;
    return toPage(rows.filter(({ id }) => id !== null), first, ({ createdAt, id }) => [createdAt.getTime(), id]);
  }

  /** One comment without its replies. */
  async one(viewer: Viewer, id: string): Promise<CommentRow | null> {
    if (!isId(id)) return null;
    const rows = await this.db.rows<CommentRow>(sql`
      select ${commentColumns(viewer)} from (${this.#readable(viewer, id, literal('said.id'))}) s join ${commentTables} on c.id = s.id`);
    branchesOf(rows);
    return rows[0] ?? null;
  }

  /** The public versions of a comment, newest first; none of a tombstone. */
  async versions(viewer: Viewer, id: string): Promise<CommentVersion[]> {
    if (!isId(id)) return [];
    return this.db.rows<CommentVersion>(sql`
      select v.n, v.at, v.content ->> 'body' as body
      from (${this.#readable(viewer, id, literal('said.id, said.state'))}) c
      join version v on v.organisation_id = ${viewer.organisationId} and v.subject_kind = 'comment' and v.subject_id = c.id
      where c.state = 'VISIBLE' order by v.n desc limit 100`);
  }

  /** How many visible comments by others have come since a cursor; null where nothing may be read. */
  async since(viewer: Viewer, { rootKind, rootId }: Root, after?: string | null): Promise<number | null> {
    if (!isId(rootId)) return null;
    const from = after ? sql`and (c.created_at, c.id) > ${atPosition(positionOf(after))}` : literal('');
    const row = await this.db.first<{ count: number }>(sql`
      select (select count(*) from (
        select 1 from comment c where c.organisation_id = ${viewer.organisationId} and c.root_kind = ${rootKind}
          and c.root_id = ${rootId} and c.state = 'VISIBLE' and c.author_id is distinct from ${viewer.personId ?? null}::uuid ${from}
        limit ${atMost(MOST_NEW)}) newer)::int as count
      where ${this.commentables.readable(viewer, sql`${rootKind}::text`, sql`${rootId}::uuid`)}`);
    return row?.count ?? null;
  }

  #readable(viewer: Viewer, id: string, columns: Query): Query {
    return sql`select ${columns} from comment said where said.organisation_id = ${viewer.organisationId} and said.id = ${id}
      and said.rev >= 1 and ${this.commentables.readable(viewer, literal('said.root_kind'), literal('said.root_id'))}`;
  }
}

const topOf = (organisationId: string, id: string): Query => {
  const top = (column: Query) => sql`(select b.${column} from comment m join comment b on b.id = m.branch_id
    where m.organisation_id = ${organisationId} and m.id = ${id})`;
  return sql`(${top(literal('created_at'))}, ${top(literal('id'))})`;
};
