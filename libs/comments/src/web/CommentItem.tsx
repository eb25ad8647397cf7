import { useRef } from 'react';
import { Link } from 'react-router';
import { DateTime, PersonName, ReportLink, useLocale, useOfficeName, useOutcome, useT, useViewer } from '@hiroba/ui';
import type { AuthorShown, CommentShown } from './comments.graphql.ts';
import { commentLink, useComments } from './comments-context.ts';
import { CommentText } from './CommentText.tsx';
import { Votes } from './Votes.tsx';
import { SideBadge } from './SideBadge.tsx';
import { Moderated, OwnTools, ReplyTool } from './late.ts';

interface CommentItemProps {
  readonly comment: CommentShown;
  /** Whether what it answers stands directly above it. */
  readonly underParent?: boolean;
}

/** How somebody is spoken of: the office, the name with what courtesy adds to it, or that they are gone. */
export function useNameOf(): (author: AuthorShown | null, office?: string | null) => string {
  const t = useT();
  const officeName = useOfficeName();
  return (author, office) => {
    if (!author) return t('comments.gone.name');
    if (office) return officeName(office);
    return author.displayName ? t('comments.name', { name: author.displayName }) : t('ui.person.gone');
  };
}

/** One comment: who, when, what it answers, what it says, and what can be done with it. */
export function CommentItem({ comment, underParent = true }: CommentItemProps) {
  const t = useT();
  const pageLocale = useLocale();
  const nameOf = useNameOf();
  const { personId, grants } = useViewer();
  const { pathname, target, fresh, mayReply } = useComments();
  const { id, author, office, body, locale, createdAt, versions, answers, withheld, markings } = comment;
  const shown = body !== null;
  // Whoever was writing when it closed, or is refused since, keeps the form and the text.
  const begun = useRef(mayReply);
  const refused = useOutcome(`reply-${id}`) !== undefined;
  const here = commentLink(pathname, id);
  const about = t('comments.about', { name: nameOf(author, office) });
  const isMine = Boolean(personId) && comment.authorId === personId;
  const stale = answers !== null && answers.version < answers.versions;
  const look = id === target ? 'border-l-4 border-accent bg-paper pl-4 pr-3' : '';
  const moderated = withheld || markings.length > 0 || grants.some(({ role }) => role === 'MODERATOR')
    ? <Moderated kind="comment" id={id} withheld={withheld} markings={markings} isMine={isMine} readable={shown && body !== ''} describedBy={`by-${id}`} level={3} /> : null;
  return (
    <article id={`comment-${id}`} aria-labelledby={`by-${id}`} className={`grid gap-2 py-4 min-w-0 ${look}`}>
      <header className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h3 id={`by-${id}`} className="font-400">
          {author
            ? <PersonName name={author.displayName} office={office} />
            : <span className="text-ink-soft">{t(withheld ? (withheld.waitsUntil ? 'comments.gone.waits' : 'comments.gone.withheld') : 'comments.gone.heading')}</span>}
        </h3>
        <Link to={here} className="inline-block py-1 text-ink-soft text-dns-14N-130 border-b border-line-strong" aria-current={id === target ? 'true' : undefined}>
          <DateTime at={createdAt} />
          <span className="sr-only">{t('comments.permalink')}</span>
        </Link>
        {comment.alignment && shown ? <SideBadge side={comment.alignment} /> : null}
        {comment.aboutAnswer ? <span className="badge badge-done">{t('comments.onAnswer', { version: comment.aboutAnswer })}</span> : null}
        {fresh.has(id) ? <span className="badge badge-waiting">{t('comments.fresh')}</span> : null}
        {versions > 1 && shown
          ? <Link to={`${here.split('#')[0]}#versions`} className="link inline-block py-1 text-dns-14N-130">{t('comments.edited', { versions })}</Link>
          : null}
      </header>
      {answers && (!underParent || stale) ? (
        <p className="text-ink-soft text-dns-14N-130">
          <Link to={commentLink(pathname, answers.id)} className="link">{t('comments.answers', { name: nameOf(answers.author, answers.office) })}</Link>
          {stale ? t('comments.answersVersion', { version: answers.version }) : null}
        </p>
      ) : null}
      {withheld ? moderated : null}
      {body === null
        ? withheld ? null : <p className="text-ink-soft measure">{t(`comments.gone.${comment.gone ?? 'AUTHOR'}`)}</p>
        : <CommentText text={body} lang={locale === pageLocale ? undefined : locale} mentions={comment.mentions} />}
      {shown && !withheld ? (
        <div className="flex flex-wrap items-center gap-x-6">
          <Votes comment={comment} />
          {mayReply || begun.current || refused ? <ReplyTool comment={comment} about={about} /> : null}
          {isMine ? <OwnTools comment={comment} about={about} /> : null}
          <ReportLink kind="comment" id={id} describedBy={`by-${id}`} />
          {moderated}
        </div>
      ) : null}
    </article>
  );
}
