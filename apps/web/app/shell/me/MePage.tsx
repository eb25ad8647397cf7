import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { ProposalCard } from '@hiroba/proposals/web';
import { addressOf, CardGrid, Empty, LinkButton, links, Notice, PageBody, PageHead, query, Section, seeOther, TextLink, useLocale, useT } from '@hiroba/ui';
import { meQuery } from './me.graphql.ts';

/** Loads what the viewer wrote; who is not signed in signs in first. */
export async function loader(args: LoaderFunctionArgs) {
  const { context, params } = args;
  const { viewer, myProposals } = await query(context, meQuery);
  if (!viewer.person) throw seeOther(links(params.locale ?? 'ja').signIn(addressOf(args).pathname));
  return { person: viewer.person, proposals: myProposals };
}

/** My participation: all of mine, and what became of each. */
export default function MePage() {
  const t = useT();
  const to = links(useLocale());
  const { person, proposals } = useLoaderData<typeof loader>();
  const drafts = proposals.filter(({ state }) => state === 'DRAFT');
  const published = proposals.filter(({ state }) => state !== 'DRAFT');
  return (
    <>
      <PageHead
        title={t('shell.me.title')} lead={t('shell.me.lead', { name: person.displayName })}
        actions={<TextLink to={to.account()}>{t('shell.me.account')}</TextLink>}
      />
      <PageBody wide>
        {person.confirmedAt ? null : <Notice kind="warning" title={t('shell.me.unconfirmed')}><p>{t('shell.me.unconfirmedText')}</p></Notice>}
        {drafts.length > 0 ? (
          <Section title={t('shell.me.drafts')} lead={t('shell.me.draftsLead')}>
            <CardGrid>{drafts.map((proposal) => <ProposalCard key={proposal.id} proposal={proposal} />)}</CardGrid>
          </Section>
        ) : null}
        <Section title={t('shell.me.proposals')}>
          {published.length > 0
            ? <CardGrid>{published.map((proposal) => <ProposalCard key={proposal.id} proposal={proposal} />)}</CardGrid>
            : <Empty action={<LinkButton to={to.spaces()}>{t('shell.me.find')}</LinkButton>}>{t('shell.me.empty')}</Empty>}
        </Section>
      </PageBody>
    </>
  );
}
