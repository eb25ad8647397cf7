import { badText, composed, fold } from '@hiroba/kernel';
import { parse, CsvError } from 'csv-parse/sync';
import { decodeText, type DecodedText } from './text-decoding.ts';

/** A column an import knows, by its header or another name of it. */
export interface ImportColumn {
  readonly name: string;
  readonly otherNames?: readonly string[];
  /** The header must be there, and no row may leave it empty. */
  readonly required?: boolean;
}

/** What is wrong in an imported file, and where. */
export interface ImportProblem {
  readonly line: number;
  readonly column?: string;
  readonly code:
    | 'NOT_TEXT'
    | 'TOO_LARGE'
    | 'NO_HEADER'
    | 'MISSING_HEADER'
    | 'DUPLICATE_HEADER'
    | 'BAD_QUOTES'
    | 'TOO_MANY_ROWS'
    | 'TOO_MANY_CELLS'
    | 'EMPTY'
    | 'TOO_LONG'
    | 'BAD_TEXT';
}

/** A row of an imported file: the line it begins on, and its cells by column name. */
export interface ImportRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** An imported file: its rows, all its problems, and the headers nobody knows. */
export interface ImportedCsv {
  readonly encoding?: DecodedText['encoding'];
  readonly rows: readonly ImportRow[];
  readonly problems: readonly ImportProblem[];
  readonly ignored: readonly string[];
}

/** The bounds of an imported file. */
export interface ImportLimits {
  readonly bytes?: number;
  readonly rows?: number;
  readonly cell?: number;
}

interface Line {
  readonly line: number;
  readonly cells: readonly string[];
}

const MOST_LINES_BEFORE_HEADER = 20;

function parsedLines(text: string, mostCharacters: number): Line[] | ImportProblem {
  const firstBreak = text.indexOf('\n');
  const head = firstBreak < 0 ? text : text.slice(0, firstBreak);
  try {
    const records = parse(text, {
      delimiter: head.includes('\t') && !head.includes(',') ? '\t' : ',',
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      info: true,
      max_record_size: mostCharacters,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return records.map(({ record, info }) => ({ line: info.lines - breaks(record), cells: record.map(composed) }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number(error.lines ?? 1);
    return { line, code: error.code === 'CSV_MAX_RECORD_SIZE' ? 'TOO_LONG' : 'BAD_QUOTES' };
  }
}

const breaks = (record: readonly string[]): number =>
  record.reduce((sum, cell) => sum + (cell.split('\n').length - 1), 0);
const isBlank = ({ cells }: Line): boolean => cells.every((cell) => cell === '');
const sameName = (a: string, b: string): boolean => fold(a) === fold(b);

function columnOf(header: string, columns: readonly ImportColumn[]): ImportColumn | undefined {
  return columns.find(({ name, otherNames = [] }) => [name, ...otherNames].some((known) => sameName(known, header)));
}

function headerIndex(lines: readonly Line[], columns: readonly ImportColumn[]): number {
  const known = lines
    .slice(0, MOST_LINES_BEFORE_HEADER)
    .map(({ cells }) => cells.filter((cell) => columnOf(cell, columns)).length);
  const most = Math.max(0, ...known);
  return most === 0 ? -1 : known.indexOf(most);
}

function headerProblems({ line, cells }: Line, columns: readonly ImportColumn[]): ImportProblem[] {
  const names = cells.map((cell) => columnOf(cell, columns)?.name ?? cell);
  const doubled = names.filter((name, i) => name !== '' && names.slice(0, i).some((before) => sameName(before, name)));
  const missing = columns.filter(({ name, required }) => required && !names.includes(name));
  return [
    ...doubled.map((column): ImportProblem => ({ line, column, code: 'DUPLICATE_HEADER' })),
    ...missing.map(({ name }): ImportProblem => ({ line, column: name, code: 'MISSING_HEADER' })),
  ];
}

function rowProblems({ line, cells }: ImportRow, columns: readonly ImportColumn[], longest: number): ImportProblem[] {
  return columns.flatMap(({ name, required }): ImportProblem[] => {
    const cell = cells[name] ?? '';
    if (badText(cell)) return [{ line, column: name, code: 'BAD_TEXT' }];
    if (cell.length > longest) return [{ line, column: name, code: 'TOO_LONG' }];
    return required && cell === '' ? [{ line, column: name, code: 'EMPTY' }] : [];
  });
}

const failed = (code: ImportProblem['code'], encoding?: DecodedText['encoding']): ImportedCsv => ({
  encoding,
  rows: [],
  problems: [{ line: 1, code }],
  ignored: [],
});

/** Reads an imported CSV file in any usual encoding; whatever is wrong in it is told, never thrown. */
export function readCsv(bytes: Uint8Array, columns: readonly ImportColumn[], limits: ImportLimits = {}): ImportedCsv {
  const { bytes: mostBytes = 50_000_000, rows: mostRows = 10_000, cell: longest = 100_000 } = limits;
  if (bytes.length > mostBytes) return failed('TOO_LARGE');
  const file = decodeText(bytes);
  if (file === undefined) return failed('NOT_TEXT');
  // With one kind of line end csv-parse counts the lines inside quotes right.
  const parsed = parsedLines(file.text.replace(/\r\n?/g, '\n'), longest * Math.max(10, columns.length));
  if (!Array.isArray(parsed)) return { encoding: file.encoding, rows: [], problems: [parsed], ignored: [] };
  const lines = parsed.filter((line) => !isBlank(line));
  const at = headerIndex(lines, columns);
  const header = lines[at];
  if (header === undefined) return failed('NO_HEADER', file.encoding);
  const body = lines.slice(at + 1);
  const tooMany = body[mostRows];
  if (tooMany !== undefined) {
    return {
      encoding: file.encoding,
      rows: [],
      problems: [{ line: tooMany.line, code: 'TOO_MANY_ROWS' }],
      ignored: [],
    };
  }
  const rows = body.map(({ line, cells }): ImportRow => ({
    line,
    cells: Object.fromEntries(
      header.cells.flatMap((name, i) => {
        const column = columnOf(name, columns);
        return column === undefined ? [] : [[column.name, cells[i] ?? '']];
      }),
    ),
  }));
  const wide = body.filter(({ cells }) => cells.slice(header.cells.length).some((cell) => cell !== ''));
  return {
    encoding: file.encoding,
    rows,
    problems: [
      ...headerProblems(header, columns),
      ...wide.map(({ line }): ImportProblem => ({ line, code: 'TOO_MANY_CELLS' })),
      ...rows.flatMap((row) =>
        rowProblems(
          row,
          columns.filter(({ name }) => Object.hasOwn(row.cells, name)),
          longest,
        ),
      ),
    ].sort((a, b) => a.line - b.line),
    ignored: header.cells.filter((name) => name !== '' && columnOf(name, columns) === undefined),
  };
}
