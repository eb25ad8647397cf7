import { DateTime, DiffView, useT } from '@hiroba/ui';
import type { ComparedVersion } from './comments-data.ts';
import { CommentText } from './CommentText.tsx';

/** The public history of a comment: what each version changed, newest first. */
export function CommentVersions({ versions, lang }: { versions: readonly ComparedVersion[]; lang?: string | undefined }) {
  const t = useT();
  return (
    <section aria-labelledby="versions" className="grid gap-4">
      <h3 id="versions" className="heading-3">{t('comments.versions.heading')}</h3>
      <ol className="grid gap-6">
        {versions.map(({ n, at, body, changes }) => (
          <li key={n} className="grid gap-2 border-t border-line pt-4">
            <h4 className="font-700">{t('comments.versions.one', { n })}　<DateTime at={at} /></h4>
            {changes ? <DiffView parts={changes} lang={lang} /> : <CommentText text={body} lang={lang} />}
          </li>
        ))}
      </ol>
    </section>
  );
}
