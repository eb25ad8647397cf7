import { diffText, type DiffPart } from '@hiroba/kernel';
import { addressOf, found, query, seeOther, submit, textOf, hiddenFields, type FormArgs, type PageArgs } from '@hiroba/ui';
import {
  addCommentMutation, commentsQuery, conversationQuery, deleteCommentMutation, editCommentMutation,
  type BranchShown, type CommentSort, type ConversationShown, type VersionShown,
} from './comments.graphql.ts';
import { commentParams } from './comments-context.ts';

/** The thing that a page's comments are about. */
export interface CommentRoot {
  readonly rootKind: string;
  readonly rootId: string;
}

/** A page of the whole discussion. */
export interface DiscussionData {
  readonly kind: 'DISCUSSION';
  readonly root: CommentRoot;
  readonly sort: CommentSort;
  readonly isFirst: boolean;
  readonly items: readonly BranchShown[];
  readonly next: string | null;
  readonly count: number;
  readonly newest: string | null;
}

/** A version and what it changed; the first shown changed nothing. */
export interface ComparedVersion extends VersionShown {
  readonly changes: readonly DiffPart[] | null;
}

/** The page of one comment, with what it answers and what answers it. */
export interface ConversationData extends Pick<ConversationShown, 'id' | 'top' | 'earlier' | 'next' | 'previousId' | 'nextId'> {
  readonly kind: 'CONVERSATION';
  readonly root: CommentRoot;
  /** Newest first. */
  readonly versions: readonly ComparedVersion[];
}

export type CommentsData = DiscussionData | ConversationData;

// Compared here and not on the page: readers need the result, not the tool.
const compared = (versions: readonly VersionShown[]): ComparedVersion[] =>
  versions.map((version, position) => {
    const before = versions[position + 1];
    return { ...version, changes: before ? diffText(before.body, version.body) : null };
  });

/** Loads the comments that a page's address asks for: the discussion, or with `?comment=ID` one conversation. */
export async function loadComments(args: PageArgs, root: CommentRoot): Promise<CommentsData> {
  const { context } = args;
  const params = addressOf(args).searchParams;
  const id = params.get(commentParams.comment);
  const after = params.get(commentParams.after);
  if (id) {
    const { comment, commentVersions } = await query(context, conversationQuery, { id, after });
    const { rootKind, rootId, ...conversation } = found(comment);
    found(rootKind === root.rootKind && rootId === root.rootId ? rootId : null);
    return { kind: 'CONVERSATION', root, ...conversation, versions: compared(commentVersions) };
  }
  const sort = params.get(commentParams.sort) === 'newest' ? 'NEWEST' : 'OLDEST';
  const { comments } = await query(context, commentsQuery, { ...root, sort, after });
  return { kind: 'DISCUSSION', root, sort, isFirst: after === null, ...found(comments) };
}

const formName = /^(comment|reply|edit|delete)(?:-([0-9a-f-]{36}))?$/;
const goTo = (pathname: string, id: string, done: string) =>
  seeOther(`${pathname}?${commentParams.comment}=${id}#comment-${id}`, `comments.${done}`);

/** Answers the forms of the comment section; nothing when the form belongs to somebody else. */
export async function commentAction(args: FormArgs & { readonly form: FormData }, root: CommentRoot) {
  const { form } = args;
  const [, kind, target] = formName.exec(textOf(form, hiddenFields.form)) ?? [];
  const { pathname } = addressOf(args);
  const id = target ?? '';
  const body = textOf(form, 'body');
  switch (kind) {
    case 'comment':
    case 'reply': {
      const variables = { ...root, parentId: id || null, body, asOffice: textOf(form, 'asOffice') || null };
      return submit(args, addCommentMutation, () => variables, { onSuccess: (made) => goTo(pathname, made.id, 'published') });
    }
    case 'edit':
      return submit(args, editCommentMutation, () => ({ id, body }), { onSuccess: () => goTo(pathname, id, 'edited') });
    case 'delete':
      return submit(args, deleteCommentMutation, () => ({ id }), { onSuccess: () => goTo(pathname, id, 'withdrawn') });
    default:
      return undefined;
  }
}
