import { Disclosure, Section, Table, useT } from '@hiroba/ui';
import type { RoundPageQuery } from './gql/graphql.ts';

type Numbers = NonNullable<NonNullable<RoundPageQuery['round']>['numbers']>;

/** What was counted, by which way it came, and what each number means; numbers are not votes. */
export function RoundNumbers({ numbers }: { numbers: Numbers }) {
  const t = useT();
  const { persons, unknown, submissions, opinions, byChannel } = numbers;
  return (
    <Section title={t('public-comments.numbers.title')} lead={t('public-comments.numbers.standing')}>
      {submissions === 0 ? <p className="font-700">{t('public-comments.numbers.none')}</p> : null}
      {submissions > 0 ? (
        <Table
          caption={t('public-comments.numbers.byChannel')} rowKey={({ channel }) => channel}
          rows={[...byChannel, { channel: 'TOTAL', persons, submissions, opinions }]}
          columns={[
            { key: 'channel', head: t('public-comments.numbers.channel'), cell: ({ channel }) => t(`public-comments.channel.${channel}`) },
            { key: 'persons', head: t('public-comments.numbers.persons'), numeric: true, cell: (row) => row.persons },
            { key: 'submissions', head: t('public-comments.numbers.submissions'), numeric: true, cell: (row) => row.submissions },
            { key: 'opinions', head: t('public-comments.numbers.opinions'), numeric: true, cell: (row) => row.opinions },
          ]}
        />
      ) : null}
      {unknown > 0 ? <p>{t('public-comments.numbers.unknown', { count: unknown })}</p> : null}
      <Disclosure summary={t('public-comments.numbers.meaning')}>
        <p className="measure">{t('public-comments.numbers.meaning.persons')}</p>
        <p className="measure">{t('public-comments.numbers.meaning.submissions')}</p>
        <p className="measure">{t('public-comments.numbers.meaning.opinions')}</p>
        <p className="measure">{t('public-comments.numbers.limits')}</p>
      </Disclosure>
    </Section>
  );
}
