import { Form, useLoaderData, useLocation } from 'react-router';
import { localized } from '@hiroba/kernel';
import { TaxonomyFilter } from '@hiroba/taxonomies/web';
import {
  Button,
  CheckboxGroup,
  Chips,
  Empty,
  SearchForm,
  Section,
  TextLink,
  useLocale,
  useT,
  withQuery,
} from '@hiroba/ui';
import { answerKinds } from '../domain/answer.ts';
import { KindChips } from './KindChips.tsx';
import { isNarrowed } from './list-address.ts';
import type { loader } from './ProposalCopyPage.tsx';

/** Which of the proposals of a place: all, those that answers, headings or words narrow down, or single ones. */
export function CopyChoice() {
  const t = useT();
  const locale = useLocale();
  const { pathname, search } = useLocation();
  const { chosen, input, filter } = useLoaderData<typeof loader>();
  if (!chosen) return null;
  const { source } = chosen;
  const here = withQuery(`${pathname}${search}`, { ids: null, done: null });
  const kept = [...new URLSearchParams(here.split('?')[1] ?? '')];
  const count = (key: string) => source.counts.find((one) => one.key === key)?.count ?? 0;
  const words = (kind: string) =>
    source.rules.answerStatuses
      .flatMap((row) => (row.kind === kind ? [localized(row.label, locale).text] : []))
      .join('・') || t(`proposals.answer.${kind}`);
  const answers = ['NONE', ...answerKinds].filter((kind) => count(`answer:${kind}`) > 0);
  const current = filter.answered === false ? 'NONE' : filter.answerKind;
  const standing = source.proposals.items.filter(({ state }) => state === 'PUBLISHED');
  return (
    <Section title={t('proposals.copy.which')} lead={t('proposals.copy.whichLead')}>
      <div className="grid gap-4">
        <SearchForm
          label={t('proposals.search')}
          action={t('proposals.search.go')}
          defaultValue={filter.search}
          keep={Object.fromEntries(kept.filter(([key]) => key !== 'q'))}
        />
        {answers.length > 1 ? (
          <Chips
            label={t('proposals.filter.state')}
            chips={[
              { label: t('proposals.filter.all'), to: withQuery(here, { answer: null }), current: !current },
              ...answers.map((kind) => ({
                label: words(kind),
                to: withQuery(here, { answer: kind }),
                current: current === kind,
                count: count(`answer:${kind}`),
              })),
            ]}
          />
        ) : null}
        <KindChips kinds={source.rules.kinds} current={filter.kind} here={here} />
        <TaxonomyFilter trees={source.taxonomies} here={here} />
        {isNarrowed(filter) || input.ids ? (
          <p>
            <TextLink to={withQuery(pathname, { from: chosen.id })}>{t('proposals.copy.all')}</TextLink>
          </p>
        ) : null}
        {standing.length === 0 ? (
          <Empty>{t('proposals.list.none')}</Empty>
        ) : (
          <details className="disclosure" open={input.ids ? true : undefined}>
            <summary>{t('proposals.copy.single')}</summary>
            <Form method="get" className="form">
              {kept.map(([key, value], at) => (
                <input key={`${key} ${at}`} type="hidden" name={key} value={value} />
              ))}
              <CheckboxGroup
                name="ids"
                label={t('proposals.copy.titles')}
                {...(source.proposals.next ? { hint: t('proposals.copy.titlesHint') } : {})}
                defaultValues={input.ids ?? []}
                options={standing.map(({ id, title }) => ({ value: id, label: title }))}
              />
              <div>
                <Button>{t('proposals.copy.only')}</Button>
              </div>
            </Form>
          </details>
        )}
      </div>
    </Section>
  );
}
