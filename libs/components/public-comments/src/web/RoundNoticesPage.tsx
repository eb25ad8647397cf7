import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { DateTime, Disclosure, found, LinkButton, PageBody, PageHead, query, Section, useT } from '@hiroba/ui';
import { LastDay } from './LastDay.tsx';
import { RoundState } from './RoundState.tsx';
import { roundNoticesQuery } from './rounds.graphql.ts';
import { Room, useCrumbs, useRoundLink } from './room.tsx';

/** Loads everything a round published. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const { round, component } = await query(context, roundNoticesQuery, { id: params.id ?? '', componentId: params.componentId ?? '' });
  const room = found(component?.__typename === 'PublicCommentsComponent' ? component : null);
  return { room, round: found(round?.componentId === room.id && room.space.slug === params.slug && round.notices.length > 0 ? round : null) };
}

/** Every notice of a round as it was published, with its digest: nothing of it is ever changed. */
export default function RoundNoticesPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><Notices /></Room>;
}

const dated = new Set(['closesAt']);

function Notices() {
  const t = useT();
  const { room, round } = useLoaderData<typeof loader>();
  const to = useRoundLink(room, round.id);
  return (
    <>
      <PageHead
        title={t('public-comments.notices.title', { title: round.title })} lang={round.locale} crumbs={useCrumbs(room, true)} above={<RoundState round={round} />}
        lead={t('public-comments.notices.lead')} actions={<LinkButton to={to}>{t('public-comments.plan.back')}</LinkButton>}
      />
      <PageBody>
        {round.notices.map(({ kind, n, publishedAt, snapshot, sha256, reason, material, changes }) => (
          <Section key={`${kind} ${n}`} title={t('public-comments.notices.version', { kind: t(`public-comments.notice.${kind}`), n })}>
            <p><DateTime at={publishedAt} /></p>
            {reason ? <p className="measure">{t('public-comments.notices.reason', { reason })}</p> : null}
            {material ? <p className="measure">{t('public-comments.notices.material')}</p> : null}
            {changes.length > 0 ? (
              <dl className="grid gap-4">
                {changes.map(({ field, before, after }) => (
                  <div key={field} className="grid gap-1">
                    <dt className="font-700">{t(`public-comments.changed.${field}`)}</dt>
                    <dd className="diff"><del><span className="sr-only">{t('public-comments.fact.before')}</span>{dated.has(field) ? <LastDay at={before} /> : before}</del></dd>
                    <dd className="diff"><ins>{dated.has(field) ? <LastDay at={after} /> : after}</ins></dd>
                  </div>
                ))}
              </dl>
            ) : null}
            <Disclosure summary={t('public-comments.notices.bytes')}>
              <p className="break-all">SHA-256: {sha256}</p>
              <pre className="whitespace-pre-wrap break-all text-dns-14N-130">{snapshot}</pre>
            </Disclosure>
          </Section>
        ))}
      </PageBody>
    </>
  );
}
