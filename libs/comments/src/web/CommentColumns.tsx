import { Link } from 'react-router';
import { Icon, useT } from '@hiroba/ui';
import { CommentList } from './CommentList.tsx';
import type { SideColumn } from './comments-data.ts';
import { SideBadge } from './SideBadge.tsx';
import { useAddress } from './use-address.ts';

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
