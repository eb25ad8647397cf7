import { Injectable } from '@nestjs/common';
import type { Viewer } from '@hiroba/kernel';
import { atMost, badInput, countedOf, isId, literal, Sql, sql, toPage, type Page, type Query } from '@hiroba/server';
import { Commentables } from './commentable.ts';
import { commentOrders, type CommentOrder, type CommentSort } from './comment.orders.ts';
import type { Side } from '../domain/discussion.ts';
import { atPosition, branchesOf, commentColumns, commentTables, cursorAt, hasPlace, isShown, isShownTo, positionOf, type CommentRow } from './comment.rows.ts';
import { sidesJson } from './comment-sides.ts';
import type { CommentPage, CommentSides, CommentVersion, CommentVoice } from './comment.types.ts';

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
  /** Only what offices say, or what the viewer said, whatever its level. */
  readonly voice?: CommentVoice | null | undefined;
  /** Branches that show twenty replies more. */
  readonly open?: readonly string[] | null | undefined;
  /** What is shown of the page and of its comments; all of it, where nothing is said. */
  readonly asked?: { readonly page: ReadonlySet<string>; readonly items: ReadonlySet<string> } | undefined;
}

/** How many replies a list shows below a top comment. */
const FIRST_REPLIES = literal('3');
/** And below one that was opened. */
const OPEN_REPLIES = literal('23');
const MOST_OPEN = 10;
/** Beyond this many, new comments are not counted any further. */
const MOST_NEW = 100;

type Listed = CommentRow & { readonly key: number | null };

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

  /** A page of top comments with their first replies, authors and numbers, in one statement; null where nothing may be read. */
  async page(viewer: Viewer, request: PageRequest): Promise<CommentPage | null> {
    const { rootKind, rootId, sort, voice, first, around, open, asked } = request;
    if (!isId(rootId) || (around && !isId(around))) return null;
    const opened = open ?? [];
    if (opened.length > MOST_OPEN || !opened.every(isId)) throw badInput('open');
    const { table, id, order, shown } = commentOrders[sort];
    const organisationId = viewer.organisationId;
    const shows = (field: string): boolean => asked?.page.has(field) ?? true;
    const newest = sql`left join lateral (
          select created_at, id from comment where organisation_id = ${organisationId} and root_kind = ${rootKind}
            and root_id = ${rootId} order by created_at desc, id desc limit 1) n on true`;
    const hasReplies = !voice && (asked?.items.has('replies') ?? true);
    const rows = await this.db.shared<Listed & Room>(sql`
      with room as materialized (
        select ${shows('count') ? sql`${countedOf(sql`${organisationId}::uuid`, literal(`'comments'`), sql`${rootId}::uuid`)}::int` : literal('0')} as count,
          ${shows('sides') ? sidesJson(organisationId, sql`${rootId}::uuid`) : literal('null::json')} as sides,
          ${literal(shows('newest') ? 'n.created_at' : 'null::timestamptz')} as "newestAt", ${literal(shows('newest') ? 'n.id' : 'null::uuid')} as "newestId"
        from (select) as one ${shows('newest') ? newest : literal('')}
        where ${this.commentables.readableOf(viewer, rootKind, sql`${rootId}::uuid`)}),
      top as materialized (
        select t.*, row_number() over () as place from room cross join lateral (
          select ${id} as id, ${shown} as key from ${table}
          where t.organisation_id = ${organisationId} and t.root_kind = ${rootKind} and t.root_id = ${rootId} and ${part(viewer, request)}
          order by ${order} limit ${atMost(first + 1)}) t),
      shown as (
        select id, place, key, true as head from top
        ${!hasReplies ? literal('') : sql`union all
        select r.id, top.place, null, false from top cross join lateral (
          select r.id from comment r where r.organisation_id = ${organisationId} and r.branch_id = top.id and r.depth > 0 and ${hasPlace(viewer, 'r')}
          order by r.created_at, r.id limit case when top.id = any(${opened}::uuid[]) then ${OPEN_REPLIES} else ${FIRST_REPLIES} end) r`})
      select room.*, listed.* from room left join (
        select s.place, s.key, s.head, ${commentColumns(viewer, asked?.items)} from shown s join ${commentTables(asked?.items)} on c.id = s.id) listed on true
      order by listed.place, not listed.head, listed."createdAt", listed.id`);
    const [room] = rows;
    if (!room) return null;
    const listed = rows.filter((row) => row.id !== null);
    const tops = !hasReplies ? listed.map((row) => Object.assign(row, { replies: [] })) : branchesOf(listed);
    const { items, next } = toPage(tops, first, ({ createdAt, id: at, key }) => [key ?? createdAt.getTime(), at]);
    const { count, sides, newestAt, newestId } = room;
    return { items, next, count, sides, newest: newestAt && newestId ? cursorAt({ createdAt: newestAt, id: newestId }) : null };
  }

  /** The replies of a branch in order of arrival, whichever of its comments is named. */
  async replies(viewer: Viewer, parentId: string, first: number, after?: string | null): Promise<Page<CommentRow> | null> {
    if (!isId(parentId)) return null;
    const from = after ? sql`and (r.created_at, r.id) > ${atPosition(positionOf(after))}` : literal('');
    const rows = await this.db.shared<CommentRow>(sql`
      with branch as materialized (${this.#readable(viewer, parentId, literal('said.branch_id'))})
      select listed.* from branch left join lateral (
        select ${commentColumns(viewer)} from (
          select r.id from comment r where r.organisation_id = ${viewer.organisationId} and r.branch_id = branch.branch_id
            and r.depth > 0 and ${hasPlace(viewer, 'r')} ${from} order by r.created_at, r.id limit ${atMost(first + 1)}) s
        join ${commentTables()} on c.id = s.id) listed on true
      order by listed."createdAt", listed.id`);
    if (rows.length === 0) return null;
    return toPage(rows.filter(({ id }) => id !== null), first, ({ createdAt, id }) => [createdAt.getTime(), id]);
  }

  /** One comment without its replies. */
  async one(viewer: Viewer, id: string): Promise<CommentRow | null> {
    if (!isId(id)) return null;
    const rows = await this.db.shared<CommentRow>(sql`
      select ${commentColumns(viewer)} from (${this.#readable(viewer, id, literal('said.id'))}) s join ${commentTables()} on c.id = s.id`);
    branchesOf(rows);
    return rows[0] ?? null;
  }

  /** The public versions of a comment, newest first; none of a tombstone. */
  async versions(viewer: Viewer, id: string): Promise<CommentVersion[]> {
    if (!isId(id)) return [];
    return this.db.rows<CommentVersion>(sql`
      select v.n, v.at, v.content ->> 'body' as body
      from (${this.#readable(viewer, id, literal('said.id, said.state, said.withheld_at, said.author_id, said.component_id'))}) c
      join version v on v.organisation_id = ${viewer.organisationId} and v.subject_kind = 'comment' and v.subject_id = c.id
      where ${isShownTo(viewer, 'c')} order by v.n desc limit 100`);
  }

  /** How many visible comments by others have come since a cursor; null where nothing may be read. */
  async since(viewer: Viewer, { rootKind, rootId }: Root, after?: string | null): Promise<number | null> {
    if (!isId(rootId)) return null;
    const from = after ? sql`and (c.created_at, c.id) > ${atPosition(positionOf(after))}` : literal('');
    const [row] = await this.db.shared<{ count: number }>(sql`
      select (select count(*) from (
        select 1 from comment c where c.organisation_id = ${viewer.organisationId} and c.root_kind = ${rootKind}
          and c.root_id = ${rootId} and ${isShown('c')} and c.author_id is distinct from ${viewer.personId ?? null}::uuid ${from}
        limit ${atMost(MOST_NEW)}) newer)::int as count
      where ${this.commentables.readableOf(viewer, rootKind, sql`${rootId}::uuid`)}`);
    return row?.count ?? null;
  }

  #readable(viewer: Viewer, id: string, columns: Query): Query {
    return sql`select ${columns} from comment said where said.organisation_id = ${viewer.organisationId} and said.id = ${id}
      and said.rev >= 1 and ${this.commentables.readable(viewer, literal('said.root_kind'), literal('said.root_id'))}`;
  }
}

