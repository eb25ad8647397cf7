import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { localized } from '@hiroba/kernel';
import { Chips, found, PageBody, PageHead, Pager, PlainText, query, TextLink, useLocale, useT } from '@hiroba/ui';
import type { RoundResultPageQuery } from './gql/graphql.ts';
import { Room, useCrumbs, useRoundLink } from './room.tsx';
import { resultPageQuery } from './desk.graphql.ts';

type Row = RoundResultPageQuery['roundResult']['items'][number];

/** Loads what came of a round, for everybody. */
export async function loader({ params, context, request }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams;
  const disposition = search.get('disposition');
  const { round, component, roundResult } = await query(context, resultPageQuery, {
    id: params.id ?? '', componentId: params.componentId ?? '', disposition, after: search.get('after'),
  });
  const room = found(component?.__typename === 'PublicCommentsComponent' ? component : null);
  const shown = found(round?.componentId === room.id && room.space.slug === params.slug && round.resultVersions > 0 ? round : null);
  return { room, round: shown, rows: roundResult, disposition };
}

/** Every opinion with the city's view, as a card each: what was said, what the city says, and what it did. */
export default function ResultPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><Result /></Room>;
}

function Result() {
  const t = useT();
  const locale = useLocale();
  const { room, round, rows, disposition } = useLoaderData<typeof loader>();
  const to = useRoundLink(room, round.id);
  const { dispositions } = round.scheme;
  const labels = new Map(dispositions.map(({ code, label }) => [code, localized(label as never, locale).text]));
  return (
    <>
      <PageHead title={t('public-comments.answers.title')} crumbs={useCrumbs(room, true)} lead={<span lang={round.locale}>{round.title}</span>} />
      <PageBody>
        <p className="measure">{t('public-comments.answers.standing')}</p>
        <Chips
          label={t('public-comments.answers.filter')}
          chips={[{ label: t('public-comments.filter.all'), to: '?', current: disposition === null },
            ...dispositions.map(({ code }) => ({ label: labels.get(code) ?? code, to: `?disposition=${encodeURIComponent(code)}`, current: disposition === code }))]}
        />
        {rows.items.length === 0 ? <p className="font-700">{t(disposition === null ? 'public-comments.answers.none' : 'public-comments.answers.noneOf')}</p> : null}
        {rows.items.map((row) => <Answer key={row.id} row={row} locale={round.locale} disposition={row.disposition ? labels.get(row.disposition) ?? row.disposition : ''} />)}
        <Pager next={rows.next} label={t('public-comments.answers.title')} />
        <p><TextLink to={`${to}/receipt`}>{t('public-comments.answers.mine')}</TextLink></p>
        <p><TextLink to={to}>{t('public-comments.submit.round')}</TextLink></p>
      </PageBody>
    </>
  );
}

function Answer({ row, locale, disposition }: { row: Row; locale: string; disposition: string }) {
  const t = useT();
  const { id, number, n, text, summarised, reply, reason, planChange, office, together } = row;
  return (
    <article className="panel grid gap-4" id={id}>
      <h2 className="heading-3">{t('public-comments.opinion.title', { n: `${number}-${n}` })}</h2>
      <section className="grid gap-2">
        <h3 className="font-700">{t(summarised ? 'public-comments.answers.summary' : 'public-comments.submit.opinion')}</h3>
        {text === null ? <p>{t('public-comments.answers.withheld')}</p> : <PlainText text={text} lang={locale} />}
        {together > 1 ? <p className="text-ink-soft">{t('public-comments.answers.together', { count: together })}</p> : null}
      </section>
      <section className="grid gap-2">
        <h3 className="font-700">{t('public-comments.answers.reply')}</h3>
        <p className="font-700">{disposition}</p>
        <PlainText text={reply} lang={locale} />
        {reason ? <p className="measure">{t('public-comments.answers.reason', { reason })}</p> : null}
        {planChange ? <p className="measure">{t('public-comments.answers.planChange', { change: planChange })}</p> : null}
        {office ? <p className="text-ink-soft">{office}</p> : null}
      </section>
    </article>
  );
}
