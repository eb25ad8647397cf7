import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import {
  addressOf,
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
import { registerFilter } from '../domain/register.ts';
import { measures } from '../domain/statistics.ts';
import type { ModerationNumbersQuery } from './gql/graphql.ts';
import { moderationNumbersQuery } from './numbers.graphql.ts';
import { useMonth } from './month.ts';
import { Register } from './Register.tsx';

type Count = ModerationNumbersQuery['moderationStatistics']['counts'][number];
type Duration = ModerationNumbersQuery['moderationStatistics']['durations'][number];

/** Loads a page of the register as its address asks, and what moderation did, month by month. */
export async function loader(args: LoaderFunctionArgs) {
  const address = addressOf(args).searchParams;
  // What is no such thing narrows nothing.
  const { filter } = registerFilter((name) => address.get(name));
  const { moderationStatistics, moderationRules, moderationRegister, spaces } = await query(
    args.context,
    moderationNumbersQuery,
    { ...filter, after: address.get('after') },
  );
  return {
    ...moderationStatistics,
    rules: moderationRules,
    register: moderationRegister,
    spaces: spaces.items,
    filter,
  };
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

/** What those who moderate decided, one by one, and what that comes to month by month, as anybody can count it anew. */
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
      <PageHead
        title={t('moderation.public.title')}
        lead={t('moderation.public.lead')}
        actions={
          <a className="link" href="#numbers">
            {t('moderation.numbers.title')}
          </a>
        }
      />
      <PageBody>
        <Register />
        <Section title={t('moderation.numbers.title')} lead={t('moderation.numbers.lead')} id="numbers">
          {first ? (
            <>
              <h3 className="heading-4">{name(first.month)}</h3>
              {first.facts}
            </>
          ) : (
            <Empty>{t('moderation.numbers.none')}</Empty>
          )}
          {older.map(({ month, facts }) => (
            <Disclosure key={month} summary={name(month)}>
              {facts}
            </Disclosure>
          ))}
        </Section>
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
