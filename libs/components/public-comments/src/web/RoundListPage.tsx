import { useLoaderData, useLocation, type LoaderFunctionArgs } from 'react-router';
import { localized } from '@hiroba/kernel';
import {
  addressOf, CardGrid, Chips, Empty, found, LinkButton, links, PageBody, PageHead, Pager, query, TextLink, useLocale, useT, withQuery,
} from '@hiroba/ui';
import { RoundCard } from './RoundCard.tsx';
import { roundListQuery } from './rounds.graphql.ts';
import { Room, staffHere, useCrumbs, useRoundLink } from './room.tsx';

const groups = ['ANNOUNCED', 'OPEN', 'REVIEWING', 'OVERDUE', 'ANSWERED', 'DRAFTS'] as const;

/** Loads a page of rounds as its address asks for. */
export async function loader(args: LoaderFunctionArgs) {
  const { context, params } = args;
  const address = addressOf(args).searchParams;
  const group = groups.find((one) => one === address.get('group')) ?? null;
  const { component, viewer } = await query(context, roundListQuery, { id: params.componentId ?? '', after: address.get('after'), group });
  const room = found(component?.__typename === 'PublicCommentsComponent' ? component : null);
  found(room.space.slug === params.slug ? room : null);
  return { room, group, isStaff: staffHere(viewer.grants, room.spaceId) };
}

/** The rounds of a place. */
export default function RoundListPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><RoundList /></Room>;
}

function RoundList() {
  const { room, group, isStaff } = useLoaderData<typeof loader>();
  const t = useT();
  const locale = useLocale();
  const title = localized(room.title, locale);
  const { items, next } = room.rounds;
  const create = useRoundLink(room, 'new');
  const years = useRoundLink(room, 'years');
  const isNew = isStaff ? <LinkButton weight="primary" to={create}>{t('public-comments.new.link')}</LinkButton> : undefined;
  return (
    <>
      <PageHead title={title.text} lang={title.lang} crumbs={useCrumbs(room)} lead={localized(room.intro, locale).text || t('public-comments.list.lead')} actions={isNew} />
      <PageBody wide>
        <Groups />
        {items.length === 0 ? (
          <Empty action={group ? <TextLink to="?">{t('public-comments.list.all')}</TextLink> : isNew}>
            {t(group ? 'public-comments.list.none' : 'public-comments.list.empty')}
          </Empty>
        ) : <CardGrid>{items.map((round) => <RoundCard key={round.id} round={round} />)}</CardGrid>}
        <Pager next={next} label={t('public-comments.list.pages')} />
        <p><a className="link" href={links(locale).fed('rounds', 'atom', room.id)}>{t('public-comments.feed.link')}</a></p>
        <p><a className="link" href={links(locale).fed('rounds', 'ics', room.id)}>{t('public-comments.feed.calendar')}</a></p>
        <p><TextLink to={years}>{t('public-comments.years.link')}</TextLink></p>
        <p><TextLink to={links(locale).rules(room.space.slug, room.id)}>{t('spaces.rules.link')}</TextLink></p>
      </PageBody>
    </>
  );
}

function Groups() {
  const { room: { counts }, group } = useLoaderData<typeof loader>();
  const t = useT();
  const { pathname, search } = useLocation();
  const here = withQuery(`${pathname}${search}`, { after: null, done: null });
  const many = {
    ANNOUNCED: counts.announced, OPEN: counts.open, REVIEWING: counts.reviewing, OVERDUE: counts.overdue, ANSWERED: counts.answered, DRAFTS: counts.drafts,
  };
  const all = many.ANNOUNCED + many.OPEN + many.REVIEWING + many.ANSWERED;
  return (
    <Chips
      label={t('public-comments.filter')}
      chips={[
        { label: t('public-comments.filter.all'), to: withQuery(here, { group: null }), current: !group, count: all },
        ...groups.filter((one) => many[one] > 0).map((one) => (
          { label: t(`public-comments.group.${one}`), to: withQuery(here, { group: one }), current: group === one, count: many[one] })),
      ]}
    />
  );
}
