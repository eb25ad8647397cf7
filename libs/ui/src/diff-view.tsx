import { useT } from './i18n.tsx';

/** A stretch of text that two versions share, or that only one has. */
export interface ShownPart {
  readonly kind: 'SAME' | 'ADDED' | 'REMOVED';
  readonly text: string;
}

/** What changed between two versions: marked in words and signs as well as in colour. */
export function DiffView({ parts, lang }: { parts: readonly ShownPart[]; lang?: string | undefined }) {
  const t = useT();
  if (parts.every(({ kind }) => kind === 'SAME')) return <p>{t('ui.diff.same')}</p>;
  return (
    <div className="grid gap-4">
      <p className="flex flex-wrap gap-x-6 gap-y-2 text-dns-14N-130" aria-hidden="true">
        <span className="diff"><ins>{t('ui.diff.added')}</ins></span>
        <span className="diff"><del>{t('ui.diff.removed')}</del></span>
      </p>
      <p className="diff measure whitespace-pre-wrap" lang={lang}>
        {parts.map(({ kind, text }, position) => {
          if (kind === 'SAME') return text;
          const Mark = kind === 'ADDED' ? 'ins' : 'del';
          const [begin, end] = kind === 'ADDED' ? ['ui.diff.addedFrom', 'ui.diff.addedTo'] : ['ui.diff.removedFrom', 'ui.diff.removedTo'];
          return (
            <Mark key={position}>
              <span className="sr-only">{t(begin)}</span>
              {text}
              <span className="sr-only">{t(end)}</span>
            </Mark>
          );
        })}
      </p>
    </div>
  );
}
