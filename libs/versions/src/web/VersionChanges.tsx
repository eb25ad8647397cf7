import { Link, useLocation, useSearchParams } from 'react-router';
import { DiffView, PlainText, useT, withQuery } from '@hiroba/ui';

/** A stretch of a text between two versions. */
export interface ShownPart {
  readonly kind: string;
  readonly text: string;
}

/** One text of a version, and what the version changed in it. */
export interface ShownText {
  readonly name: string;
  readonly changes: readonly ShownPart[];
  /** Into how many parts a long change view is cut. */
  readonly parts: number;
}

interface VersionChangesProps {
  readonly text: ShownText;
  readonly title: string;
  readonly lang: string | undefined;
  /** Before and after beside each other instead of one text with marks. */
  readonly side: boolean;
  /** Whether this is how it was first published. */
  readonly first: boolean;
}

const written = (parts: readonly ShownPart[], without: string): string =>
  parts.filter(({ kind }) => kind !== without).map(({ text }) => text).join('');

/** What a version changed in one text: inside the text or side by side, a part at a time where it is long. */
export function VersionChanges({ text: { changes, parts }, title, lang, side, first }: VersionChangesProps) {
  return (
    <div className="grid gap-3 min-w-0">
      <h3 className="heading-4">{title}</h3>
      {first ? <PlainText text={written(changes, 'REMOVED')} lang={lang} />
        : side ? <SideBySide changes={changes} lang={lang} />
        : <DiffView parts={changes as Parameters<typeof DiffView>[0]['parts']} lang={lang} />}
      {parts > 1 ? <Parts many={parts} /> : null}
    </div>
  );
}

function SideBySide({ changes, lang }: Pick<ShownText, 'changes'> & { readonly lang: string | undefined }) {
  const t = useT();
  return (
    <div className="grid gap-6 md:grid-cols-2">
      {([['versions.side.before', 'ADDED', 'del'], ['versions.side.after', 'REMOVED', 'ins']] as const).map(([key, without, Mark]) => (
        <div key={key} className="grid content-start gap-2 min-w-0">
          <h4 className="font-700">{t(key)}</h4>
          <p className="diff whitespace-pre-wrap" lang={lang}>
            {changes.filter(({ kind }) => kind !== without).map(({ kind, text }, position) =>
              (kind === 'SAME' ? text : <Mark key={position}>{text}</Mark>))}
          </p>
        </div>
      ))}
    </div>
  );
}

function Parts({ many }: { readonly many: number }) {
  const t = useT();
  const { pathname, search } = useLocation();
  const [asked] = useSearchParams();
  const part = Math.min(Math.max(Number(asked.get('part')) || 1, 1), many);
  const to = (n: number) => withQuery(`${pathname}${search}`, { part: String(n) });
  return (
    <nav className="flex flex-wrap items-center gap-4" aria-label={t('versions.part', { part, parts: many })}>
      <span>{t('versions.part', { part, parts: many })}</span>
      {part > 1 ? <Link className="link" to={to(part - 1)}>{t('versions.partPrevious', { part: part - 1 })}</Link> : null}
      {part < many ? <Link className="link" to={to(part + 1)}>{t('versions.partNext', { part: part + 1 })}</Link> : null}
    </nav>
  );
}
