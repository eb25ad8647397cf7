import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { excerpt, localized } from '@hiroba/kernel';
import { Chips, PageBody, PageHead, Pager, query, Table, TextLink, useLocale, useT } from '@hiroba/ui';
import { deskOf } from './desk-room.ts';
import { deskOpinionsQuery } from './desk.graphql.ts';
import { Room, useCrumbs, useRoundLink } from './room.tsx';

const groups = ['UNDECIDED', 'DECIDED', 'ALL'] as const;

/** Loads the opinions of a round, for those who work on it. */
export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  const group = groups.find((each) => each === search.get('show')) ?? 'UNDECIDED';
  const loaded = await query(args.context, deskOpinionsQuery, { id: args.params.id ?? '', componentId: args.params.componentId ?? '', group, after: search.get('after') });
  return { ...deskOf(args, loaded), opinions: loaded.opinions, group };
}

/** The opinions of a round on the desk: those that nobody decided come first. */
export default function DeskOpinionsPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><Opinions /></Room>;
}

function Opinions() {
  const t = useT();
  const locale = useLocale();
  const { room, round, opinions, group } = useLoaderData<typeof loader>();
  const to = useRoundLink(room, round.id);
  const labels = new Map(round.scheme.dispositions.map(({ code, label }) => [code, localized(label as never, locale).text]));
  return (
    <>
      <PageHead title={t('public-comments.desk.opinions')} crumbs={useCrumbs(room, true)} lead={<span lang={round.locale}>{round.title}</span>} />
      <PageBody wide>
        <Chips label={t('public-comments.intake.show')} chips={groups.map((each) => ({ label: t(`public-comments.opinions.show.${each}`), to: `?show=${each}`, current: each === group }))} />
        {opinions.items.length === 0 ? <p>{t(group === 'UNDECIDED' ? 'public-comments.opinions.allDecided' : 'public-comments.opinions.none')}</p> : (
          <Table
            caption={t('public-comments.desk.opinions')} captionHidden rows={opinions.items} rowKey={({ id }) => id}
            columns={[
              { key: 'n', head: t('public-comments.result.number'), cell: ({ number, n, id }) => <TextLink to={`${to}/desk/opinions/${id}`}>{`${number ?? '-'}-${n}`}</TextLink> },
              { key: 'text', head: t('public-comments.submit.body'), wraps: true, cell: ({ text }) => excerpt(text, 120) },
              { key: 'done', head: t('public-comments.result.disposition'), cell: ({ disposition }) => (disposition ? labels.get(disposition) ?? disposition : t('public-comments.opinions.open')) },
              { key: 'office', head: t('public-comments.result.office'), cell: ({ office }) => office },
            ]}
          />
        )}
        <Pager next={opinions.next} label={t('public-comments.desk.opinions')} />
        <p><TextLink to={`${to}/desk/intake?show=UNREAD`}>{t('public-comments.opinions.unread')}</TextLink></p>
      </PageBody>
    </>
  );
}
