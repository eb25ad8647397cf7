import { links, useLocale, useT } from '@hiroba/ui';

interface FeedLinkProps {
  readonly name: 'activity' | 'answers' | 'log' | 'register';
  readonly space?: { readonly slug: string; readonly visibility: string } | null | undefined;
}

/** The way to the feed of a page, for people and for feed readers; a space for its members has none. */
export function FeedLink({ name, space }: FeedLinkProps) {
  const t = useT();
  const href = links(useLocale()).feed(name, space?.slug);
  if (space?.visibility === 'MEMBERS_ONLY') return null;
  return (
    <p>
      <link rel="alternate" type="application/atom+xml" href={href} />
      <a className="link" href={href} type="application/atom+xml">{t('spaces.feed.get')}</a>
    </p>
  );
}
