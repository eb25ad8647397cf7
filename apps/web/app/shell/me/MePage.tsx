import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { ContributionCard, ContributionDate } from '@hiroba/spaces/web';
import {
  addressOf, CardGrid, Empty, LinkButton, links, Notice, PageBody, PageHead, Pager, query, Section, seeOther, TextLink, useLocale, useT,
} from '@hiroba/ui';
import { meQuery } from './me.graphql.ts';

/** Loads what the viewer wrote; who is not signed in signs in first. */
export async function loader(args: LoaderFunctionArgs) {
  const { context, params } = args;
  const { pathname, searchParams } = addressOf(args);
  const { viewer, drafts, myDeadlines, myContributions } = await query(context, meQuery, { after: searchParams.get('after') });
  if (!viewer.person) throw seeOther(links(params.locale ?? 'ja').signIn(pathname));
  const isFirst = !searchParams.has('after');
  return { person: viewer.person, drafts: isFirst ? drafts.items : [], deadlines: isFirst ? myDeadlines : [], mine: myContributions, isFirst };
}

/** My participation: all of mine, what became of each, and which dates come. */
export default function MePage() {
  const t = useT();
  const to = links(useLocale());
  const { person, drafts, deadlines, mine, isFirst } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead
        title={t('shell.me.title')} lead={t('shell.me.lead', { name: person.displayName })}
        actions={<TextLink to={to.account()}>{t('shell.me.account')}</TextLink>}
      />
      <PageBody wide>
        {person.confirmedAt ? null : <Notice kind="warning" title={t('shell.me.unconfirmed')}><p>{t('shell.me.unconfirmedText')}</p></Notice>}
        {deadlines.length > 0 ? (
          <Section title={t('shell.me.deadlines')}>
            <ul className="grid gap-4">{deadlines.map((item) => <ContributionDate key={item.id} item={item} />)}</ul>
          </Section>
        ) : null}
        {drafts.length > 0 ? (
          <Section title={t('shell.me.drafts')} lead={t('shell.me.draftsLead')}>
            <CardGrid>{drafts.map((item) => <ContributionCard key={item.id} item={item} />)}</CardGrid>
          </Section>
        ) : null}
        <Section title={t('shell.me.mine')}>
          {mine.items.length > 0
            ? <CardGrid>{mine.items.map((item) => <ContributionCard key={item.id} item={item} />)}</CardGrid>
            : <Empty action={<LinkButton to={to.spaces()}>{t('shell.me.find')}</LinkButton>}>{t('shell.me.empty')}</Empty>}
          <Pager next={mine.next} label={t('shell.me.pages')} />
          <p><TextLink to={to.me('receipts')}>{t('shell.me.receipts')}</TextLink></p>
          <p><TextLink to={to.me('decisions')}>{t('shell.me.decisions')}</TextLink></p>
          <p><TextLink to={to.paper()}>{t('shell.me.paper')}</TextLink></p>
          {isFirst ? null : <p><TextLink to={to.me()}>{t('shell.me.first')}</TextLink></p>}
        </Section>
      </PageBody>
    </>
  );
}
