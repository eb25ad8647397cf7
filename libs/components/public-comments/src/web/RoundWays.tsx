import { Facts, Section, useT, type Fact } from '@hiroba/ui';
import type { RoundWordsFragment } from './gql/graphql.ts';

/** All other ways to send an opinion, with their addresses and what counts as in time, and where the plan lies open on paper. */
export function RoundWays({ round }: { round: RoundWordsFragment }) {
  const t = useT();
  const { ways, places, profile } = round;
  const facts = ways.filter(({ channel }) => channel !== 'ONLINE').map(({ channel, to }): Fact => ({
    term: t(`public-comments.channel.${channel}`),
    value: (
      <>
        {channel === 'MAIL' ? <a href={`mailto:${to}`}>{to}</a> : to}
        <span className="block text-ink-soft">{channel === 'POST' ? t(`public-comments.post.${profile.postDeadline}`) : t(`public-comments.intime.${channel}`)}</span>
      </>
    ),
  }));
  return (
    <>
      {facts.length > 0 ? <Section title={t('public-comments.ways.title')} lead={t('public-comments.ways.lead')}><Facts facts={facts} /></Section> : null}
      {places.length > 0 ? (
        <Section title={t('public-comments.places.title')}>
          <Facts facts={places.map(({ name, address, hours }) => ({ term: name, value: <>{address}{hours ? <span className="block text-ink-soft">{hours}</span> : null}</> }))} />
        </Section>
      ) : null}
    </>
  );
}
