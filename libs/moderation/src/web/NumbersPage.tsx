import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import {
  Disclosure,
  Empty,
  links,
  PageBody,
  PageHead,
  query,
  Section,
  Table,
  TextLink,
  useLocale,
  useT,
} from '@hiroba/ui';
import type { ModerationNumbersQuery } from './gql/graphql.ts';
import { moderationNumbersQuery } from './moderation.graphql.ts';

type Count = ModerationNumbersQuery['moderationStatistics']['counts'][number];
type Duration = ModerationNumbersQuery['moderationStatistics']['durations'][number];

/** Loads what moderation did, month by month. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { moderationStatistics, moderationRules } = await query(context, moderationNumbersQuery, {});
  return { ...moderationStatistics, rules: moderationRules };
}

/** A month as people say it. */
function useMonth(): (month: string) => string {
  const format = new Intl.DateTimeFormat(useLocale(), { year: 'numeric', month: 'long', timeZone: 'UTC' });
  return (month) => format.format(new Date(`${month}-15T00:00:00Z`));
}

/** What a count is about, in words. */
function useWords(): (count: Count) => string {
  const t = useT();
  const { rules } = useLoaderData<typeof loader>();
  const ruled = (code: string) => {
    const [rule = ''] = code.split('@');
    return t('moderation.withheld.rule', { rule: code, title: rules.find(({ id }) => id === rule)?.title ?? '' });
  };
  return ({ measure, code }) => {
    const what = t(`moderation.numbers.${measure}`);
    if (code === '') return what;
    const isRule = measure === 'REPORTED' || measure === 'RULE' || measure === 'OVERTURNED';
    return t('moderation.numbers.of', { what, code: isRule ? ruled(code) : t(`moderation.numbers.code.${code}`) });
  };
}

function MonthTable({
  month,
  counts,
  durations,
}: {
  month: string;
  counts: readonly Count[];
  durations: readonly Duration[];
}) {
  const t = useT();
  const words = useWords();
  const number = new Intl.NumberFormat(useLocale());
  const rows = [
    ...counts.map((count) => ({
      what: words(count),
      told: count.isFew
        ? t('moderation.numbers.few')
        : count.n === null
          ? t('moderation.numbers.covered')
          : number.format(count.n),
    })),
    ...durations.map(({ measure, median, p90 }) => ({
      what: t(`moderation.numbers.${measure}`),
      told: t('moderation.numbers.hours', { median, p90 }),
    })),
  ];
  return (
    <Table
      caption={month}
      captionHidden
      columns={[
        { key: 'what', head: t('moderation.numbers.what'), cell: ({ what }) => what },
        { key: 'told', head: t('moderation.numbers.many'), numeric: true, cell: ({ told }) => told },
      ]}
      rows={rows}
      rowKey={({ what }) => what}
    />
  );
}

/** What moderation did, month by month, as anybody can count it anew. */
export default function NumbersPage() {
  const t = useT();
  const { counts, durations } = useLoaderData<typeof loader>();
  const below = links(useLocale()).below;
  const name = useMonth();
  const months = [...new Set(counts.map(({ month }) => month))].sort().reverse();
  const [first, ...older] = months.map((month) => ({
    month,
    table: (
      <MonthTable
        month={name(month)}
        counts={counts.filter((count) => count.month === month)}
        durations={durations.filter((duration) => duration.month === month)}
      />
    ),
  }));
  return (
    <>
      <PageHead title={t('moderation.numbers.title')} lead={t('moderation.numbers.lead')} />
      <PageBody>
        {first ? (
          <Section title={name(first.month)}>{first.table}</Section>
        ) : (
          <Empty>{t('moderation.numbers.none')}</Empty>
        )}
        {older.map(({ month, table }) => (
          <Disclosure key={month} summary={name(month)}>
            {table}
          </Disclosure>
        ))}
        <Section title={t('moderation.numbers.about')}>
          <p className="measure">{t('moderation.numbers.covers')}</p>
          <p className="measure">{t('moderation.numbers.recount')}</p>
          <ul className="grid gap-2">
            <li>
              <TextLink to={below('/register')}>{t('moderation.numbers.register')}</TextLink>
            </li>
            <li>
              <TextLink to={below('/open-data')}>{t('moderation.numbers.openData')}</TextLink>
            </li>
          </ul>
        </Section>
      </PageBody>
    </>
  );
}
