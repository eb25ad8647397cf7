import { Table, useT } from '@hiroba/ui';

interface ImportProblemsProps {
  readonly problems: readonly { readonly line: number; readonly column?: string | null; readonly code: string; readonly message: string }[];
}

/** What must be put right in an imported file: line, column and reason. */
export function ImportProblems({ problems }: ImportProblemsProps) {
  const t = useT();
  return (
    <Table
      caption={t('proposals.import.problems')} rows={problems} rowKey={({ line, column, code }) => `${line} ${column ?? ''} ${code}`}
      columns={[
        { key: 'line', head: t('proposals.import.line'), cell: ({ line }) => line },
        { key: 'column', head: t('proposals.import.column'), cell: ({ column }) => column ?? '' },
        { key: 'reason', head: t('proposals.import.reason'), cell: ({ message }) => message },
      ]}
    />
  );
}
