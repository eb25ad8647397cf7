import { Link } from 'react-router';
import { Icon, links, Section, useLocale, useT } from '@hiroba/ui';
import { commentLink, useComments } from './comments-context.ts';
import type { ConversationData } from './comments-data.ts';
import { CommentThread } from './CommentThread.tsx';
import { CommentVersions } from './late.ts';

/** The page of one comment: what it answers, what answers it, and the way back to all comments. */
export function Conversation({ data }: { data: ConversationData }) {
  const t = useT();
  const pageLocale = useLocale();
  const { pathname } = useComments();
  const { id, top, earlier, next, previousId, nextId, versions } = data;
  const { locale } = [top, ...top.replies].find((comment) => comment.id === id) ?? top;
  return (
    <Section
      id="comments" title={t('comments.conversation.heading')}
      action={<Link className="link" to={`${pathname}#comments`}>{t('comments.conversation.all')}</Link>}
    >
      <div className="grid min-w-0 border-y border-line py-2">
        <CommentThread branch={top} all />
        {earlier ? <p className="py-2"><Link className="link" to={commentLink(pathname, top.id)}>{t('comments.conversation.earlier')}</Link></p> : null}
        {next ? (
          <p className="py-2">
            <Link rel="next" className="button button-secondary button-small" to={commentLink(pathname, top.id, next)}>
              {t('comments.conversation.later')}
              <Icon name="arrow" />
            </Link>
          </p>
        ) : null}
      </div>
      <p><Link className="link" to={links(pageLocale).log('of', 'comment', id)}>{t('comments.conversation.record')}</Link></p>
      {versions.length > 1 ? <CommentVersions versions={versions} lang={locale === pageLocale ? undefined : locale} /> : null}
      {previousId || nextId ? (
        <nav aria-label={t('comments.conversation.beside')} className="flex flex-wrap justify-between gap-4">
          {previousId ? <Link className="link" to={commentLink(pathname, previousId)}>{t('comments.conversation.previous')}</Link> : <span />}
          {nextId ? <Link className="link" to={commentLink(pathname, nextId)}>{t('comments.conversation.next')}</Link> : null}
        </nav>
      ) : null}
    </Section>
  );
}
