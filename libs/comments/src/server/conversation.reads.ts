import { Injectable } from '@nestjs/common';
import type { Viewer } from '@hiroba/kernel';
import { atMost, isId, literal, Sql, sql } from '@hiroba/server';
import { Commentables } from './commentable.ts';
import { atPosition, branchesOf, commentColumns, commentTables, cursorAt, hasPlace, positionOf, type CommentRow } from './comment.rows.ts';
import type { Conversation } from './comment.types.ts';

/** How many replies a permalink shows before and after its comment. */
const BEFORE = 5;
const AFTER = 20;

interface Surroundings {
  readonly earlier: boolean;
  readonly later: boolean;
  readonly previousId: string | null;
  readonly nextId: string | null;
  readonly path: string;
}

/** Permalinks: a comment with its ancestors and neighbours. */
@Injectable()
export class ConversationReads {
  constructor(
    private readonly db: Sql,
    private readonly commentables: Commentables,
  ) {}

  /** The branch around a comment, or the replies after a cursor, in one statement; null where nothing may be read. */
  async around(viewer: Viewer, id: string, after?: string | null): Promise<Conversation | null> {
    if (!isId(id)) return null;
    const organisationId = viewer.organisationId;
    const start = after ? atPosition(positionOf(after)) : literal('(t.created_at, t.id)');
    const replies = sql`from target t join comment r on r.organisation_id = t.organisation_id and r.branch_id = t.branch_id and r.depth > 0
      and ${hasPlace(viewer, 'r')}`;
    const rows = await this.db.shared<CommentRow & Surroundings>(sql`
      with target as materialized (
        select said.* from comment said where said.organisation_id = ${organisationId} and said.id = ${id} and said.rev >= 1
          and ${this.commentables.readable(viewer, literal('said.root_kind'), literal('said.root_id'))}),
      before as materialized (
        select r.id, row_number() over (order by r.created_at desc, r.id desc) as n ${replies} and (r.created_at, r.id) < ${start}
        order by r.created_at desc, r.id desc limit ${atMost(BEFORE + 1)}),
      later as materialized (
        select r.id, row_number() over (order by r.created_at, r.id) as n ${replies} and (r.created_at, r.id) > ${start}
        order by r.created_at, r.id limit ${atMost(AFTER + 1)}),
      shown as (
        select branch_id as id from target
        union select id from later where n <= ${AFTER}
        ${after ? literal('') : sql`
        union select id from target
        union select parent_id from target where parent_id is not null
        union select p.parent_id from target t join comment p on p.id = t.parent_id where p.parent_id is not null
        union select id from before where n <= ${BEFORE}`}),
      beside as (
        select
          (select x.id from comment x where x.organisation_id = t.organisation_id and x.root_kind = t.root_kind
            and x.root_id = t.root_id and x.depth = 0 and not x.waits and (x.created_at, x.id) < (b.created_at, b.id)
            order by x.created_at desc, x.id desc limit 1) as "previousId",
          (select x.id from comment x where x.organisation_id = t.organisation_id and x.root_kind = t.root_kind
            and x.root_id = t.root_id and x.depth = 0 and not x.waits and (x.created_at, x.id) > (b.created_at, b.id)
            order by x.created_at, x.id limit 1) as "nextId"
        from target t join comment b on b.id = t.branch_id)
      select beside.*, (select heading.path from target t cross join lateral (
          ${this.commentables.heading(literal('t.root_kind'), literal('t.root_id'))}) heading) as path, (select count(*) > ${after ? 0 : BEFORE} from before) as earlier,
        (select count(*) > ${AFTER} from later) as later, ${commentColumns(viewer)}
      from beside cross join shown s join ${commentTables()} on c.id = s.id
      order by c.depth > 0, c.created_at, c.id`);
    const [first] = rows;
    const [top] = branchesOf(rows);
    if (!first || !top) return null;
    const last = rows.at(-1);
    const { rootKind, rootId, path, earlier, later, previousId, nextId } = first;
    return { id, rootKind, rootId, path, top, earlier, next: later && last ? cursorAt(last) : null, previousId, nextId };
  }
}
