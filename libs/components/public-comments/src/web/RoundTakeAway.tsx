import { links, TextLink, useLocale, useT } from '@hiroba/ui';

/** What leads on from a round: what it published, one's own receipt, and ways to take it away and to hear of it. */
export function RoundTakeAway({ id, to, noticed, followed }: { id: string; to: string; noticed: boolean; followed: boolean }) {
  const t = useT();
  const { fed, below } = links(useLocale());
  return (
    <>
      <p><TextLink to={`${to}/notices`}>{t('public-comments.notices.link')}</TextLink></p>
      <p><TextLink to={`${to}/receipt`}>{t('public-comments.receipt.link')}</TextLink></p>
      {followed ? <p><TextLink to={below(`/follow/round/${id}`)}>{t('public-comments.takeAway.follow')}</TextLink></p> : null}
      {noticed ? <p><a className="link" href={`/download/public-comments/${id}-notice.pdf`}>{t('public-comments.files.notice')}</a></p> : null}
      <p><a className="link" href={fed('rounds', 'atom', id)}>{t('public-comments.feed.one')}</a></p>
      <p><a className="link" href={fed('rounds', 'ics', id)}>{t('public-comments.feed.one.calendar')}</a></p>
    </>
  );
}
