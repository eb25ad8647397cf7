import { Link, useLocation } from 'react-router';
import { useT } from './i18n.tsx';
import { Icon } from './icon.tsx';
import { withQuery } from './links.ts';

interface PagerProps {
  /** Cursors of the pages beside this one; nothing where the list begins or ends. */
  readonly previous?: string | null | undefined;
  readonly next?: string | null | undefined;
  /** What is listed, so that several pagers of a page can be told apart. */
  readonly label?: string;
}

/** The way through a long list, by links that can be kept and sent. */
export function Pager({ previous, next, label }: PagerProps) {
  const t = useT();
  const { pathname, search } = useLocation();
  if (!previous && !next) return null;
  const here = `${pathname}${search}`;
  return (
    <nav aria-label={label ?? t('ui.pager')} className="flex flex-wrap justify-between gap-4">
      {previous ? (
        <Link rel="prev" className="button button-secondary" to={withQuery(here, { before: previous, after: null, done: null })}>
          <Icon name="back" />
          {t('ui.pager.previous')}
        </Link>
      ) : <span />}
      {next ? (
        <Link rel="next" className="button button-secondary" to={withQuery(here, { after: next, before: null, done: null })}>
          {t('ui.pager.next')}
          <Icon name="arrow" />
        </Link>
      ) : null}
    </nav>
  );
}
