import { useRef } from 'react';
import { Link } from 'react-router';
import type { Refusal } from '@hiroba/kernel';
import { Icon, Section, useLocale, useT } from '@hiroba/ui';
import { useComments } from './comments-context.ts';
import type { DiscussionData } from './comments-data.ts';
import { CommentList } from './CommentList.tsx';
import { Composer } from './Composer.tsx';
import { CommentColumns } from './late.ts';
import { NewCommentsBar } from './NewCommentsBar.tsx';
import { useAddress } from './use-address.ts';
import { useLiveComments } from './use-live-comments.ts';
import { Views } from './Views.tsx';

interface DiscussionProps {
  readonly data: DiscussionData;
  readonly refusal: Refusal | undefined;
  readonly guidance?: string | undefined;
}

const emptyKey = ({ voice, side }: DiscussionData): string =>
  (voice ? `comments.empty.${voice}` : side ? `comments.empty.${side}` : 'comments.empty');

/** All comments of a thing, page by page, with the place to write one. */
export function Discussion({ data, refusal, guidance }: DiscussionProps) {
  const t = useT();
  const locale = useLocale();
  const address = useAddress();
  const isOver = !useComments().root.open;
  const list = useRef<HTMLDivElement>(null);
  const { root, sort, side, voice, isFirst, items, columns, next, count, newest } = data;
  const arrived = useLiveComments(list, { ...root, locale, after: newest });
  const inPlace = !voice && !side && (sort === 'NEWEST' ? isFirst : sort === 'OLDEST' && next === null);
  return (
    <Section id="comments" title={t('comments.heading', { count })} lead={isOver ? undefined : guidance ?? t('comments.guidance')}>
      <Composer refusal={refusal} />
      {items.length > 1 || side || voice || !isFirst ? <Views data={data} /> : null}
      <div ref={list} className="grid min-w-0">
        <NewCommentsBar count={arrived} inPlace={inPlace} />
        {columns
          ? <CommentColumns columns={columns} />
          : <CommentList items={items} empty={t(isOver ? 'comments.empty.over' : emptyKey(data))} flat={voice !== null} />}
      </div>
      {next || !isFirst ? (
        <nav aria-label={t('comments.pager')} className="flex flex-wrap justify-between gap-4">
          {isFirst ? <span /> : <Link className="button button-secondary" to={address({})}>{t('comments.pager.first')}</Link>}
          {next ? (
            <Link rel="next" className="button button-secondary" to={address({ after: next })}>
              {t('comments.pager.next')}
              <Icon name="arrow" />
            </Link>
          ) : null}
        </nav>
      ) : null}
    </Section>
  );
}
