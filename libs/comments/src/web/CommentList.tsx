import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Empty, Icon, useT } from '@hiroba/ui';
import type { SideColumn } from './comments-data.ts';
import type { BranchShown } from './comments.graphql.ts';
import { CommentItem } from './CommentItem.tsx';
import { CommentThread } from './CommentThread.tsx';
import { SideBadge } from './SideBadge.tsx';
import { useAddress } from './use-address.ts';

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

/** The sides of a discussion: beside each other where there is room, below each other on a phone; who takes none comes last. */
export function CommentColumns({ columns }: { columns: readonly SideColumn[] }) {
  const t = useT();
  const address = useAddress();
  return (
    <div className="comment-sides">
      {columns.map(({ side, items, next }) => (side === 'NEUTRAL' && items.length === 0 ? null : (
        <section key={side} aria-labelledby={`side-${side}`} className="grid content-start gap-4 min-w-0">
          <h3 id={`side-${side}`}><SideBadge side={side} /></h3>
          <CommentList items={items} empty={t(`comments.empty.${side}`)} />
          {next ? (
            <p>
              <Link rel="next" className="button button-secondary" to={address({ side, after: next })}>
                {t(`comments.pager.next.${side}`)}
                <Icon name="arrow" />
              </Link>
            </p>
          ) : null}
        </section>
      )))}
    </div>
  );
}
