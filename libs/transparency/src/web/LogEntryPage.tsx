import { Suspense } from 'react';
import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { found, links, PageBody, PageHead, query, Section, TextLink, useLocale, useT } from '@hiroba/ui';
import { Checked } from './checking/late.ts';
import { EntryBytes } from './EntryBytes.tsx';
import { EntryFacts } from './EntryFacts.tsx';
import { logEntryQuery, logProofQuery } from './log.graphql.ts';
import { numberIn } from './number-in.ts';

/** Loads an entry by its number, with its proof. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const index = found(numberIn(params.number ?? ''));
  const { logEntry, logCheckpoint } = await query(context, logEntryQuery, { index });
  const entry = found(logEntry);
  const { logProof } = await query(context, logProofQuery, { id: entry.id });
  return { entry, index, checkpoint: logCheckpoint, proof: logProof };
}

/** One line of the public log: what it says, and the proof that it stands there. */
export default function LogEntryPage() {
  const t = useT();
  const to = links(useLocale());
  const { entry, index, checkpoint, proof } = useLoaderData<typeof loader>();
  const size = checkpoint?.size ?? 0;
  return (
    <>
      <PageHead
        title={t('transparency.log.entry.title', { number: String(index), act: entry.act })}
        lead={entry.said}
        crumbs={[
          { label: t('spaces.home'), to: to.home() },
          { label: t('transparency.log.title'), to: to.log() },
        ]}
      />
      <PageBody>
        <EntryFacts entry={entry} />
        <Section title={t('transparency.log.entry.check')} lead={t('transparency.log.entry.checkLead')}>
          {checkpoint && proof ? (
            <>
              <Suspense>
                <Checked leaf={entry.leaf} proof={proof.proof} vkeys={[checkpoint.vkey]} />
              </Suspense>
              <p className="flex flex-wrap gap-x-6 gap-y-1">
                <a className="link" href={`/log/proof/${index}`} download>
                  {t('transparency.log.entry.zip')}
                </a>
                <TextLink to={to.receipt(entry.id)}>{t('transparency.receipt.link')}</TextLink>
                <TextLink to={to.log('about')}>{t('transparency.log.entry.proves')}</TextLink>
                <TextLink to={to.log('key')}>{t('transparency.log.entry.key')}</TextLink>
              </p>
            </>
          ) : (
            <p>{t('transparency.log.entry.soon')}</p>
          )}
        </Section>
        <EntryBytes entry={entry} proof={proof?.proof} />
        <nav aria-label={t('transparency.log.entry.beside')} className="flex flex-wrap justify-between gap-4">
          {index > 0 ? (
            <TextLink to={to.log(String(index - 1))}>
              {t('transparency.log.entry.earlier', { number: String(index - 1) })}
            </TextLink>
          ) : (
            <span />
          )}
          {index + 1 < size ? (
            <TextLink to={to.log(String(index + 1))}>
              {t('transparency.log.entry.later', { number: String(index + 1) })}
            </TextLink>
          ) : null}
        </nav>
      </PageBody>
    </>
  );
}
