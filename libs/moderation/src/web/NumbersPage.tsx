import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import {
  Disclosure,
  Empty,
  Facts,
  links,
  PageBody,
  PageHead,
  query,
  Section,
  TextLink,
  useLocale,
  useT,
} from '@hiroba/ui';
import { measures } from '../domain/statistics.ts';
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

/** What a code of a count stands for. */
function useCodes(): (count: Count) => string {
  const t = useT();
  const { rules } = useLoaderData<typeof loader>();
  return ({ measure, code }) => {
    if (measure !== 'REPORTED' && measure !== 'RULE' && measure !== 'OVERTURNED')
      return t(`moderation.numbers.code.${code}`);
    const [rule = ''] = code.split('@');
    return t('moderation.withheld.rule', { rule: code, title: rules.find(({ id }) => id === rule)?.title ?? '' });
  };
}

/** The numbers of a month, each measure with its codes, in the order in which things happen. */
function MonthFacts({ counts, durations }: { counts: readonly Count[]; durations: readonly Duration[] }) {
  const t = useT();
  const codeOf = useCodes();
  const number = new Intl.NumberFormat(useLocale());
  const told = ({ n, isFew }: Count) =>
    isFew ? t('moderation.numbers.few') : n === null ? t('moderation.numbers.covered') : number.format(n);
  const counted = measures.flatMap((measure) => {
    const own = counts.filter((count) => count.measure === measure);
    const lines = own.map((count) => (
      <li key={count.code}>
        {count.code === '' ? told(count) : t('moderation.numbers.of', { what: codeOf(count), many: told(count) })}
      </li>
    ));
    return own.length > 0 ? [{ term: t(`moderation.numbers.${measure}`), value: <ul>{lines}</ul> }] : [];
  });
  const lasted = durations.map(({ measure, median, p90 }) => ({
    term: t(`moderation.numbers.${measure}`),
    value: t('moderation.numbers.hours', { median, p90 }),
  }));
  return <Facts facts={[...counted, ...lasted]} />;
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
    facts: (
      <MonthFacts
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
          <Section title={name(first.month)}>{first.facts}</Section>
        ) : (
          <Empty>{t('moderation.numbers.none')}</Empty>
        )}
        {older.map(({ month, facts }) => (
          <Disclosure key={month} summary={name(month)}>
            {facts}
          </Disclosure>
        ))}
        <Section title={t('moderation.numbers.about')}>
          <p className="measure">{t('moderation.numbers.covers')}</p>
          <p className="measure">{t('moderation.numbers.recount')}</p>
          <ul className="grid gap-2">
            <li>
              <TextLink to={below('/moderation/rules')}>{t('moderation.rules.title')}</TextLink>
            </li>
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
