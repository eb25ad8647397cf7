import { Link } from 'react-router';
import { useT } from '@hiroba/ui';
import type { BranchShown } from './comments.graphql.ts';
import { commentLink, useComments } from './comments-context.ts';
import { CommentItem, useNameOf } from './CommentItem.tsx';
import { nestedBelow, type Nested } from './nested.ts';

/** The heading level of a top comment; the section has the one above. */
const TOP_LEVEL = 3;

function Replies({ nested, level }: { nested: readonly Nested[]; level: number }) {
  if (nested.length === 0) return null;
  return (
    <ol className="grid min-w-0 border-l-2 border-line pl-3 sm:pl-6">
      {nested.map(({ comment, below, underParent }) => (
        <li key={comment.id} className="grid min-w-0">
          <CommentItem comment={comment} level={level} underParent={underParent} />
          <Replies nested={below} level={level + 1} />
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
      <CommentItem comment={branch} level={TOP_LEVEL} />
      <Replies nested={nestedBelow(branch.id, branch.replies)} level={TOP_LEVEL + 1} />
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
