import { diffText, type DiffPart } from '@hiroba/kernel';
import { addressOf, found, hiddenFields, interlude, isTicked, query, seeOther, submit, textOf, type FormArgs, type PageArgs } from '@hiroba/ui';
import { sides, voteValues, type Layout, type Side } from '../domain/discussion.ts';
import {
  addCommentMutation, commentsBySideQuery, commentsQuery, conversationQuery, deleteCommentMutation, editCommentMutation, mentionableQuery,
  voteOnCommentMutation, type BranchShown, type ConversationShown, type LockShown, type SidesShown, type VersionShown,
} from './comments.graphql.ts';
import { commentParams } from './comments-context.ts';
import { viewOf, type View } from './views.ts';

/** The thing that a page's comments are about. */
export interface CommentRoot {
  readonly rootKind: string;
  readonly rootId: string;
}

/** The top comments of one side. */
export interface SideColumn {
  readonly side: Side;
  readonly items: readonly BranchShown[];
  readonly next: string | null;
}

/** A page of the whole discussion. */
export interface DiscussionData extends View {
  readonly kind: 'DISCUSSION';
  readonly root: CommentRoot;
  readonly isFirst: boolean;
  readonly items: readonly BranchShown[];
  readonly next: string | null;
  readonly count: number;
  readonly sides: SidesShown;
  readonly newest: string | null;
  readonly lock: LockShown | null;
  /** The sides beside each other, where the discussion stands like that and is looked at whole. */
  readonly columns?: readonly SideColumn[];
}

/** A version and what it changed; the first shown changed nothing. */
export interface ComparedVersion extends VersionShown {
  readonly changes: readonly DiffPart[] | null;
}

/** The page of one comment, with what it answers and what answers it. */
export interface ConversationData extends Pick<ConversationShown, 'id' | 'top' | 'earlier' | 'next' | 'previousId' | 'nextId'> {
  readonly kind: 'CONVERSATION';
  readonly root: CommentRoot;
  readonly lock: LockShown | null;
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
export async function loadComments(args: PageArgs, root: CommentRoot, layout: Layout = 'SINGLE'): Promise<CommentsData> {
  const { context } = args;
  const params = addressOf(args).searchParams;
  const id = params.get(commentParams.comment);
  const after = params.get(commentParams.after);
  if (id) {
    const { comment, commentVersions, threadLock } = await query(context, conversationQuery, { id, after, ...root });
    const { rootKind, rootId, ...conversation } = found(comment);
    found(rootKind === root.rootKind && rootId === root.rootId ? rootId : null);
    return { kind: 'CONVERSATION', root, lock: threadLock ?? null, ...conversation, versions: compared(commentVersions) };
  }
  const view = viewOf(params);
  const { sort, side, voice, open } = view;
  const isFirst = after === null;
  if (layout === 'FOR_AGAINST' && side === null && voice === null && isFirst) {
    const { for: inFavour, against, neutral, threadLock } = await query(context, commentsBySideQuery, { ...root, sort, open });
    const { count, newest, sides: counts, ...first } = found(inFavour);
    const columns: SideColumn[] = [
      { side: 'FOR', ...first }, { side: 'AGAINST', ...found(against) }, { side: 'NEUTRAL', ...found(neutral) }];
    const items = columns.flatMap((column) => column.items);
    return { kind: 'DISCUSSION', root, ...view, isFirst, count, sides: counts, newest, lock: threadLock ?? null, next: null, items, columns };
  }
  const { comments, threadLock } = await query(context, commentsQuery, { ...root, sort, side, voice, after, open });
  return { kind: 'DISCUSSION', root, ...view, isFirst, lock: threadLock ?? null, ...found(comments) };
}

const formName = /^(comment|reply|edit|delete|vote)(?:-([0-9a-f-]{36}))?$/;
const goTo = (pathname: string, id: string, done: string) =>
  seeOther(`${pathname}?${commentParams.comment}=${id}#comment-${id}`, `comments.${done}`);

/** The vote that a button carries: `UP ID`, or `NONE ID` to take it back. */
function voted(form: FormData) {
  const [value, id = ''] = textOf(form, 'vote').split(' ');
  return { id, value: voteValues.find((known) => known === value) ?? null };
}

/** The very page again: in place for a script, at the comment without one. */
function backTo(args: PageArgs, id: string): Response {
  const { pathname, search } = addressOf(args);
  const byScript = new URL(args.request.url).pathname !== pathname;
  return seeOther(`${pathname}${search}${byScript ? '' : `#comment-${id}`}`);
}

/** Answers the buttons of a form that do not send it: whom to speak to is looked for, or put into the text. */
async function lookUp({ form, context }: FormArgs & { readonly form: FormData }, root: CommentRoot) {
  const token = textOf(form, 'mention');
  const body = textOf(form, 'body');
  if (token) return interlude(form, [], { body: [`${body}${/(^|\s)$/.test(body) ? '' : ' '}@${token} `] });
  if (!form.has('find')) return undefined;
  const { mentionable } = await query(context, mentionableQuery, { ...root, search: textOf(form, 'person') });
  return interlude(form, mentionable);
}

/** Answers the forms of the comment section; nothing when the form belongs to somebody else. */
export async function commentAction(args: FormArgs & { readonly form: FormData }, root: CommentRoot) {
  const { form } = args;
  const [, kind, target] = formName.exec(textOf(form, hiddenFields.form)) ?? [];
  const { pathname } = addressOf(args);
  const id = target ?? '';
  const body = textOf(form, 'body');
  const withPersonalData = isTicked(form, 'withPersonalData');
  const lookedUp = kind === 'comment' || kind === 'reply' ? await lookUp(args, root) : undefined;
  if (lookedUp) return lookedUp;
  switch (kind) {
    case 'comment':
    case 'reply': {
      const alignment = sides.find((side) => side === textOf(form, 'alignment')) ?? null;
      const variables = {
        ...root, parentId: id || null, body, asOffice: textOf(form, 'asOffice') || null, alignment, onAnswer: isTicked(form, 'onAnswer'), withPersonalData,
      };
      return submit(args, addCommentMutation, () => variables, { onSuccess: (made) => goTo(pathname, made.id, made.withheld ? 'waits' : 'published') });
    }
    case 'edit':
      return submit(args, editCommentMutation, () => ({ id, body, withPersonalData }), { onSuccess: () => goTo(pathname, id, 'edited') });
    case 'delete':
      return submit(args, deleteCommentMutation, () => ({ id }), { onSuccess: () => goTo(pathname, id, 'withdrawn') });
    case 'vote':
      return submit(args, voteOnCommentMutation, () => voted(form), { onSuccess: ({ id: on }) => backTo(args, on) });
    default:
      return undefined;
  }
}
