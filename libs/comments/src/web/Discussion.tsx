import { useRef } from 'react';
import { Link } from 'react-router';
import type { Refusal } from '@hiroba/kernel';
import { Chips, Icon, Section, useLocale, useT } from '@hiroba/ui';
import { rulesOf, sidesOf } from '../domain/discussion.ts';
import { useComments } from './comments-context.ts';
import type { DiscussionData } from './comments-data.ts';
import { CommentColumns, CommentList } from './CommentList.tsx';
import { Composer } from './Composer.tsx';
import { NewCommentsBar } from './NewCommentsBar.tsx';
import { useAddress } from './use-address.ts';
import { useLiveComments } from './use-live-comments.ts';

interface DiscussionProps {
  readonly data: DiscussionData;
  readonly refusal: Refusal | undefined;
  readonly guidance?: string | undefined;
}

const counted = { FOR: 'for', NEUTRAL: 'neutral', AGAINST: 'against' } as const;

/** The ways to look at a discussion: its order, and one side of it. */
function Views({ data: { sort, side, sides } }: { data: DiscussionData }) {
  const t = useT();
  const address = useAddress();
  const { root } = useComments();
  const asked = sidesOf[rulesOf(root).alignment];
  const sorts = { OLDEST: null, NEWEST: 'newest' } as const;
  return (
    <>
      {asked.length > 0 ? (
        <Chips
          label={t('comments.side')}
          chips={[
            { label: t('comments.side.ALL'), to: address({ side: null }), current: side === null },
            ...asked.map((one) => ({
              label: t(`comments.side.${one}`), to: address({ side: one }), current: side === one, count: sides[counted[one]],
            })),
          ]}
        />
      ) : null}
      <Chips
        label={t('comments.sort')}
        chips={(['OLDEST', 'NEWEST'] as const).map((one) => (
          { label: t(`comments.sort.${one}`), to: address({ sort: sorts[one] }), current: sort === one }))}
      />
    </>
  );
}

/** All comments of a thing, page by page, with the place to write one. */
export function Discussion({ data, refusal, guidance }: DiscussionProps) {
  const t = useT();
  const locale = useLocale();
  const address = useAddress();
  const list = useRef<HTMLDivElement>(null);
  const { root, sort, side, isFirst, items, columns, next, count, newest } = data;
  const arrived = useLiveComments(list, { ...root, locale, after: newest });
  const inPlace = sort === 'NEWEST' ? isFirst : next === null;
  return (
    <Section id="comments" title={t('comments.heading', { count })} lead={guidance ?? t('comments.guidance')}>
      <Composer refusal={refusal} />
      {items.length > 1 || side || !isFirst ? <Views data={data} /> : null}
      <div ref={list} className="grid min-w-0">
        <NewCommentsBar count={arrived} inPlace={inPlace} />
        {columns
          ? <CommentColumns columns={columns} />
          : <CommentList items={items} empty={t(side ? `comments.empty.${side}` : 'comments.empty')} />}
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
