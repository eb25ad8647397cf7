import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { Day, Empty, httpError, links, PageBody, PageHead, query, Table, TextLink, useLocale, useNow, useT } from '@hiroba/ui';
import type { ProposalCardFragment } from './gql/graphql.ts';
import { owedAnswersQuery } from './proposals.graphql.ts';
import { ProposalState } from './ProposalState.tsx';

/** Loads what the city owes an answer to; for staff. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { owedAnswers, viewer } = await query(context, owedAnswersQuery);
  if (!viewer.grants.some(({ role }) => role === 'STAFF')) throw httpError(403, 'FORBIDDEN');
  return { owed: owedAnswers };
}

/** What waits for an answer, the longest waiting first; one click to the work. */
export default function AnswerDeskPage() {
  const t = useT();
  const to = links(useLocale());
  const { owed } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead title={t('proposals.desk.title')} lead={t('proposals.desk.lead')} crumbs={[{ label: t('proposals.desk.desk'), to: to.desk() }]} />
      <PageBody wide>
        {owed.length === 0 ? <Empty>{t('proposals.desk.empty')}</Empty> : (
          <Table
            caption={t('proposals.desk.title')} captionHidden rows={owed} rowKey={({ id }) => id}
            columns={[
              { key: 'title', head: t('proposals.desk.proposal'), cell: (row) => <Title row={row} /> },
              { key: 'state', head: t('proposals.desk.state'), cell: (row) => <ProposalState proposal={row} /> },
              { key: 'supports', head: t('proposals.desk.supports'), numeric: true, cell: (row) => row.supportCount?.toLocaleString() ?? '–' },
              { key: 'due', head: t('proposals.desk.due'), wraps: true, cell: (row) => <Due at={row.answerDueAt} /> },
              {
                key: 'act', head: t('proposals.desk.act'), wraps: true,
                cell: (row) => <TextLink to={to.proposal(row.spaceSlug, row.componentId, row.id, 'answer')}>{t('proposals.desk.answer', { title: row.title })}</TextLink>,
              },
            ]}
          />
        )}
      </PageBody>
    </>
  );
}

function Title({ row }: { row: ProposalCardFragment }) {
  return <TextLink to={links(useLocale()).proposal(row.spaceSlug, row.componentId, row.id)} lang={row.locale}>{row.title}</TextLink>;
}

function Due({ at }: { at: string | null | undefined }) {
  const t = useT();
  const due = at ? new Date(at) : undefined;
  const now = useNow();
  if (!due) return null;
  return <span className={now >= due ? 'text-error font-700' : ''}>{now >= due ? t('proposals.desk.late') : null}<Day at={due} relative /></span>;
}