/** SQL of the part of a discussion that is asked for: its top comments or one kind of voice, one side, from where on. */
function part(viewer: Viewer, { rootKind, rootId, sort, side, voice, after, around }: PageRequest): Query {
  const order = commentOrders[sort];
  const { organisationId, personId } = viewer;
  if (voice && (sort === 'BEST' || sort === 'REPLIES')) throw badInput('sort');
  if (voice && around) throw badInput('around');
  const who = voice === 'MINE' ? sql`t.author_id = ${personId ?? null}::uuid` : voice ? literal(voice === 'OFFICE' ? 't.office is not null' : 't.about_answer is not null') : order.top;
  // Asked once for all: of those that wait there are few, and an index has them.
  const placed = sql`${order.id} <> all(array(select w.id from comment w where w.organisation_id = ${organisationId} and w.root_kind = ${rootKind}
    and w.root_id = ${rootId}::uuid and w.waits and not ${isShownTo(viewer, 'w')}))`;
  const onSide = sql`and ${placed} ${side ? sql`and ${order.side} = ${side}` : literal('')}`;
  if (after) return sql`${who} ${onSide} and (${order.key}, ${order.id}) ${order.beyond} ${order.at(after)}`;
  return around ? sql`${who} ${onSide} and (${order.key}, ${order.id}) ${order.beyond}= ${topOf(order, organisationId, around)}` : sql`${who} ${onSide}`;
}

const topOf = ({ table, id, key }: CommentOrder, organisationId: string, around: string): Query => {
  const top = (column: Query) => sql`(select ${column} from comment m join ${table} on t.organisation_id = m.organisation_id and ${id} = m.branch_id
    where m.organisation_id = ${organisationId} and m.id = ${around})`;
  return sql`(${top(key)}, ${top(id)})`;
};
