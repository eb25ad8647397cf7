import { Link } from 'react-router';
import { localized } from '@hiroba/kernel';
import { DateTime, Disclosure, PlainText, useLocale, useT } from '@hiroba/ui';
import { commentLink } from '@hiroba/comments/web';
import type { DebatePageQuery } from './gql/graphql.ts';

type Concluded = NonNullable<DebatePageQuery['debate']>['conclusions'][number];

/** What was learnt and what follows, on top of the debate it came from; earlier words stay readable. */
export function DebateConclusions({ debate: { conclusions } }: { debate: Pick<NonNullable<DebatePageQuery['debate']>, 'conclusions'> }) {
  const t = useT();
  const [newest, ...earlier] = conclusions;
  if (!newest) return null;
  return (
    <section className="official-answer" aria-labelledby="conclusions">
      <h2 id="conclusions" className="heading-2">{t('debates.conclusions.title')}</h2>
      <Words conclusions={newest} />
      {earlier.length > 0 ? (
        <Disclosure summary={t('debates.conclusions.earlier', { count: earlier.length })}>
          <ol className="grid gap-6">{earlier.map((one) => <li key={one.n}><Words conclusions={one} /></li>)}</ol>
        </Disclosure>
      ) : null}
    </section>
  );
}

function Words({ conclusions: { n, at, text, commentIds, office, reason } }: { conclusions: Concluded }) {
  const t = useT();
  const locale = useLocale();
  const words = localized(text, locale);
  return (
    <div className="grid gap-3">
      <p className="text-ink-soft flex flex-wrap gap-x-4">{office ? <span className="font-700">{office}</span> : null}<DateTime at={at} /></p>
      {n > 1 && reason ? <p>{t('debates.conclusions.reason', { reason })}</p> : null}
      {words.text ? <PlainText text={words.text} lang={words.lang} /> : null}
      {commentIds.length > 0 ? (
        <p className="flex flex-wrap gap-x-4">
          <span>{t('debates.conclusions.restsOn')}</span>
          {commentIds.map((id, position) => <Link key={id} className="link" to={commentLink('', id)}>{t('debates.conclusions.comment', { n: position + 1 })}</Link>)}
        </p>
      ) : null}
    </div>
  );
}
