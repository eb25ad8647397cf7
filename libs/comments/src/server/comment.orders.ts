import { badInput, isId, keysOf, literal, sql, type Query } from '@hiroba/server';
import { atPosition, positionOf } from './comment.rows.ts';

/** The orders of a discussion. */
export const commentSorts = { OLDEST: 'OLDEST', NEWEST: 'NEWEST', BEST: 'BEST', REPLIES: 'REPLIES' } as const;
export type CommentSort = keyof typeof commentSorts;

/** What top comments are read from in an order: a table as `t`, a stored key, and the way through it. */
export interface CommentOrder {
  readonly table: Query;
  readonly id: Query;
  readonly key: Query;
  readonly side: Query;
  readonly top: Query;
  /** `>` forwards, `<` backwards. */
  readonly beyond: Query;
  readonly order: Query;
  /** The key as a cursor carries it; the time of a comment is in its row. */
  readonly shown: Query;
  /** The row value at a cursor; a forged one is bad input. */
  at(cursor: string): Query;
}

function rankAt(cursor: string, isWhole: boolean): Query {
  const [key, id] = keysOf(cursor, 2);
  if (typeof key !== 'number' || !(isWhole ? Number.isSafeInteger(key) : Number.isFinite(key))) throw badInput('after');
  if (typeof id !== 'string' || !isId(id)) throw badInput('after');
  return sql`(${key}::${literal(isWhole ? 'bigint' : 'float8')}, ${id}::uuid)`;
}

const byTime = (isForwards: boolean): CommentOrder => ({
  table: literal('comment t'),
  id: literal('t.id'),
  key: literal('t.created_at'),
  side: literal("coalesce(t.alignment, 'NEUTRAL')"),
  top: literal('t.depth = 0'),
  beyond: literal(isForwards ? '>' : '<'),
  order: literal(isForwards ? 't.created_at, t.id' : 't.created_at desc, t.id desc'),
  shown: literal('null::float8'),
  at: (cursor) => atPosition(positionOf(cursor)),
});

const byRank = (column: 'score' | 'replies'): CommentOrder => ({
  table: literal('comment_rank t'),
  id: literal('t.comment_id'),
  key: literal(`t.${column}`),
  side: literal('t.side'),
  top: literal('true'),
  beyond: literal('<'),
  order: literal(`t.${column} desc, t.comment_id desc`),
  shown: literal(`t.${column}::float8`),
  at: (cursor) => rankAt(cursor, column === 'replies'),
});

/** How each order reads its top comments: by an index, entered at the cursor. */
export const commentOrders: Readonly<Record<CommentSort, CommentOrder>> = {
  OLDEST: byTime(true), NEWEST: byTime(false), BEST: byRank('score'), REPLIES: byRank('replies'),
};

