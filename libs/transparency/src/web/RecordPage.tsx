import { redirect, useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { found, links, Notice, PageBody, PageHead, query, useLocale, useT } from '@hiroba/ui';
import { EntryBytes } from './EntryBytes.tsx';
import { EntryFacts } from './EntryFacts.tsx';
import { logEntryQuery } from './log.graphql.ts';

/** Leads to the place of an entry in the public log; one that has none yet is shown until then. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const { logEntry } = await query(context, logEntryQuery, { id: params.id ?? '' });
  const entry = found(logEntry);
  if (typeof entry.number === 'number') throw redirect(links(params.locale ?? 'ja').log(String(entry.number)));
  return { entry };
}

/** An entry that was written a moment ago, before the public log has numbered it. */
export default function RecordPage() {
  const { entry } = useLoaderData<typeof loader>();
  const t = useT();
  const to = links(useLocale());
  return (
    <>
      <PageHead
        title={t('spaces.record.title', { act: entry.act })}
        lead={entry.said}
        crumbs={[
          { label: t('spaces.home'), to: to.home() },
          { label: t('transparency.log.title'), to: to.log() },
        ]}
      />
      <PageBody>
        <EntryFacts entry={entry} />
        <Notice title={t('transparency.log.entry.soon')} />
        <EntryBytes entry={entry} proof={undefined} />
      </PageBody>
    </>
  );
}
