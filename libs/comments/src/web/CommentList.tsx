import type { ReactNode } from 'react';
import { Empty } from '@hiroba/ui';
import type { BranchShown } from './comments.graphql.ts';
import { CommentItem } from './CommentItem.tsx';
import { CommentThread } from './CommentThread.tsx';

interface CommentListProps {
  readonly items: readonly BranchShown[];
  readonly empty: ReactNode;
  /** Whether comments of any level stand below each other without their replies. */
  readonly flat?: boolean;
}

/** Comments below each other: top comments with their replies, or single voices. */
export function CommentList({ items, empty, flat }: CommentListProps) {
  if (items.length === 0) return <Empty>{empty}</Empty>;
  return (
    <ol className="grid min-w-0">
      {items.map((branch) => (
        <li key={branch.id} className="grid min-w-0 border-t border-line pt-2 pb-5">{flat ? <CommentItem comment={branch} underParent={false} /> : <CommentThread branch={branch} />}</li>
      ))}
    </ol>
  );
}
