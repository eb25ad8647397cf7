import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { localized } from '@hiroba/kernel';
import { addressOf, CardGrid, Empty, found, LinkButton, links, PageBody, PageHead, Pager, query, Section, TextLink, useLocale, useT } from '@hiroba/ui';
import { Room, staffHere, useCrumbs } from './room.tsx';
import { VoteCard } from './VoteCard.tsx';
import { voteListQuery } from './votes.graphql.ts';

/** Loads a page of votes, and the drafts for those who work on them. */
export async function loader(args: LoaderFunctionArgs) {
  const { context, params } = args;
  const { component, viewer } = await query(context, voteListQuery, { id: params.componentId ?? '', after: addressOf(args).searchParams.get('after') });
  const room = found(component?.__typename === 'VotesComponent' ? component : null);
  found(room.space.slug === params.slug ? room : null);
  return { room, isStaff: staffHere(viewer.grants, room.spaceId) };
}

/** The votes of a place. */
export default function VoteListPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><VoteList /></Room>;
}

function VoteList() {
  const { room, isStaff } = useLoaderData<typeof loader>();
  const t = useT();
  const locale = useLocale();
  const title = localized(room.title, locale);
  const { items, next } = room.votes;
  return (
    <>
      <PageHead
        title={title.text} lang={title.lang} crumbs={useCrumbs(room)} lead={localized(room.intro, locale).text || undefined}
        actions={isStaff ? <LinkButton weight="primary" to={links(locale).component(room.space.slug, 'votes', room.id, 'new')}>{t('votes.new.link')}</LinkButton> : undefined}
      />
      <PageBody wide>
        {room.drafts.items.length > 0 ? (
          <Section title={t('votes.list.drafts')} lead={t('votes.list.draftsLead')}>
            <CardGrid>{room.drafts.items.map((vote) => <VoteCard key={vote.id} vote={vote} />)}</CardGrid>
          </Section>
        ) : null}
        {items.length === 0 ? <Empty>{t('votes.list.empty')}</Empty> : <CardGrid>{items.map((vote) => <VoteCard key={vote.id} vote={vote} />)}</CardGrid>}
        <Pager next={next} label={t('votes.list.pages')} />
        <p><TextLink to={links(locale).rules(room.space.slug, room.id)}>{t('spaces.rules.link')}</TextLink></p>
      </PageBody>
    </>
  );
}
