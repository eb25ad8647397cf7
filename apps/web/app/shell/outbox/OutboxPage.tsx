import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { DateTime, Empty, found, PageBody, PageHead, query, useT } from '@hiroba/ui';
import { outboxQuery } from './outbox.graphql.ts';

/** Loads the local outbox; where mail is really sent there is no such page. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { outbox } = await query(context, outboxQuery);
  return { mails: found(outbox) };
}

const address = /(https?:\/\/[^\s]+)/;

/** The mails of a try-out: what people would have received, with links that work. */
export default function OutboxPage() {
  const t = useT();
  const { mails } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead title={t('shell.outbox.title')} lead={t('shell.outbox.lead')} />
      <PageBody>
        {mails.length === 0 ? <Empty>{t('shell.outbox.empty')}</Empty> : mails.map(({ id, recipient, subject, body, queuedAt }) => (
          <article key={id} className="panel grid gap-3">
            <h2 className="heading-4">{subject}</h2>
            <p className="text-ink-soft">{t('shell.outbox.to', { recipient })}{'\u3000'}<DateTime at={queuedAt} /></p>
            <p className="whitespace-pre-wrap wrap-anywhere">
              {body.split(address).map((part, at) => (at % 2 === 1 ? <a key={at} className="link" href={part}>{part}</a> : part))}
            </p>
          </article>
        ))}
      </PageBody>
    </>
  );
}
