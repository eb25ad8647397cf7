import { useLoaderData, useLocation, type LoaderFunctionArgs } from 'react-router';
import { localized } from '@hiroba/kernel';
import {
  addressOf, CardGrid, Chips, Empty, found, LinkButton, links, PageBody, PageHead, Pager, query, SearchForm, TextLink, useLocale, useRefusalText, useT, withQuery,
} from '@hiroba/ui';
import { ModeNotice } from '@hiroba/moderation/web';
import { debatePolicy } from '../domain/debate.policy.ts';
import { DebateCard } from './DebateCard.tsx';
import { debateListQuery } from './debates.graphql.ts';
import { Room, staffHere, useCrumbs, useRoomRefusal } from './room.tsx';

const statuses = ['OPEN', 'CLOSED', 'CONCLUDED'] as const;
const sorts = ['NEWEST', 'CLOSING'] as const;

const oneOf = <T extends string>(values: readonly T[], value: string | null): T | undefined => values.find((one) => one === value);

/** Loads a page of debates as its address asks for. */
export async function loader(args: LoaderFunctionArgs) {
  const { context, params } = args;
  const address = addressOf(args).searchParams;
  const filter = {
    search: address.get('q')?.slice(0, 100) || undefined, status: oneOf(statuses, address.get('status')), mine: address.has('mine') || undefined,
  };
  const sort = oneOf(sorts, address.get('sort')) ?? 'NEWEST';
  const { component, moderationModes, viewer } = await query(context, debateListQuery, { id: params.componentId ?? '', after: address.get('after'), sort, filter });
  const room = found(component?.__typename === 'DebatesComponent' ? component : null);
  found(room.space.slug === params.slug ? room : null);
  return { room, modes: moderationModes, filter, sort, isStaff: staffHere(viewer.grants, room.spaceId) };
}

/** The debates of a place. */
export default function DebateListPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><DebateList /></Room>;
}

function DebateList() {
  const { room, modes, filter } = useLoaderData<typeof loader>();
  const t = useT();
  const locale = useLocale();
  const title = localized(room.title, locale);
  const { items, next } = room.debates;
  const narrowed = Boolean(filter.search || filter.status || filter.mine);
  return (
    <>
      <PageHead
        title={title.text} lang={title.lang} crumbs={useCrumbs(room)} lead={localized(room.intro, locale).text || undefined} actions={<NewDebate />}
      />
      <PageBody wide>
        <ModeNotice modes={modes} />
        <Filters />
        {items.length === 0 ? (
          <Empty action={narrowed ? <TextLink to="?">{t('debates.list.all')}</TextLink> : <NewDebate />}>
            {t(narrowed ? 'debates.list.none' : 'debates.list.empty')}
          </Empty>
        ) : (
          <CardGrid>{items.map((debate) => <DebateCard key={debate.id} debate={debate} conclusionDays={room.rules.conclusionDays} />)}</CardGrid>
        )}
        <Pager next={next} label={t('debates.list.pages')} />
        <p><TextLink to={links(locale).rules(room.space.slug, room.id)}>{t('spaces.rules.link')}</TextLink></p>
      </PageBody>
    </>
  );
}

/** The way to a new debate; for staff at any time, for others while the phase opens it. */
function NewDebate() {
  const t = useT();
  const { room, isStaff } = useLoaderData<typeof loader>();
  const refusal = useRoomRefusal(debatePolicy.create, undefined);
  const wording = useRefusalText();
  const to = links(useLocale()).component(room.space.slug, 'debates', room.id, 'new');
  if (!isStaff && refusal && refusal.code !== 'UNAUTHENTICATED') return <p className="text-ink-soft">{refusal.code === 'MEMBERS_ONLY_ACT' ? wording(refusal) : t('debates.new.closed')}</p>;
  return <LinkButton weight="primary" to={to}>{t('debates.new.link')}</LinkButton>;
}

function Filters() {
  const { room: { counts }, filter, sort } = useLoaderData<typeof loader>();
  const t = useT();
  const { pathname, search } = useLocation();
  const here = withQuery(`${pathname}${search}`, { after: null, done: null });
  const many = { OPEN: counts.open, CLOSED: counts.closed, CONCLUDED: counts.concluded };
  return (
    <div className="grid gap-4">
      <SearchForm label={t('debates.search')} action={t('debates.search.go')} defaultValue={filter.search} />
      <Chips
        label={t('debates.filter')}
        chips={[
          { label: t('debates.filter.all'), to: withQuery(here, { status: null }), current: !filter.status, count: counts.open + counts.closed },
          ...statuses.filter((status) => many[status] > 0).map((status) => (
            { label: t(`debates.status.${status}`), to: withQuery(here, { status }), current: filter.status === status, count: many[status] })),
        ]}
      />
      {counts.open + counts.closed > 1 ? (
        <Chips
          label={t('debates.sort')}
          chips={sorts.map((one) => ({ label: t(`debates.sort.${one}`), to: withQuery(here, { sort: one }), current: sort === one }))}
        />
      ) : null}
    </div>
  );
}
