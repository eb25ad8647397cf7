import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { formatFiscalYear, type DateLocale } from '@hiroba/kernel';
import { Empty, found, PageBody, PageHead, query, Section, Table, useLocale, useT } from '@hiroba/ui';
import { roundYearsQuery } from './rounds.graphql.ts';
import { Room, useCrumbs } from './room.tsx';

/** Loads the years of a place. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const { component } = await query(context, roundYearsQuery, { id: params.componentId ?? '' });
  const room = found(component?.__typename === 'PublicCommentsComponent' ? component : null);
  return { room: found(room.space.slug === params.slug ? room : null) };
}

/** What was asked, sent and changed, year by year, with the rules of counting beside it. */
export default function RoundYearsPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><Years /></Room>;
}

function Years() {
  const t = useT();
  const locale = useLocale() as DateLocale;
  const { room } = useLoaderData<typeof loader>();
  const rowKey = ({ year }: (typeof room.years)[number]) => String(year);
  const named = { key: 'year', head: t('public-comments.years.year'), cell: (row: (typeof room.years)[number]) => formatFiscalYear(row.year, locale) };
  const number = (key: string, head: string, cell: (row: (typeof room.years)[number]) => string | number) => ({ key, head, cell, numeric: true });
  return (
    <>
      <PageHead title={t('public-comments.years.title')} crumbs={useCrumbs(room, true)} lead={t('public-comments.numbers.standing')} />
      <PageBody wide>
        {room.years.length === 0 ? <Empty>{t('public-comments.years.none')}</Empty> : (
          <>
            <Table
              caption={t('public-comments.years.rounds')} rows={room.years} rowKey={rowKey}
              columns={[
                named, number('held', t('public-comments.years.held'), (row) => row.held), number('answered', t('public-comments.years.answered'), (row) => row.answered),
                number('none', t('public-comments.years.sizes.none'), (row) => row.sizes.none), number('few', t('public-comments.years.sizes.few'), (row) => row.sizes.few),
                number('some', t('public-comments.years.sizes.some'), (row) => row.sizes.some), number('many', t('public-comments.years.sizes.many'), (row) => row.sizes.many),
              ]}
            />
            <Table
              caption={t('public-comments.years.ended')} rows={room.years} rowKey={rowKey}
              columns={[
                named,
                number('notHeld', t('public-comments.status.NOT_HELD'), (row) => row.notHeld), number('notAdopted', t('public-comments.status.NOT_ADOPTED'), (row) => row.notAdopted),
                number('withdrawn', t('public-comments.status.WITHDRAWN'), (row) => row.withdrawn), number('late', t('public-comments.years.late'), (row) => row.late),
              ]}
            />
            <Table
              caption={t('public-comments.years.opinions')} rows={room.years} rowKey={rowKey}
              columns={[
                named, number('persons', t('public-comments.numbers.persons'), (row) => row.persons),
                number('submissions', t('public-comments.numbers.submissions'), (row) => row.submissions),
                number('opinions', t('public-comments.numbers.opinions'), (row) => row.opinions),
                number('reflected', t('public-comments.years.reflected'), (row) => row.reflected),
                number('rate', t('public-comments.years.rate'), (row) => (row.rate === null ? '–' : `${row.rate} %`)),
              ]}
            />
          </>
        )}
        <Section title={t('public-comments.numbers.meaning')}>
          <p className="measure">{t('public-comments.years.formula')}</p>
          <p className="measure">{t('public-comments.years.which')}</p>
          <p className="measure">{t('public-comments.numbers.limits')}</p>
        </Section>
      </PageBody>
    </>
  );
}
