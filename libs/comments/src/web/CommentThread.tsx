import { Link } from 'react-router';
import { useT } from '@hiroba/ui';
import type { BranchShown } from './comments.graphql.ts';
import { commentLink, useComments } from './comments-context.ts';
import { CommentItem, useNameOf } from './CommentItem.tsx';
import { nestedBelow, type Nested } from './nested.ts';
import { useOpened } from './use-address.ts';

function Replies({ nested }: { nested: readonly Nested[] }) {
  if (nested.length === 0) return null;
  return (
    <ol className="grid min-w-0 border-l-2 border-line pl-3 sm:pl-6">
      {nested.map(({ comment, below, underParent }) => (
        <li key={comment.id} className="grid min-w-0">
          <CommentItem comment={comment} underParent={underParent} />
          <Replies nested={below} />
        </li>
      ))}
    </ol>
  );
}

/** A top comment with its replies, nested below what they answer. */
export function CommentThread({ branch, all }: { branch: BranchShown; all?: boolean }) {
  const t = useT();
  const nameOf = useNameOf();
  const { pathname } = useComments();
  const opened = useOpened()(branch.id);
  const more = all ? 0 : branch.replyCount - branch.replies.length;
  const last = branch.replies.at(-1);
  // Twenty more open here, below the last one shown; a branch longer than that has a page of its own.
  const rest = opened && last ? `${opened}#comment-${last.id}` : commentLink(pathname, branch.id);
  return (
    <div className="grid min-w-0">
      <CommentItem comment={branch} />
      <Replies nested={nestedBelow(branch.id, branch.replies)} />
      {more > 0 ? (
        <p className="border-l-2 border-line pl-3 sm:pl-6 py-2">
          <Link to={rest} className="link inline-block py-2 font-700">
            {t('comments.more', { count: more })}
            <span className="sr-only">{t('comments.aboutName', { name: nameOf(branch.author, branch.office) })}</span>
          </Link>
        </p>
      ) : null}
    </div>
  );
}
