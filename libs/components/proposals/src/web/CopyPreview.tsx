import { Button, Facts, Notice, Section, Table, useT, type Fact } from '@hiroba/ui';
import type { CopySourceQuery } from './gql/graphql.ts';

type Preview = NonNullable<CopySourceQuery['proposalCopyPreview']>;

/** What would come of copying, and the step to do it. */
export function CopyPreview({ preview }: { preview: Preview }) {
  const t = useT();
  const { copied, skipped, unfit, left, problems } = preview;
  const facts: Fact[] = [
    { term: t('proposals.copy.willCopy'), value: t('proposals.copy.many', { count: copied }) },
    ...(skipped > 0
      ? [{ term: t('proposals.copy.willSkip'), value: t('proposals.copy.many', { count: skipped }) }]
      : []),
    ...(unfit > 0 ? [{ term: t('proposals.copy.unfit'), value: t('proposals.copy.many', { count: unfit }) }] : []),
    { term: t('proposals.copy.along'), value: t('proposals.copy.alongText') },
    {
      term: t('proposals.copy.left'),
      value: (
        <ul className="grid gap-1">
          <li>{t('proposals.copy.leftAlways')}</li>
          {left.map(({ what, count }) => (
            <li key={what}>{t(`proposals.copy.left.${what}`, { count })}</li>
          ))}
        </ul>
      ),
    },
  ];
  return (
    <Section title={t('proposals.copy.will')} lead={t('proposals.copy.willLead')}>
      <div className="grid gap-4">
        <Facts facts={facts} />
        {problems.length > 0 ? (
          <Table
            caption={t('proposals.copy.unfit')}
            rows={problems}
            rowKey={({ proposalId }) => proposalId ?? ''}
            columns={[
              { key: 'title', head: t('proposals.copy.proposal'), cell: ({ title }) => title },
              { key: 'reason', head: t('ui.import.reason'), cell: ({ message }) => message, wraps: true },
            ]}
          />
        ) : null}
        {copied > 0 ? (
          <div>
            <Button weight="primary">{t('proposals.copy.act', { count: copied })}</Button>
          </div>
        ) : (
          <Notice title={t('proposals.copy.nothing')} level={3} />
        )}
      </div>
    </Section>
  );
}
