import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { DateTime, DiffView, found, PageBody, PageHead, PlainText, query, Section, TextLink, useT } from '@hiroba/ui';
import { proposalHistoryQuery } from './proposals.graphql.ts';
import { Room, useCrumbs } from './room.tsx';
import type { ProposalHistoryQuery } from './gql/graphql.ts';

/** Loads every public state of a text. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const { proposal, component } = await query(context, proposalHistoryQuery, { id: params.id ?? '', componentId: params.componentId ?? '' });
  const room = found(component?.__typename === 'ProposalsComponent' ? component : null);
  return { room, proposal: found(proposal?.componentId === room.id && proposal.state !== 'DRAFT' ? proposal : null) };
}

type Version = NonNullable<ProposalHistoryQuery['proposal']>['history'][number];
type Part = { readonly kind: 'SAME' | 'ADDED' | 'REMOVED'; readonly text: string };

/** What was changed when; the newest version first. */
export default function ProposalHistoryPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><History /></Room>;
}

function History() {
  const t = useT();
  const { room, proposal } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead
        title={t('proposals.history.title', { title: proposal.title })} crumbs={useCrumbs(room, true)} lead={t('proposals.history.lead')}
        actions={<TextLink to=".." relative="path">{t('proposals.history.back')}</TextLink>}
      />
      <PageBody>
        {[...proposal.history].reverse().map((version) => (
          <Section key={version.n} title={t('proposals.history.version', { n: version.n })} lead={<DateTime at={version.at} relative />}>
            <Changes version={version} lang={proposal.locale} />
          </Section>
        ))}
      </PageBody>
    </>
  );
}

function Changes({ version, lang }: { version: Version; lang: string }) {
  const t = useT();
  if (version.n === 1) {
    return (
      <div className="grid gap-3">
        <h3 className="heading-4" lang={lang}>{version.title}</h3>
        <PlainText text={version.body} lang={lang} />
      </div>
    );
  }
  const renamed = version.titleChanges.some(({ kind }) => kind !== 'SAME');
  return (
    <div className="grid gap-6">
      {renamed ? <div><h3 className="heading-4">{t('proposals.form.title')}</h3><DiffView parts={version.titleChanges as readonly Part[]} lang={lang} /></div> : null}
      <DiffView parts={version.bodyChanges as readonly Part[]} lang={lang} />
    </div>
  );
}
