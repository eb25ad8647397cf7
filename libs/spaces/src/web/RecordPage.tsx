import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { DateTime, Disclosure, Facts, found, links, PageBody, PageHead, query, useLocale, useT } from '@hiroba/ui';
import { About, Actor } from './LogLineItem.tsx';
import { logEntryQuery } from './spaces.graphql.ts';

/** Loads a log entry that stands in a list. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  return { entry: found((await query(context, logEntryQuery, { id: params.id ?? '' })).logEntry) };
}

/** The one line that the public record keeps of an act, with what can be checked of it. */
export default function RecordPage() {
  const { entry } = useLoaderData<typeof loader>();
  const t = useT();
  const to = links(useLocale());
  const { act, at, actor, office, title, gone, within, reason, leaf, hash, number } = entry;
  return (
    <>
      <PageHead
        title={t('spaces.record.title', { act })}
        lead={t('spaces.record.lead')}
        crumbs={[
          { label: t('spaces.home'), to: to.home() },
          { label: t('spaces.lines.register'), to: to.register() },
        ]}
      />
      <PageBody>
        <Facts
          facts={[
            { term: t('spaces.record.what'), value: act },
            { term: t('spaces.record.at'), value: <DateTime at={at} /> },
            ...(actor || office ? [{ term: t('spaces.record.by'), value: <Actor line={entry} /> }] : []),
            ...(title || gone ? [{ term: t('spaces.record.about'), value: <About line={entry} /> }] : []),
            ...(within ? [{ term: t('spaces.record.within'), value: within.text }] : []),
            ...(reason ? [{ term: t('spaces.record.reason'), value: reason }] : []),
          ]}
        />
        <p className="measure">{number ? t('spaces.record.proved', { number }) : t('spaces.record.soon')}</p>
        {number && (
          <p>
            <a className="link" href={`/log/proof/${number}`} download>
              {t('spaces.record.proof')}
            </a>
          </p>
        )}
        <Disclosure summary={t('spaces.record.check')}>
          <p className="text-ink-soft measure">{t('spaces.record.checkText')}</p>
          <Facts
            facts={[
              { term: t('spaces.record.leaf'), value: <code className="break-all">{leaf}</code> },
              { term: t('spaces.record.hash'), value: <code className="break-all">{hash}</code> },
              ...(number ? [{ term: t('spaces.record.number'), value: number }] : []),
            ]}
          />
        </Disclosure>
      </PageBody>
    </>
  );
}
