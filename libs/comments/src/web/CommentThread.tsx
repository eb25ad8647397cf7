import { Link } from 'react-router';
import { useT } from '@hiroba/ui';
import type { BranchShown } from './comments.graphql.ts';
import { commentLink, useComments } from './comments-context.ts';
import { CommentItem, useNameOf } from './CommentItem.tsx';
import { nestedBelow, type Nested } from './nested.ts';

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
  const more = all ? 0 : branch.replyCount - branch.replies.length;
  return (
    <div className="grid min-w-0">
      <CommentItem comment={branch} />
      <Replies nested={nestedBelow(branch.id, branch.replies)} />
      {more > 0 ? (
        <p className="border-l-2 border-line pl-3 sm:pl-6 py-2">
          <Link to={commentLink(pathname, branch.id)} className="link font-700">
            {t('comments.more', { count: more })}
            <span className="sr-only">{t('comments.aboutName', { name: nameOf(branch.author, branch.office) })}</span>
          </Link>
        </p>
      ) : null}
    </div>
  );
}
