import { useId } from 'react';
import { Day, DateTime, links, StateBadge, Table, TextLink, useLocale, useNow, useOutcome, useT } from '@hiroba/ui';
import { isFinal } from '../domain/answer.ts';
import type { AnswerQueue, DeskRowFragment } from './gql/graphql.ts';
import { ProposalState } from './ProposalState.tsx';

interface DeskTableProps {
  readonly rows: readonly DeskRowFragment[];
  readonly queue: AnswerQueue | null;
  /** The ids that are ticked at first. */
  readonly chosen: readonly string[];
}

/** Proposals of the answer desk, to be chosen and opened; one word says what is to be done about each. */
export function DeskTable({ rows, queue, chosen }: DeskTableProps) {
  const t = useT();
  const to = links(useLocale());
  const typed = useOutcome()?.values.ids;
  return (
    <Table
      caption={t(queue ? `proposals.desk.queue.${queue}` : 'proposals.many.chosen')} captionHidden rows={rows} rowKey={({ id }) => id}
      columns={[
        { key: 'title', head: t('proposals.desk.proposal'), cell: (row) => <Chosen row={row} checked={(typed ?? chosen).includes(row.id)} /> },
        { key: 'state', head: t('proposals.desk.state'), cell: (row) => <Standing row={row} /> },
        { key: 'supports', head: t('proposals.desk.supports'), numeric: true, cell: (row) => row.supportCount?.toLocaleString() ?? '–' },
        { key: 'due', head: t('proposals.desk.due'), wraps: true, cell: (row) => <Due at={row.answerDueAt} owed={!isFinal(row.answerKind ?? null)} /> },
        {
          key: 'act', head: t('proposals.desk.act'),
          cell: (row) => (
            <TextLink to={to.proposal(row.spaceSlug, row.componentId, row.id, 'answer')}>
              {t(row.preparedAnswer ? 'proposals.desk.goOn' : isFinal(row.answerKind ?? null) ? 'proposals.desk.look' : 'proposals.desk.answer')}
              <span className="sr-only" lang={row.locale}>{row.title}</span>
            </TextLink>
          ),
        },
      ]}
    />
  );
}

function Chosen({ row, checked }: { row: DeskRowFragment; checked: boolean }) {
  const id = useId();
  return (
    <span className="choice">
      <input id={id} type="checkbox" name="ids" value={row.id} defaultChecked={checked} />
      <label htmlFor={id} lang={row.locale}>{row.title}</label>
    </span>
  );
}

function Standing({ row }: { row: DeskRowFragment }) {
  const t = useT();
  const { preparedAnswer: prepared } = row;
  if (!prepared) return <ProposalState proposal={row} />;
  return prepared.publishAt
    ? <StateBadge tone="waiting" icon="calendar">{t('proposals.desk.scheduled')}<DateTime at={prepared.publishAt} /></StateBadge>
    : <StateBadge tone="draft">{t('proposals.desk.prepared')}</StateBadge>;
}

function Due({ at, owed }: { at: string | null | undefined; owed: boolean }) {
  const t = useT();
  const now = useNow();
  if (!at || !owed) return '–';
  const late = now >= new Date(at);
  return <span className={late ? 'text-error font-700' : ''}>{late ? t('proposals.desk.late') : null}<Day at={at} relative /></span>;
}
