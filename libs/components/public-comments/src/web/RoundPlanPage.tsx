import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { Disclosure, found, LinkButton, Notice, PageBody, PageHead, query, TextLink, useNow, useT } from '@hiroba/ui';
import { nextChange, statusOf } from '../domain/round.ts';
import type { RoundPlanQuery } from './gql/graphql.ts';
import { factsOf } from './round-facts.ts';
import { RoundState } from './RoundState.tsx';
import { roundPlanQuery } from './rounds.graphql.ts';
import { Room, staffHere, useCrumbs, useRoundLink } from './room.tsx';

/** Loads the text of a draft plan; that of a draft round for staff alone. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const { round, component, viewer } = await query(context, roundPlanQuery, { id: params.id ?? '', componentId: params.componentId ?? '' });
  const room = found(component?.__typename === 'PublicCommentsComponent' ? component : null);
  const shown = found(round?.componentId === room.id && room.space.slug === params.slug ? round : null);
  return { room, round: shown, plan: found(shown.plan), isStaff: staffHere(viewer.grants, room.spaceId) };
}

/** The text of a draft plan, to be read on a phone: its contents, and a way to write about each paragraph. */
export default function RoundPlanPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><Plan /></Room>;
}

type Unit = NonNullable<NonNullable<RoundPlanQuery['round']>['plan']>['units'][number];

function Plan() {
  const t = useT();
  const { room, round, plan } = useLoaderData<typeof loader>();
  const facts = factsOf(round);
  const open = statusOf(facts, useNow((at) => nextChange(facts, at))) === 'OPEN';
  const to = useRoundLink(room, round.id);
  const headings = plan.units.filter(({ kind }) => kind === 'HEADING');
  return (
    <>
      <PageHead
        title={t('public-comments.plan.of', { title: round.title })} lang={round.locale} crumbs={useCrumbs(room, true)} above={<RoundState round={round} />}
        lead={t(open ? 'public-comments.plan.lead' : 'public-comments.plan.leadClosed')} actions={<LinkButton to={to}>{t('public-comments.plan.back')}</LinkButton>}
      />
      <PageBody>
        {plan.frozen ? null : <Notice title={t('public-comments.plan.unfrozen')} />}
        {headings.length > 1 ? (
          <Disclosure summary={t('public-comments.plan.contents')}>
            <nav aria-label={t('public-comments.plan.contents')}>
              <ul className="grid gap-2" lang={round.locale}>
                {headings.map(({ id, text, level }) => <li key={id} className={level > 1 ? 'ps-6' : ''}><a href={`#${id}`} className="link">{text}</a></li>)}
              </ul>
            </nav>
          </Disclosure>
        ) : null}
        <article className="grid gap-6" lang={round.locale}>
          {plan.units.map((unit) => <PlanUnit key={unit.id} unit={unit} write={open ? `${to}/submit?unit=${unit.id}` : undefined} />)}
        </article>
        {plan.removed.length > 0 ? (
          <Disclosure summary={t('public-comments.plan.removed', { count: plan.removed.length })}>
            {plan.removed.map(({ id, text }) => <p key={id} id={id} className="whitespace-pre-line text-ink-soft" lang={round.locale}>{text}</p>)}
          </Disclosure>
        ) : null}
        <p className="text-ink-soft break-all">{t('public-comments.plan.digest', { digest: plan.sha256 })}</p>
      </PageBody>
    </>
  );
}

const headings = { 1: 'heading-2', 2: 'heading-3' } as const;

/** One unit; under it the way to write about it, with words of its own for those who hear links alone. */
function PlanUnit({ unit, write }: { unit: Unit; write: string | undefined }) {
  const t = useT();
  const { id, kind, level, text, path } = unit;
  if (kind === 'HEADING') {
    const Heading = level <= 1 ? 'h2' : level === 2 ? 'h3' : 'h4';
    return <Heading id={id} className={headings[level as 1 | 2] ?? 'heading-4'}>{text}</Heading>;
  }
  return (
    <div id={id} className="grid gap-2 min-w-0 scroll-mt-6">
      {kind === 'ITEM'
        ? <ul className="list-disc ps-6"><li className="whitespace-pre-line measure">{text}</li></ul>
        : <p className={`whitespace-pre-line measure ${kind === 'CAPTION' ? 'text-ink-soft' : ''}`}>{text}</p>}
      {write ? <p className="text-dns-14N-130 print-hidden"><TextLink to={write}>{t('public-comments.plan.write')}<span className="sr-only">（{path}）</span></TextLink></p> : null}
    </div>
  );
}
