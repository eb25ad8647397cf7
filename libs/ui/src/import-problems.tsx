import { useT } from './i18n.tsx';
import { Table } from './table.tsx';

interface ImportProblemsProps {
  readonly problems: readonly { readonly line: number; readonly column?: string | null; readonly code: string; readonly message: string }[];
}

/** What must be put right in an imported file: line, column and reason. */
export function ImportProblems({ problems }: ImportProblemsProps) {
  const t = useT();
  return (
    <Table
      caption={t('ui.import.problems')} rows={problems} rowKey={({ line, column, code }) => `${line} ${column ?? ''} ${code}`}
      columns={[
        { key: 'line', head: t('ui.import.line'), cell: ({ line }) => line },
        { key: 'column', head: t('ui.import.column'), cell: ({ column }) => column ?? '' },
        { key: 'reason', head: t('ui.import.reason'), cell: ({ message }) => message },
      ]}
    />
  );
}
