import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { localized } from '@hiroba/kernel';
import { addressOf, CardGrid, Deadline, Empty, found, links, PageBody, PageHead, Pager, query, TextLink, useLocale, useSituation, useT } from '@hiroba/ui';
import { ModeNotice } from '@hiroba/moderation/web';
import { proposalPolicy } from '../domain/proposal.policy.ts';
import { filterIn, isNarrowed, newSeed, sortIn } from './list-address.ts';
import { NewProposal } from './NewProposal.tsx';
import { ProposalCard } from './ProposalCard.tsx';
import { ProposalFilters } from './ProposalFilters.tsx';
import { proposalListQuery } from './proposals.graphql.ts';
import { Room, useCrumbs, useRoomRefusal } from './room.tsx';

/** Loads a page of proposals as its address asks for. */
export async function loader(args: LoaderFunctionArgs) {
  const { context, params } = args;
  const address = addressOf(args).searchParams;
  const filter = filterIn(address);
  const sort = sortIn(address);
  const { component, moderationModes } = await query(context, proposalListQuery, {
    id: params.componentId ?? '', after: address.get('after'), sort, seed: newSeed(), filter,
  });
  const room = found(component?.__typename === 'ProposalsComponent' ? component : null);
  found(room.space.slug === params.slug ? room : null);
  return { room, modes: moderationModes, filter, sort: sort ?? room.defaultSort };
}

/** The proposals of a place. */
export default function ProposalListPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><ProposalList /></Room>;
}

function ProposalList() {
  const { room, modes, filter, sort } = useLoaderData<typeof loader>();
  const t = useT();
  const locale = useLocale();
  const { proposals, rules, viewer } = room;
  const title = localized(room.title, locale);
  const { now } = useSituation();
  const mayImport = useRoomRefusal(proposalPolicy.import, undefined) === undefined;
  const phases = room.spaceState === 'PUBLISHED' ? room.phases : [];
  const open = phases.find(({ opensAt, closesAt }) => new Date(opensAt) <= now && (!closesAt || now < new Date(closesAt)));
  const narrowed = isNarrowed(filter);
  return (
    <>
      <PageHead
        title={title.text} lang={title.lang} crumbs={useCrumbs(room)} lead={localized(room.intro, locale).text || undefined}
        above={open?.closesAt ? <Deadline at={open.closesAt} /> : undefined} actions={<NewProposal room={room} />}
      />
      <PageBody wide>
        <ModeNotice modes={modes} />
        {viewer.supportsLeft === null || !open?.allows.includes('support') ? null : (
          <p className="text-ink-soft">{t('proposals.supportsLeft', { left: viewer.supportsLeft, max: rules.supportsPerPerson })}</p>
        )}
        <ProposalFilters room={room} filter={filter} sort={sort} />
        {proposals.items.length === 0 ? (
          <Empty action={narrowed ? <TextLink to="?">{t('proposals.list.all')}</TextLink> : <NewProposal room={room} />}>
            {t(narrowed ? 'proposals.list.none' : 'proposals.list.empty')}
          </Empty>
        ) : (
          <CardGrid>
            {proposals.items.map((proposal) => (
              <ProposalCard key={proposal.id} proposal={proposal} threshold={open?.allows.includes('support') ? rules.threshold : 0} level={2} />
            ))}
          </CardGrid>
        )}
        <Pager next={proposals.next} label={t('proposals.list.pages')} />
        {mayImport ? <p><TextLink to={links(locale).component(room.space.slug, 'proposals', room.id, 'enter')}>{t('proposals.entry.link')}</TextLink></p> : null}
        {mayImport ? <p><TextLink to={links(locale).component(room.space.slug, 'proposals', room.id, 'import')}>{t('proposals.import.link')}</TextLink></p> : null}
        {mayImport ? <p><TextLink to={links(locale).component(room.space.slug, 'proposals', room.id, 'copy')}>{t('proposals.copy.link')}</TextLink></p> : null}
        <p>
          <a className="link" href={`/download/proposals/${room.id}.csv`}>{t('proposals.list.csv')}</a>
          {'\u3000'}
          <a className="link" href={`/download/proposals/${room.id}.json`}>{t('proposals.list.json')}</a>
          {'\u3000'}
          <TextLink to={links(locale).rules(room.space.slug, room.id)}>{t('spaces.rules.link')}</TextLink>
        </p>
      </PageBody>
    </>
  );
}
