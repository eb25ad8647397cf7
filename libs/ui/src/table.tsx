import type { ReactNode } from 'react';

/** A column of a table: its head, and what a row shows there. */
export interface Column<R> {
  readonly key: string;
  readonly head: string;
  readonly cell: (row: R) => ReactNode;
  readonly numeric?: boolean;
  /** Long text that may run over several lines; the first column always may. */
  readonly wraps?: boolean;
  /** Text of many lines: it wraps, and where rows are cards it stands below what it is called. */
  readonly long?: boolean;
  /** In the first column: as narrow as what it says. */
  readonly narrow?: boolean;
}

interface TableProps<R> {
  readonly caption: string;
  /** Whether the caption is there for listeners only, below a heading that says the same. */
  readonly captionHidden?: boolean;
  /** The first column names the row. */
  readonly columns: readonly Column<R>[];
  readonly rows: readonly R[];
  readonly rowKey: (row: R) => string;
}

/** Rows and columns; where there is no room each row is a card that says what each value is. Roles outlast the change of display. */
export function Table<R>({ caption, captionHidden, columns, rows, rowKey }: TableProps<R>) {
  return (
    <div className="table-frame">
      <table role="table" className="table">
        <caption className={captionHidden ? 'sr-only' : ''}>{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(({ key, head, numeric }) => (
              <th key={key} role="columnheader" scope="col" data-numeric={numeric || undefined}>{head}</th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={rowKey(row)} role="row">
              {columns.map(({ key, head, cell, numeric, wraps, long, narrow }, position) => (position === 0
                ? <th key={key} role="rowheader" scope="row" data-narrow={narrow || undefined}>{cell(row)}</th>
                : (
                  <td key={key} role="cell" data-label={head} data-numeric={numeric || undefined} data-wraps={wraps || long || undefined} data-long={long || undefined}>
                    {cell(row)}
                  </td>
                )))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
