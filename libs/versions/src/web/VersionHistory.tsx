import type { ReactNode } from 'react';
import { Link, useLocation, useSearchParams } from 'react-router';
import { Chips, DateTime, PersonName, Section, useT, withQuery } from '@hiroba/ui';
import { VersionChanges, type ShownText } from './VersionChanges.tsx';

/** A version as a page shows it. */
export interface ShownVersion {
  readonly n: number;
  readonly at: string;
  readonly by?: { readonly displayName: string | null; readonly closed: boolean; readonly isStaff: boolean; readonly office?: string | null } | null;
  readonly office?: string | null;
  readonly reason?: string | null;
  readonly texts: readonly ShownText[];
}

interface VersionHistoryProps {
  readonly versions: readonly ShownVersion[];
  /** Cursor of the earlier versions. */
  readonly next: string | null | undefined;
  /** What a text is called on the page. */
  readonly nameOf: (text: string) => string;
  /** What else is said of a version, above its texts. */
  readonly also?: (n: number) => ReactNode;
  /** The language a text is written in. */
  readonly langOf: (text: string) => string | undefined;
}

/** The public versions of something, the newest first: when, by whom, why, and what changed. */
export function VersionHistory({ versions, next, nameOf, langOf, also }: VersionHistoryProps) {
  const t = useT();
  const { pathname, search } = useLocation();
  const here = `${pathname}${search}`;
  const [asked] = useSearchParams();
  const side = asked.get('view') === 'side';
  const changed = versions.some(({ n }) => n > 1);
  return (
    <div className="grid gap-10">
      {changed ? (
        <Chips
          label={t('versions.view')}
          chips={[
            { label: t('versions.inline'), to: withQuery(here, { view: null }), current: !side },
            { label: t('versions.sideBySide'), to: withQuery(here, { view: 'side' }), current: side },
          ]}
        />
      ) : null}
      {versions.map((version) => (
        <Section key={version.n} id={`version-${version.n}`} title={t('versions.one', { n: version.n })} lead={<Made version={version} />}>
          {also?.(version.n)}
          {version.n === 1 ? <p className="text-ink-soft">{t('versions.first')}</p> : null}
          {version.texts.map((text) => (
            <VersionChanges key={text.name} text={text} title={nameOf(text.name)} lang={langOf(text.name)} side={side} first={version.n === 1} />
          ))}
        </Section>
      ))}
      {next ? <p><Link className="button button-secondary" to={withQuery(here, { after: next, part: null })}>{t('versions.older')}</Link></p> : null}
    </div>
  );
}

function Made({ version: { at, by, office, reason } }: { version: ShownVersion }) {
  const t = useT();
  return (
    <>
      <DateTime at={at} relative />
      {'　'}
      {office ? <span className="font-700">{office}</span> : by ? <PersonName name={by.closed ? null : by.displayName} office={by.isStaff ? by.office : null} /> : null}
      {reason ? <span className="block">{t('versions.reason', { reason })}</span> : null}
    </>
  );
}
