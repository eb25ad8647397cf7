import type { CommentShown } from './comments.graphql.ts';

/** A comment with the replies below it that are on the page. */
export interface Nested<C extends CommentShown = CommentShown> {
  readonly comment: C;
  readonly below: Nested<C>[];
  /** Whether the comment it answers stands directly above it. */
  readonly underParent: boolean;
}

/** Hangs replies below what they answer; where that is not on the page, they stand on the first level and say so. */
export function nestedBelow(topId: string, replies: readonly CommentShown[]): Nested[] {
  const first: Nested[] = [];
  const known = new Map<string, Nested>();
  for (const comment of replies) {
    const parent = comment.parentId === topId ? undefined : known.get(comment.parentId ?? '');
    const above = parent?.comment.id ?? topId;
    const nested: Nested = { comment, below: [], underParent: comment.answers?.id === above };
    known.set(comment.id, nested);
    (parent?.below ?? first).push(nested);
  }
  return first;
}
