import { useEffect, useRef } from 'react';
import { DateTime, Icon, Table, useRefusalText, useT } from '@hiroba/ui';

/** What an act about many proposals did, as an answer carries it. */
export interface ShownReport {
  readonly done: number;
  readonly items: readonly {
    readonly id: string;
    readonly title?: string | null;
    readonly refusal?: { readonly code: string; readonly field?: string | null; readonly message: string } | null;
  }[];
}

/** What became of each proposal of an act: those that were answered first in one line, then each that was not with the reason. */
export function AnswersReport({ report: { done, items }, publishAt }: { report: ShownReport; publishAt: string | null }) {
  const t = useT();
  const wording = useRefusalText();
  const box = useRef<HTMLDivElement>(null);
  const refused = items.filter(({ refusal }) => refusal);
  useEffect(() => box.current?.focus(), [items]);
  return (
    <div ref={box} tabIndex={-1} role="group" aria-labelledby="report" className="panel">
      <h2 id="report" className="heading-4 flex items-center gap-2">
        <Icon name={refused.length > 0 ? 'warning' : 'check'} />
        {t(publishAt ? 'proposals.report.scheduled' : 'proposals.report.done', { count: done })}
      </h2>
      {publishAt ? <p><DateTime at={publishAt} relative /></p> : null}
      {refused.length > 0 ? (
        <>
          <p>{t('proposals.report.refused', { count: refused.length })}</p>
          <Table
            caption={t('proposals.report.refused', { count: refused.length })} captionHidden rows={refused} rowKey={({ id }) => id}
            columns={[
              { key: 'title', head: t('proposals.desk.proposal'), cell: ({ title }) => title ?? t('proposals.report.unknown') },
              { key: 'why', head: t('proposals.report.why'), wraps: true, cell: ({ refusal }) => (refusal ? wording(refusal) : null) },
            ]}
          />
        </>
      ) : null}
    </div>
  );
}
