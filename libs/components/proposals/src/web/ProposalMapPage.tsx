import { useLoaderData, useLocation, type LoaderFunctionArgs } from 'react-router';
import { localized } from '@hiroba/kernel';
import { boxIn } from '@hiroba/places';
import { SpotMap } from '@hiroba/places/web';
import {
  addressOf,
  Empty,
  found,
  links,
  PageBody,
  PageHead,
  Pager,
  query,
  TextLink,
  useLocale,
  useT,
  withQuery,
} from '@hiroba/ui';
import { filterIn, isNarrowed, newSeed, sortIn } from './list-address.ts';
import { NewProposal } from './NewProposal.tsx';
import { ProposalCard } from './ProposalCard.tsx';
import { ProposalFilters } from './ProposalFilters.tsx';
import { proposalMapQuery } from './proposals.graphql.ts';
import { Room, useCrumbs } from './room.tsx';

/** Loads the map of a place, or the part of it that its address names, with the proposals on it. */
export async function loader(args: LoaderFunctionArgs) {
  const { context, params } = args;
  const address = addressOf(args).searchParams;
  const [filter, sort, box] = [filterIn(address), sortIn(address) ?? 'NEWEST', boxIn(address.get('box'))];
  const { component } = await query(context, proposalMapQuery, {
    id: params.componentId ?? '',
    after: address.get('after'),
    sort,
    seed: newSeed(),
    filter: { ...filter, placed: true, box },
  });
  const room = found(component?.__typename === 'ProposalsComponent' ? component : null);
  found(room.space.slug === params.slug && room.rules.places !== 'OFF' ? room : null);
  return { room, filter, sort, narrowed: isNarrowed(filter), isPart: box !== undefined };
}

/** The proposals of a place on a map, beside the same ones as a list. */
export default function ProposalMapPage() {
  const { room } = useLoaderData<typeof loader>();
  return (
    <Room facts={room}>
      <ProposalMap />
    </Room>
  );
}

function ProposalMap() {
  const { room, filter, sort } = useLoaderData<typeof loader>();
  const t = useT();
  const title = localized(room.title, useLocale());
  return (
    <>
      <PageHead
        title={t('proposals.map.title', { title: title.text })}
        crumbs={useCrumbs(room, true)}
        actions={<NewProposal room={room} />}
      />
      <PageBody wide>
        <ProposalFilters room={room} filter={filter} sort={sort} />
        {room.map.box ? <MapAndList box={room.map.box} /> : <Nothing />}
      </PageBody>
    </>
  );
}

/** What stands instead of a map that has nothing on it. */
function Nothing() {
  const { narrowed } = useLoaderData<typeof loader>();
  const t = useT();
  return (
    <Empty action={narrowed ? <TextLink to="?">{t('proposals.list.all')}</TextLink> : undefined}>
      {t(narrowed ? 'proposals.map.none' : 'proposals.map.empty')}
    </Empty>
  );
}

function MapAndList({ box }: { box: NonNullable<ReturnType<typeof useMap>['box']> }) {
  const { room, isPart } = useLoaderData<typeof loader>();
  const t = useT();
  const to = links(useLocale());
  const { pathname, search } = useLocation();
  const { clusters } = useMap();
  const here = withQuery(`${pathname}${search}`, { after: null, done: null });
  const count = clusters.reduce((sum, cluster) => sum + cluster.count, 0);
  return (
    <div className="map-and-list">
      <div className="grid content-start gap-3">
        <a className="link" href="#map-list">
          {t('proposals.map.skip')}
        </a>
        <SpotMap
          ground={room.ground}
          box={box}
          clusters={clusters}
          page={(id) => to.proposal(room.space.slug, room.id, id)}
          part={(part) => withQuery(here, { box: part })}
        />
        {isPart ? (
          <p>
            <TextLink to={withQuery(here, { box: null })} preventScrollReset>
              {t('proposals.map.whole')}
            </TextLink>
          </p>
        ) : null}
      </div>
      <section className="grid content-start gap-6 min-w-0" aria-labelledby="map-list">
        <h2 id="map-list" tabIndex={-1} className="heading-3">
          <span role="status">{t(isPart ? 'proposals.map.part' : 'proposals.map.all', { count })}</span>
        </h2>
        {room.proposals.items.length === 0 ? (
          <Nothing />
        ) : (
          <ul className="grid gap-6">
            {room.proposals.items.map((proposal) => (
              <ProposalCard key={proposal.id} proposal={proposal} level={3} />
            ))}
          </ul>
        )}
        <Pager next={room.proposals.next} label={t('proposals.list.pages')} />
        <p className="text-ink-soft">{t('proposals.map.others')}</p>
      </section>
    </div>
  );
}

const useMap = () => useLoaderData<typeof loader>().room.map;
