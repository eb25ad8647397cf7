import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { diffText } from '@hiroba/kernel';
import { DiffView, Empty, found, LinkButton, PageBody, PageHead, Pager, query, Section, addressOf, useT } from '@hiroba/ui';
import { RoundState } from './RoundState.tsx';
import { roundChangesQuery } from './rounds.graphql.ts';
import { Room, useCrumbs, useRoundLink } from './room.tsx';

const MANY = 40;

/** Loads what the decision changed in the draft, some units at a time. */
export async function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  const { round, component } = await query(context, roundChangesQuery, { id: params.id ?? '', componentId: params.componentId ?? '' });
  const room = found(component?.__typename === 'PublicCommentsComponent' ? component : null);
  const shown = found(round?.componentId === room.id && room.space.slug === params.slug ? round : null);
  const [draft, final] = [found(shown.plan), found(shown.finalPlan)];
  const before = new Map(draft.units.map((unit) => [unit.id, unit]));
  const changed = [
    ...final.units.filter(({ relation }) => relation !== 'KEPT').map(({ id, path, text, relation, from }) => ({
      id, path, relation: String(relation), parts: diffText(from.map((one) => before.get(one)?.text ?? '').join('\n'), text),
    })),
    ...final.removed.map(({ id, path, text }) => ({ id, path, relation: 'REMOVED', parts: diffText(text, '') })),
  ];
  const from = Math.max(0, Number(addressOf(args).searchParams.get('after')) || 0);
  const { plan: _, finalPlan: __, ...card } = shown;
  return { room, round: card, many: changed.length, changed: changed.slice(from, from + MANY), next: from + MANY < changed.length ? String(from + MANY) : null };
}

/** What the decision changed in the draft, unit by unit and word by word. */
export default function RoundChangesPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><Changes /></Room>;
}

function Changes() {
  const t = useT();
  const { room, round, many, changed, next } = useLoaderData<typeof loader>();
  const to = useRoundLink(room, round.id);
  return (
    <>
      <PageHead
        title={t('public-comments.changes.title', { title: round.title })} crumbs={useCrumbs(room, true)} above={<RoundState round={round} />}
        lead={t('public-comments.changes.lead', { count: many })} actions={<LinkButton to={to}>{t('public-comments.plan.back')}</LinkButton>}
      />
      <PageBody>
        {changed.length === 0 ? <Empty>{t('public-comments.changes.none')}</Empty> : changed.map(({ id, path, relation, parts }) => (
          <Section key={id} title={`${path} ${t(`public-comments.relation.${relation}`)}`}><DiffView parts={parts} lang={round.locale} /></Section>
        ))}
        <Pager next={next} label={t('public-comments.changes.more')} />
      </PageBody>
    </>
  );
}
