import { machine } from '@hiroba/kernel';
import type { WithheldFact } from '@hiroba/moderation';

/** What may become of a comment; withdrawn, it leaves a tombstone and keeps its place. */
export const commentMoves = machine({
  VISIBLE: { reply: 'VISIBLE', edit: 'VISIBLE', vote: 'VISIBLE', withdraw: 'DELETED' },
  DELETED: {},
});

export type CommentState = (typeof commentMoves.states)[number];

/** The longest name of an office that signs a comment, in graphemes. */
export const LONGEST_OFFICE = 60;

/** The deepest level of a reply; an answer to it stays on it and says whom it answers. */
export const DEEPEST = 3;

/** How long an author may correct a comment without a trace, as long as nobody has answered it. */
export const FREE_EDIT_MS = 2 * 60_000;

/** What the rules read of a comment. */
export interface CommentFacts extends WithheldFact {
  readonly authorId: string | null;
  readonly state: CommentState;
}

/** The comment that a reply answers, as far as the reply's place depends on it. */
export interface ParentFacts extends CommentFacts {
  readonly id: string;
  readonly parentId: string | null;
  readonly branchId: string;
  readonly depth: number;
  readonly versions: number;
}

/** Where in a discussion a comment stands. */
export interface CommentPlace {
  readonly parentId: string | null;
  /** The level-0 comment at the top of the branch; a level-0 comment is its own. */
  readonly branchId: string;
  readonly depth: number;
  /** Whom it answers, where that is not its parent. */
  readonly replyToId: string | null;
  /** The version of the text it answers. */
  readonly answersVersion: number | null;
}

/** The place of a new comment: on top, below the one it answers, or beside it on the deepest level. */
export function placeBelow(parent: ParentFacts | undefined, id: string): CommentPlace {
  if (!parent) return { parentId: null, branchId: id, depth: 0, replyToId: null, answersVersion: null };
  const { branchId, versions: answersVersion } = parent;
  return parent.depth < DEEPEST
    ? { parentId: parent.id, branchId, depth: parent.depth + 1, replyToId: null, answersVersion }
    : { parentId: parent.parentId, branchId, depth: DEEPEST, replyToId: parent.id, answersVersion };
}
