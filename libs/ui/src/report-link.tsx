import { Link } from 'react-router';
import { useLocale, useT } from './i18n.tsx';
import { links } from './links.ts';

interface FollowLinkProps {
  /** What it is: `space`, `proposal`, `debate`; without a kind the whole city. */
  readonly kind?: string;
  readonly id?: string;
}

/** The way to pass a thing on. */
export function ShareLink({ kind, id }: { readonly kind: string; readonly id: string }) {
  const t = useT();
  return <Link to={links(useLocale()).share(kind, id)} className="link inline-block py-1">{t('ui.share')}</Link>;
}

/** The way to news by mail about a thing. */
export function FollowLink({ kind, id }: FollowLinkProps) {
  const t = useT();
  return <Link to={links(useLocale()).follow(kind, id)} className="link inline-block py-1">{t('ui.follow')}</Link>;
}

interface ReportLinkProps {
  /** What it is: `comment`, `proposal`, `debate`. */
  readonly kind: string;
  readonly id: string;
  /** Whose or which it is, for readers who hear one link after another. */
  readonly describedBy?: string;
}

/** The way to tell those who moderate that a text breaks a rule. */
export function ReportLink({ kind, id, describedBy }: ReportLinkProps) {
  const t = useT();
  return (
    <Link
      to={links(useLocale()).report(kind, id)}
      className="link inline-block py-1 text-ink-soft text-dns-14N-130"
      {...(describedBy ? { 'aria-describedby': describedBy } : {})}
    >
      {t('ui.report')}
    </Link>
  );
}
