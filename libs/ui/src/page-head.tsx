import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useT } from './i18n.tsx';
import { useSite } from './site.tsx';

/** A step of the way from home to this page. */
export interface Crumb {
  readonly label: string;
  readonly to: string;
}

/** From so many letters on a title is set smaller, and only begun in the way that leads to it: what follows stays in sight. */
const LONG = 60;

interface PageHeadProps {
  /** The heading of the page, and the start of its title. */
  readonly title: string;
  /** The language of the title, where it is not that of the page. */
  readonly lang?: string | undefined;
  readonly crumbs?: readonly Crumb[];
  /** What stands above the heading: a state, a kind. */
  readonly above?: ReactNode;
  /** The first sentence: what this page is for. */
  readonly lead?: ReactNode;
  /** What can be done with the whole page, beside its heading. */
  readonly actions?: ReactNode;
  /** The biggest of headings, for home and spaces. */
  readonly grand?: boolean;
}

/** The way here, the one h1 of the page with the title of the window, and the first sentence. */
export function PageHead({ title, lang, crumbs, above, lead, actions, grand }: PageHeadProps) {
  const { name } = useSite();
  return (
    <div className="page-head">
      <title>{name && name !== title ? `${title} | ${name}` : title}</title>
      {crumbs && crumbs.length > 0 ? <Breadcrumb crumbs={crumbs} current={title} lang={lang} /> : null}
      <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
        <div className="grid gap-3 min-w-0 justify-items-start">
          {above}
          <h1 tabIndex={-1} lang={lang} className={grand ? 'heading-grand' : title.length > LONG ? 'heading-1 heading-long' : 'heading-1'}>{title}</h1>
        </div>
        {actions}
      </div>
      {lead ? <p className="lead">{lead}</p> : null}
    </div>
  );
}

function Breadcrumb({ crumbs, current, lang }: { crumbs: readonly Crumb[]; current: string; lang: string | undefined }) {
  const t = useT();
  return (
    <nav aria-label={t('ui.breadcrumb')} className="breadcrumb">
      <ol>
        {crumbs.map(({ label, to }) => <li key={to}><Link to={to}>{label}</Link></li>)}
        <li aria-current="page" lang={lang}>{current.length > LONG ? `${[...current].slice(0, LONG / 2).join('')}…` : current}</li>
      </ol>
    </nav>
  );
}
