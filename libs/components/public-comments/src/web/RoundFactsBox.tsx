import { DateTime, Day, Facts, useT, type Fact } from '@hiroba/ui';
import type { RoundCardFragment, RoundNoticesFragment, RoundWordsFragment } from './gql/graphql.ts';
import { LastDay } from './LastDay.tsx';

type Shown = RoundCardFragment & RoundWordsFragment & RoundNoticesFragment;

/** The end of a period, with the ends it had before struck through. */
function Ends({ round }: { round: Shown }) {
  const t = useT();
  const earlier = round.notices.flatMap(({ changes }) => changes.filter(({ field }) => field === 'closesAt').map(({ before }) => before)).reverse();
  return (
    <>
      {earlier.map((before) => <s key={before} className="block text-ink-soft"><span className="sr-only">{t('public-comments.fact.before')}</span><LastDay at={before} /></s>)}
      {round.closesAt ? <LastDay at={round.closesAt} /> : null}
    </>
  );
}

/** What a round rests on, its dates, and whom to ask: telephone and address stand on every page. */
export function RoundFactsBox({ round }: { round: Shown }) {
  const t = useT();
  const { office, contact, reference, opensAt, closesAt, days, profile, legalBasis, clause, shortPeriodReason, scheduledAt, policyField } = round;
  const facts: (Fact | undefined)[] = [
    { term: t('public-comments.fact.office'), value: (
      <>
        {office}
        {contact.phone ? <a className="block" href={`tel:${contact.phone.replace(/[^\d+]/g, '')}`}>{contact.phone}</a> : null}
        {contact.mail ? <a className="block" href={`mailto:${contact.mail}`}>{contact.mail}</a> : null}
        <span className="block">{contact.address}</span>
      </>
    ) },
    opensAt ? { term: t('public-comments.fact.opens'), value: <DateTime at={opensAt} /> } : undefined,
    closesAt ? { term: t('public-comments.fact.closes'), value: <Ends round={round} /> } : undefined,
    days ? { term: t('public-comments.fact.days'), value: t('public-comments.fact.daysMany', { days: days.days }) } : undefined,
    shortPeriodReason ? { term: t('public-comments.fact.short'), value: shortPeriodReason } : undefined,
    { term: t('public-comments.fact.basis'), value: <>{t(`public-comments.basis.${profile.basis}`)}{legalBasis ? <span className="block">{legalBasis} {clause}</span> : null}</> },
    policyField ? { term: t('public-comments.fact.field'), value: policyField } : undefined,
    scheduledAt ? { term: t('public-comments.fact.published'), value: <Day at={scheduledAt} /> } : undefined,
    reference ? { term: t('public-comments.fact.reference'), value: reference } : undefined,
  ];
  return <Facts title={t('public-comments.fact.title')} facts={facts.filter((fact): fact is Fact => fact !== undefined)} />;
}
