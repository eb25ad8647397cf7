import { useLoaderData, useLocation, type LoaderFunctionArgs } from 'react-router';
import { CardGrid, Chips, Empty, links, PageBody, PageHead, Pager, query, TextLink, useLocale, useT, withQuery } from '@hiroba/ui';
import { spaceTimes, type SpaceTime } from '../domain/space.ts';
import { SpaceCard } from './SpaceCard.tsx';
import { spaceListQuery } from './spaces.graphql.ts';

/** Loads a page of spaces as its address asks for. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const address = new URL(request.url).searchParams;
  const time = spaceTimes.find((one) => one === address.get('time'));
  const { spaces } = await query(context, spaceListQuery, { time: time ?? null, after: address.get('after') });
  return { spaces, time };
}

/** The spaces of a city: what is open first to see, the rest by one press. */
export default function SpaceListPage() {
  const { spaces, time } = useLoaderData<typeof loader>();
  const t = useT();
  const to = links(useLocale());
  const { pathname } = useLocation();
  const chip = (one: SpaceTime | undefined, label: string) =>
    ({ label, to: withQuery(pathname, { time: one }), current: time === one });
  return (
    <PageBody wide>
      <PageHead title={t('spaces.list.title')} crumbs={[{ label: t('spaces.home'), to: to.home() }]} lead={t('spaces.list.lead')} />
      <Chips
        label={t('spaces.list.filter')}
        chips={[chip(undefined, t('spaces.list.all')), ...spaceTimes.map((one) => chip(one, t(`spaces.time.${one}`)))]}
      />
      {spaces.items.length === 0 ? (
        <Empty action={time ? <TextLink to={pathname}>{t('spaces.list.showAll')}</TextLink> : null}>
          {t(time ? 'spaces.list.none' : 'spaces.list.empty')}
        </Empty>
      ) : (
        <CardGrid>{spaces.items.map((space, at) => <SpaceCard key={space.id} space={space} early={at < 3} />)}</CardGrid>
      )}
      <Pager next={spaces.next} label={t('spaces.list.pages')} />
    </PageBody>
  );
}
