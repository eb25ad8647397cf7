import { DateTime, Deadline, Facts, links, PersonName, TextLink, useLocale, useT, type Fact } from '@hiroba/ui';
import type { DebateCardFragment, DebateRoomFragment } from './gql/graphql.ts';

/** Who opened a debate, when, under which reference, how long it is open, and how often it was edited. */
export function DebateFactsBox({ debate, room }: { debate: DebateCardFragment; room: DebateRoomFragment }) {
  const t = useT();
  const to = links(useLocale()).component(room.space.slug, 'debates', room.id, debate.id);
  const { author, office, reference, publishedAt, opensAt, closesAt, closedAt, versions } = debate;
  const facts: (Fact | undefined)[] = [
    { term: t('debates.fact.author'), value: office ?? <PersonName name={author?.closed ? null : author?.displayName} office={author?.isStaff ? author.office : null} /> },
    publishedAt ? { term: t('debates.fact.published'), value: <DateTime at={publishedAt} /> } : undefined,
    opensAt ? { term: t('debates.fact.opens'), value: <DateTime at={opensAt} /> } : undefined,
    closesAt ? { term: t('debates.fact.closes'), value: <Deadline at={closesAt} /> } : { term: t('debates.fact.closes'), value: t('debates.fact.open') },
    closedAt && closedAt !== closesAt ? { term: t('debates.fact.closed'), value: <DateTime at={closedAt} /> } : undefined,
    versions > 1 ? {
      term: t('debates.fact.edits'), value: <>{t('debates.fact.times', { count: versions - 1 })} <TextLink to={`${to}/history`}>{t('debates.fact.changes')}</TextLink></>,
    } : undefined,
    reference ? { term: t('debates.fact.reference'), value: reference } : undefined,
  ];
  return <Facts title={t('debates.fact.title')} facts={facts.filter((fact): fact is Fact => fact !== undefined)} />;
}
