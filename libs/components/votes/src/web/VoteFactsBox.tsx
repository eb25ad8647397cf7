import { DateTime, Facts, useT, type Fact } from '@hiroba/ui';
import type { VoteCardFragment } from './gql/graphql.ts';

/** Who asks, who may vote, from when until when, and how it is counted. */
export function VoteFactsBox({ vote }: { vote: VoteCardFragment }) {
  const t = useT();
  const { office, opensAt, closesAt, electorate, type, method, reference } = vote;
  const facts: (Fact | undefined)[] = [
    { term: t('votes.fact.office'), value: office },
    opensAt ? { term: t('votes.fact.opens'), value: <DateTime at={opensAt} /> } : undefined,
    closesAt ? { term: t('votes.fact.closes'), value: <DateTime at={closesAt} /> } : undefined,
    { term: t('votes.fact.who'), value: t(`votes.electorate.${electorate}`) },
    { term: t('votes.fact.type'), value: t(`votes.type.${type}`) },
    { term: t('votes.fact.method'), value: t(`votes.method.${method}`) },
    reference ? { term: t('votes.fact.reference'), value: reference } : undefined,
  ];
  return <Facts title={t('votes.fact.title')} facts={facts.filter((fact): fact is Fact => fact !== undefined)} />;
}
