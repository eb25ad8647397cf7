import { Form, useLoaderData } from 'react-router';
import { formatDateTime } from '@hiroba/kernel';
import {
  Button,
  DateTime,
  Disclosure,
  Empty,
  links,
  Pager,
  Section,
  TextLink,
  useLocale,
  useSite,
  useT,
  withQuery,
} from '@hiroba/ui';
import { Choice, useWords } from '@hiroba/spaces/web';
import { registerOutcomes } from '../domain/register.ts';
import { decisionKinds } from '../domain/rules.ts';
import type { ModerationNumbersQuery } from './gql/graphql.ts';
import type { loader } from './NumbersPage.tsx';
import { useMonth } from './month.ts';

type Decision = ModerationNumbersQuery['moderationRegister']['items'][number];

/** The register of decisions, narrowed as its address asks, with the same as a file and as a feed. */
export function Register() {
  const t = useT();
  const { register, filter } = useLoaderData<typeof loader>();
  const isNarrowed = Object.keys(filter).length > 0;
  const locale = useLocale();
  const feed = withQuery(links(locale).feed('moderation'), { ...filter });
  return (
    <Section title={t('moderation.register.title')} lead={t('moderation.register.lead')} id="decisions">
      <Narrowing isNarrowed={isNarrowed} />
      {register.items.length === 0 ? (
        <Empty>{t(isNarrowed ? 'moderation.register.empty.narrowed' : 'moderation.register.empty')}</Empty>
      ) : (
        <ol className="grid gap-0">
          {register.items.map((decision) => (
            <DecisionItem key={decision.id} decision={decision} />
          ))}
        </ol>
      )}
      <Pager next={register.next} label={t('moderation.register.pages')} />
      <ul className="flex flex-wrap gap-x-6 gap-y-2">
        <li>
          <link rel="alternate" type="application/atom+xml" href={feed} />
          <a className="link" href={feed} type="application/atom+xml">
            {t('moderation.register.feed')}
          </a>
        </li>
        <li>
          <a className="link" href={withQuery('/download/moderation/decisions.csv', { ...filter })} download>
            {t('moderation.register.csv')}
          </a>
        </li>
        <li>
          <a className="link" href={withQuery('/download/moderation/dsa.json', { ...filter, locale })} download>
            {t('moderation.register.dsa')}
          </a>
        </li>
      </ul>
    </Section>
  );
}

/** What the register is narrowed by, as a form that is an address. */
function Narrowing({ isNarrowed }: { isNarrowed: boolean }) {
  const t = useT();
  const words = useWords();
  const { filter, counts, rules, spaces } = useLoaderData<typeof loader>();
  const name = useMonth();
  const below = links(useLocale()).below;
  const months = [...new Set([...counts.map(({ month }) => month), ...(filter.month ? [filter.month] : [])])];
  const decided = counts.filter(({ measure }) => measure === 'DECIDED').map(({ code }) => code);
  const kinds = decisionKinds.filter((kind) => [...decided, 'INTERIM_HIDE', filter.kind].includes(kind));
  const choices = [
    {
      by: 'month',
      options: months
        .sort()
        .reverse()
        .map((month) => ({ value: month, label: name(month) })),
    },
    {
      by: 'rule',
      options: rules.map(({ id, title }) => ({ value: id, label: t('moderation.rule.option', { rule: id, title }) })),
    },
    { by: 'space', options: spaces.map(({ slug, title }) => ({ value: slug, label: words(title).text })) },
    { by: 'kind', options: kinds.map((kind) => ({ value: kind, label: t(`moderation.register.kind.${kind}`) })) },
    {
      by: 'outcome',
      options: registerOutcomes.map((one) => ({ value: one, label: t(`moderation.register.outcome.${one}`) })),
    },
  ] as const;
  return (
    <Disclosure summary={t('moderation.register.filter')} open={isNarrowed}>
      <Form method="get" className="grid grid-cols-1 gap-4 sm:grid-cols-2" key={Object.values(filter).join(' ')}>
        {choices.map(({ by, options }) => (
          <Choice
            key={by}
            name={by}
            label={t(`moderation.register.${by}`)}
            none={t(`moderation.register.${by}.all`)}
            chosen={filter[by] ?? null}
            options={options}
          />
        ))}
        <p className="flex flex-wrap items-center gap-x-6 gap-y-2 sm:col-span-2">
          <Button weight="secondary">{t('moderation.register.filter.go')}</Button>
          {isNarrowed ? <TextLink to={below('/moderation')}>{t('moderation.register.filter.all')}</TextLink> : null}
        </p>
      </Form>
    </Disclosure>
  );
}

/** One decision: when, what about which kind of thing, under which rule, what became of it, and its proof. */
function DecisionItem({ decision }: { decision: Decision }) {
  const t = useT();
  const words = useWords();
  const locale = useLocale();
  const to = links(locale);
  const { timeZone } = useSite();
  const {
    at,
    kind,
    thing,
    rule,
    version,
    ruleTitle,
    reasonCode,
    endsAt,
    secondPerson,
    automated,
    outcome,
    within,
    entryId,
  } = decision;
  const line = t('moderation.register.line', {
    kind: t(`moderation.register.kind.${kind}`),
    thing: t('moderation.register.thing', { thing }),
  });
  const space = words(within);
  return (
    <li className="grid gap-1 border-t border-line py-4">
      <span className="text-ink-soft">
        <DateTime at={at} />
      </span>
      <span className="font-700">{line}</span>
      <TextLink to={`${to.below('/moderation/rules')}#${rule}`}>
        {t('moderation.withheld.rule', { rule: `${rule}@${version}`, title: ruleTitle })}
      </TextLink>
      {outcome === 'NONE' ? null : <span>{t(`moderation.register.outcome.${outcome}`)}</span>}
      <span className="flex flex-wrap gap-x-6 gap-y-1 text-ink-soft">
        {reasonCode ? <span>{t(`moderation.dismiss.code.${reasonCode}`)}</span> : null}
        {endsAt ? (
          <span>
            {t('moderation.register.until')}
            <DateTime at={endsAt} />
          </span>
        ) : null}
        {secondPerson ? <span>{t('moderation.register.second')}</span> : null}
        {automated ? <span>{t('moderation.register.automated')}</span> : null}
        <span lang={space.lang === locale ? undefined : space.lang}>{space.text}</span>
        {entryId ? (
          <a
            className="link"
            href={to.record(entryId)}
            aria-label={t('moderation.register.entryOf', { line, at: formatDateTime(new Date(at), timeZone, locale) })}
          >
            {t('moderation.withheld.record')}
          </a>
        ) : null}
      </span>
    </li>
  );
}
