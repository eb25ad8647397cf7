import { localized } from '@hiroba/kernel';
import { DateTime, Day, Facts, links, TextLink, useLocale, useT, withQuery, type Fact } from '@hiroba/ui';
import { useSpotWords } from '@hiroba/places/web';
import { Authors } from './Authors.tsx';
import type { ProposalCardFragment, RoomFactsFragment } from './gql/graphql.ts';

interface Entered {
  readonly origin?: string | null;
  readonly receivedAt?: string | null;
  readonly withheld?: object | null;
}

interface ProposalFactsBoxProps {
  readonly proposal: ProposalCardFragment & Entered;
  readonly room: RoomFactsFragment;
  /** The part of the map around the place, as an address carries it; empty where there is no map of it. */
  readonly around: string;
}

/** Who wrote a proposal, when, under which reference, how it came, and how often it was edited. */
export function ProposalFactsBox({ proposal, room, around }: ProposalFactsBoxProps) {
  const t = useT();
  const locale = useLocale();
  const words = (text: ProposalCardFragment['taxonomies'][number]['name']) => localized(text, locale).text;
  const to = links(locale).proposal(room.space.slug, room.id, proposal.id);
  const where = useSpotWords();
  const { authors, taxonomies, spot, reference, publishedAt, versions, origin, receivedAt } = proposal;
  const map = withQuery(links(locale).component(room.space.slug, 'proposals', room.id, 'map'), { box: around });
  const facts: (Fact | undefined)[] = [
    proposal.withheld && authors.length === 0 ? undefined : { term: t('proposals.fact.author'), value: <Authors authors={authors} /> },
    proposal.kind ? { term: t('proposals.kind.label'), value: t(`proposals.kind.${proposal.kind}`) } : undefined,
    ...taxonomies.map(({ tree, above, name }) => ({ term: words(tree), value: [...above, name].map(words).join(' › ') })),
    spot ? {
      term: t('places.address'),
      value: <>{where(spot, room.rules.placePrecision)} {around ? <TextLink to={map}>{t('proposals.fact.map')}</TextLink> : null}</>,
    } : undefined,
    origin && receivedAt ? {
      term: t('proposals.entry.channel'), value: <>{t(`proposals.channel.${origin}`)} <Day at={receivedAt} /></>,
    } : undefined,
    publishedAt ? { term: t('proposals.fact.published'), value: <DateTime at={publishedAt} /> } : undefined,
    versions > 1 ? {
      term: t('proposals.fact.edits'),
      value: <>{t('proposals.fact.times', { count: versions - 1 })} <TextLink to={`${to}/history`}>{t('proposals.fact.changes')}</TextLink></>,
    } : undefined,
    reference ? { term: t('proposals.fact.reference'), value: reference } : undefined,
  ];
  return <Facts title={t('proposals.fact.title')} facts={facts.filter((fact): fact is Fact => fact !== undefined)} />;
}
