import { useRef } from 'react';
import { Link } from 'react-router';
import type { Refusal } from '@hiroba/kernel';
import { Chips, Empty, Icon, Section, useLocale, useT, withQuery } from '@hiroba/ui';
import { commentParams, useComments } from './comments-context.ts';
import type { DiscussionData } from './comments-data.ts';
import { CommentThread } from './CommentThread.tsx';
import { Composer } from './Composer.tsx';
import { NewCommentsBar } from './NewCommentsBar.tsx';
import { useLiveComments } from './use-live-comments.ts';

interface DiscussionProps {
  readonly data: DiscussionData;
  readonly refusal: Refusal | undefined;
  readonly guidance?: string | undefined;
}

/** All comments of a thing, page by page, with the place to write one. */
export function Discussion({ data, refusal, guidance }: DiscussionProps) {
  const t = useT();
  const locale = useLocale();
  const { pathname } = useComments();
  const list = useRef<HTMLDivElement>(null);
  const { root, sort, isFirst, items, next, count, newest } = data;
  const arrived = useLiveComments(list, { ...root, locale, after: newest });
  const sorted = (wanted: string | null) => `${withQuery(pathname, { [commentParams.sort]: wanted })}#comments`;
  const newestFirst = sort === 'NEWEST' ? 'newest' : null;
  const inPlace = sort === 'NEWEST' ? isFirst : next === null;
  return (
    <Section id="comments" title={t('comments.heading', { count })} lead={guidance ?? t('comments.guidance')}>
      <Composer refusal={refusal} />
      {items.length > 1 || !isFirst ? (
        <Chips
          label={t('comments.sort')}
          chips={[
            { label: t('comments.sort.OLDEST'), to: sorted(null), current: sort === 'OLDEST' },
            { label: t('comments.sort.NEWEST'), to: sorted('newest'), current: sort === 'NEWEST' },
          ]}
        />
      ) : null}
      <div ref={list} className="grid min-w-0">
        <NewCommentsBar count={arrived} inPlace={inPlace} />
        {items.length === 0 ? <Empty>{t('comments.empty')}</Empty> : (
          <ol className="grid min-w-0">
            {items.map((branch) => (
              <li key={branch.id} className="grid min-w-0 border-t border-line pt-2 pb-5"><CommentThread branch={branch} /></li>
            ))}
          </ol>
        )}
      </div>
      {next || !isFirst ? (
        <nav aria-label={t('comments.pager')} className="flex flex-wrap justify-between gap-4">
          {isFirst ? <span /> : <Link className="button button-secondary" to={sorted(newestFirst)}>{t('comments.pager.first')}</Link>}
          {next ? (
            <Link
              rel="next" className="button button-secondary"
              to={`${withQuery(pathname, { [commentParams.sort]: newestFirst, [commentParams.after]: next })}#comments`}
            >
              {t('comments.pager.next')}
              <Icon name="arrow" />
            </Link>
          ) : null}
        </nav>
      ) : null}
    </Section>
  );
}
