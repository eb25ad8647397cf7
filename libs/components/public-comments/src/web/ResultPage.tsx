import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { localized } from '@hiroba/kernel';
import { Chips, found, PageBody, PageHead, Pager, PlainText, query, Table, TextLink, useLocale, useT } from '@hiroba/ui';
import { resultCells, type ResultColumn } from '../domain/result-table.ts';
import type { RoundResultPageQuery } from './gql/graphql.ts';
import { ResultFiles } from './ResultFiles.tsx';
import { Room, useCrumbs, useRoundLink } from './room.tsx';
import { resultPageQuery } from './desk.graphql.ts';

type Row = RoundResultPageQuery['roundResult']['items'][number];

/** Loads what came of a round, for everybody. */
export async function loader({ params, context, request }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams;
  const disposition = search.get('disposition');
  const number = /^[1-9]\d{0,8}$/.test(search.get('number') ?? '') ? Number(search.get('number')) : null;
  const { round, component, roundResult } = await query(context, resultPageQuery, {
    id: params.id ?? '', componentId: params.componentId ?? '', disposition, number, after: search.get('after'),
  });
  const room = found(component?.__typename === 'PublicCommentsComponent' ? component : null);
  const shown = found(round?.componentId === room.id && room.space.slug === params.slug && round.resultVersions > 0 ? round : null);
  return { room, round: shown, rows: roundResult, disposition, number };
}

/** The table of opinions and the city's view: what was said, what the city says, and what it did; on a phone a card for each. */
export default function ResultPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><Result /></Room>;
}

function Result() {
  const t = useT();
  const locale = useLocale();
  const { room, round, rows, disposition, number } = useLoaderData<typeof loader>();
  const to = useRoundLink(room, round.id);
  const { dispositions } = round.scheme;
  const labels = new Map(dispositions.map(({ code, label }) => [code, localized(label as never, locale).text]));
  return (
    <>
      <PageHead title={t('public-comments.answers.title')} crumbs={useCrumbs(room, true)} lead={<span lang={round.locale}>{round.title}</span>} />
      <PageBody wide>
        <p className="measure">{t('public-comments.answers.standing')}</p>
        <div className="print:hidden"><Chips
          label={t('public-comments.answers.filter')}
          chips={[{ label: t('public-comments.filter.all'), to: '?', current: disposition === null && number === null },
            ...dispositions.map(({ code }) => ({ label: labels.get(code) ?? code, to: `?disposition=${encodeURIComponent(code)}`, current: disposition === code }))]}
        /></div>
        {number === null ? null : <p className="font-700">{t('public-comments.answers.ofNumber', { number })}</p>}
        {rows.items.length === 0 ? <p className="font-700">{t(disposition === null && number === null ? 'public-comments.answers.none' : 'public-comments.answers.noneOf')}</p> : null}
        <Answers rows={rows.items} locale={round.locale} labels={labels} />
        <Pager next={rows.next} label={t('public-comments.answers.title')} />
        <ResultFiles id={round.id} />
        <p><TextLink to={`${to}/receipt`}>{t('public-comments.answers.mine')}</TextLink></p>
        <p><TextLink to={to}>{t('public-comments.submit.round')}</TextLink></p>
      </PageBody>
    </>
  );
}

function Answers({ rows, locale, labels }: { rows: readonly Row[]; locale: string; labels: ReadonlyMap<string, string> }) {
  const t = useT();
  if (rows.length === 0) return null;
  const lines = rows.map((row) => ({ id: row.id, cells: resultCells({ ...row, disposition: row.disposition ? labels.get(row.disposition) ?? row.disposition : '' }, t) }));
  const anyIn = (column: ResultColumn): boolean => lines.some(({ cells }) => cells[column] !== '');
  const head = (key: ResultColumn) => ({ key, head: t(`public-comments.table.${key}`) });
  const text = (key: ResultColumn) => ({ ...head(key), long: true, cell: ({ cells }: (typeof lines)[number]) => (cells[key] ? <PlainText text={cells[key]} lang={locale} /> : null) });
  const short = (key: ResultColumn) => ({ ...head(key), wraps: true, cell: ({ cells }: (typeof lines)[number]) => cells[key] });
  return (
    <Table
      caption={t('public-comments.answers.title')} captionHidden rows={lines} rowKey={({ id }) => id}
      columns={[
        { ...head('number'), narrow: true, cell: ({ id, cells }) => <a id={id} href={`#${id}`} className="link" aria-label={t('public-comments.opinion.title', { n: cells.number })}>{cells.number}</a> },
        short('part'), text('opinion'), text('reply'), short('disposition'),
        ...(anyIn('change') ? [text('change')] : []), ...(anyIn('office') ? [short('office')] : []),
      ]}
    />
  );
}
