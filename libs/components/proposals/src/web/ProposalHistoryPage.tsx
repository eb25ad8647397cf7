import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { addressOf, found, PageBody, PageHead, query, TextLink, useT } from '@hiroba/ui';
import { VersionHistory, versionsAsked } from '@hiroba/versions/web';
import { followMoved } from './follow-moved.ts';
import { AuthorsOverTime } from './AuthorsOverTime.tsx';
import { proposalHistoryQuery } from './proposals.graphql.ts';
import { Room, useCrumbs } from './room.tsx';

/** Loads a page of the public states of a text. */
export async function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  const asked = { id: params.id ?? '', componentId: params.componentId ?? '', ...versionsAsked(addressOf(args)) };
  const { proposal, component } = await query(context, proposalHistoryQuery, asked);
  followMoved(args, proposal);
  const room = found(component?.__typename === 'ProposalsComponent' ? component : null);
  return { room, proposal: found(proposal?.componentId === room.id && proposal.state !== 'DRAFT' ? proposal : null) };
}

/** What was changed when; the newest version first. */
export default function ProposalHistoryPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><History /></Room>;
}

function History() {
  const t = useT();
  const { room, proposal: { title, locale, earlierSupports, history, authorsOverTime } } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead
        title={t('proposals.history.title', { title: title || t('proposals.withheld') })} crumbs={useCrumbs(room, true)} lead={t('proposals.history.lead')}
        actions={<TextLink to=".." relative="path">{t('proposals.history.back')}</TextLink>}
      />
      <PageBody>
        {earlierSupports ? <p className="measure">{t('proposals.history.earlierSupports', { count: earlierSupports })}</p> : null}
        {authorsOverTime.length > 1 ? <AuthorsOverTime authors={authorsOverTime} /> : null}
        <VersionHistory
          versions={history.items} next={history.next} langOf={() => locale}
          nameOf={(text) => (text === 'title' ? t('proposals.form.title') : text === 'body' ? t('proposals.form.body') : t(`proposals.detail.${text}`))}
        />
      </PageBody>
    </>
  );
}
