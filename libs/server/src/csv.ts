import { stringify, type Stringifier } from 'csv-stringify';
import { stringify as stringifySync } from 'csv-stringify/sync';

/** A value of a CSV cell. */
export type CsvCell = string | number | bigint | boolean | Date | null | undefined;

/** A column of a CSV file: the member of the row and the header people read. */
export interface CsvColumn {
  readonly key: string;
  readonly header: string;
}

// What a spreadsheet would take for a formula, after any blanks, quotes and byte order marks.
const FORMULA = /^[\s\ufeff␤"'`‘’“”]*[=+\-@\t\r＝＋－＠]/u;
const LINE_BREAK = /\r\n?|\n/g;
// Cells that a spreadsheet with another list separator would take apart.
const QUOTED = /[;\t\ufeff]|^\s|\s$/u;

/** Text as it stands in a CSV file for people: no live formula, line breaks as ␤. */
export function csvText(text: string): string {
  const guarded = FORMULA.test(text) ? `'${text}` : text;
  return guarded.replace(LINE_BREAK, '␤');
}

/** The text that `csvText` was made from, for files that come back. */
export function fromCsvText(cell: string): string {
  const text = cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
  return text.replaceAll('␤', '\n');
}

function options(columns: readonly CsvColumn[]) {
  return {
    bom: true,
    header: true,
    columns: columns.map(({ key, header }) => ({ key, header: csvText(header) })),
    record_delimiter: '\r\n',
    quoted_match: QUOTED,
    cast: {
      // A header has been guarded above.
      string: (value: string, { header }: { readonly header: boolean }) => (header ? value : csvText(value)),
      boolean: (value: boolean) => (value ? 'yes' : 'no'),
      date: (value: Date) => value.toISOString(),
    },
  };
}

/** The stream that turns rows into a CSV file for people: UTF-8 with BOM, CRLF, RFC 4180. */
export function csvWriter(columns: readonly CsvColumn[]): Stringifier {
  return stringify(options(columns));
}

/** A small CSV file for people as one text. */
export function csvFile(columns: readonly CsvColumn[], rows: readonly Readonly<Record<string, CsvCell>>[]): string {
  return stringifySync([...rows], options(columns));
}
