import { useLocation } from 'react-router';
import { localized } from '@hiroba/kernel';
import { Chips, links, SearchForm, useLocale, useT, withQuery } from '@hiroba/ui';
import { TaxonomyFilter } from '@hiroba/taxonomies/web';
import { answerKinds } from '../domain/proposal.ts';
import type { NarrowedRoomFragment, OfferedTreesFragment, ProposalSort, RoomFactsFragment } from './gql/graphql.ts';
import { KindChips } from './KindChips.tsx';
import { sorts, type ListFilter } from './list-address.ts';

interface ProposalFiltersProps {
  readonly room: NarrowedRoomFragment & OfferedTreesFragment & RoomFactsFragment;
  readonly filter: ListFilter;
  readonly sort: ProposalSort;
}

/** Ways to narrow and sort the proposals of a place, in a list and on its map. */
export function ProposalFilters({ room, filter, sort }: ProposalFiltersProps) {
  const t = useT();
  const locale = useLocale();
  const { pathname, search } = useLocation();
  const here = withQuery(`${pathname}${search}`, { after: null, done: null });
  const kept = Object.fromEntries([...new URLSearchParams(here.split('?')[1] ?? '')].filter(([key]) => key !== 'q'));
  // A kind is called what the place calls its answers.
  const words = (kind: string) =>
    room.rules.answerStatuses
      .flatMap((row) => (row.kind === kind ? [localized(row.label, locale).text] : []))
      .join('・') || t(`proposals.answer.${kind}`);
  const count = (key: string) => room.counts.find((one) => one.key === key)?.count ?? 0;
  const answers = ['NONE', ...answerKinds].filter((kind) => count(`answer:${kind}`) > 0);
  const current = filter.answered === false ? 'NONE' : filter.answerKind;
  const narrowed = Boolean(current || filter.kind || filter.taxonomies.length > 0);
  return (
    <div className="grid gap-4">
      <ViewSwitch room={room} />
      <SearchForm
        label={t('proposals.search')}
        action={t('proposals.search.go')}
        defaultValue={filter.search}
        keep={kept}
      />
      <details className="disclosure filters" open={narrowed || undefined}>
        <summary>{t('proposals.filter.title')}</summary>
        <div className="grid gap-4">
          <Chips
            label={t('proposals.filter.state')}
            chips={[
              {
                label: t('proposals.filter.all'),
                to: withQuery(here, { answer: null }),
                current: !current,
                count: count('all'),
              },
              ...answers.map((kind) => ({
                label: words(kind),
                to: withQuery(here, { answer: kind }),
                current: current === kind,
                count: count(`answer:${kind}`),
              })),
            ]}
          />
          <KindChips kinds={room.rules.kinds} current={filter.kind} here={here} />
          <TaxonomyFilter trees={room.taxonomies} here={here} />
          <Chips
            label={t('proposals.sort')}
            chips={sorts.map((one) => ({
              label: t(`proposals.sort.${one}`),
              to: withQuery(here, { sort: one }),
              current: sort === one,
            }))}
          />
        </div>
      </details>
    </div>
  );
}

/** The same proposals as a list and on a map. */
function ViewSwitch({ room }: { room: RoomFactsFragment }) {
  const t = useT();
  const to = links(useLocale());
  const { pathname, search } = useLocation();
  if (room.rules.places === 'OFF') return null;
  const at = (...parts: string[]) =>
    withQuery(`${to.component(room.space.slug, 'proposals', room.id, ...parts)}${search}`, {
      after: null,
      done: null,
      box: null,
    });
  const onMap = pathname.endsWith('/map');
  return (
    <Chips
      label={t('proposals.view')}
      chips={[
        { label: t('proposals.view.list'), to: at(), current: !onMap },
        { label: t('proposals.view.map'), to: at('map'), current: onMap },
      ]}
    />
  );
}
