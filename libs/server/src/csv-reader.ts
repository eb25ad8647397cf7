import { composed } from '@hiroba/kernel';
import { parse, CsvError } from 'csv-parse/sync';
import { decodeText, type DecodedText } from './text-decoding.ts';
import { breaks, columnOf, headerIndex, headerProblems, isBlank, rowProblems, type ImportColumn, type ImportProblem, type ImportRow } from './table-columns.ts';
import type { TableLine as Line } from './workbook-cells.ts';
import { workbookLines } from './workbook.ts';

export type { ImportColumn, ImportProblem, ImportRow };

/** How the cells of a file were written: as text of some encoding, or exactly. */
export type TableEncoding = DecodedText['encoding'] | 'XLSX' | 'JSON';

/** An imported file: its rows, all its problems, and the headers nobody knows. */
export interface ImportedCsv {
  readonly encoding?: TableEncoding;
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

const failed = (code: ImportProblem['code'], encoding?: TableEncoding): ImportedCsv => ({
  encoding,
  rows: [],
  problems: [{ line: 1, code }],
  ignored: [],
});

const usual: Required<ImportLimits> = { bytes: 50_000_000, rows: 10_000, cell: 100_000 };

/** Reads an imported CSV file in any usual encoding; whatever is wrong in it is told, never thrown. */
export function readCsv(bytes: Uint8Array, columns: readonly ImportColumn[], limits: ImportLimits = {}): ImportedCsv {
  const { bytes: mostBytes, cell: longest } = { ...usual, ...limits };
  if (bytes.length > mostBytes) return failed('TOO_LARGE');
  const file = decodeText(bytes);
  if (file === undefined) return failed('NOT_TEXT');
  // With one kind of line end csv-parse counts the lines inside quotes right.
  const parsed = parsedLines(file.text.replace(/\r\n?/g, '\n'), longest * Math.max(10, columns.length));
  if (!Array.isArray(parsed)) return { encoding: file.encoding, rows: [], problems: [parsed], ignored: [] };
  return tableOf(parsed, columns, { ...usual, ...limits }, file.encoding);
}

/** The table that lines make, whatever file they came from. */
function tableOf(
  parsed: readonly Line[],
  columns: readonly ImportColumn[],
  { rows: mostRows, cell: longest }: Required<ImportLimits>,
  encoding: TableEncoding,
): ImportedCsv {
  const lines = parsed.filter((line) => !isBlank(line));
  const at = headerIndex(lines, columns);
  const header = lines[at];
  if (header === undefined) return failed('NO_HEADER', encoding);
  const body = lines.slice(at + 1);
  const tooMany = body[mostRows];
  if (tooMany !== undefined) {
    return {
      encoding,
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
    encoding,
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

const scalar = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);

/** The lines of a list of objects: a header of all their members, then each object by its place in the file. */
function objectLines(objects: readonly { readonly line: number; readonly object: object }[]): Line[] {
  const names = [...new Set(objects.flatMap(({ object }) => Object.keys(object)))];
  const rows = objects.map(({ line, object }) => ({
    line,
    cells: names.map((name) => composed(scalar((object as Record<string, unknown>)[name]))),
  }));
  return [{ line: 0, cells: names.map(composed) }, ...rows];
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A list of objects, or one object a line; undefined when it is neither. */
function jsonLines(text: string): Line[] | undefined {
  try {
    if (text.trimStart().startsWith('[')) {
      const list = JSON.parse(text) as unknown[];
      return list.every(isObject) ? objectLines(list.map((object, at) => ({ line: at + 1, object }))) : undefined;
    }
    const lines = text
      .split('\n')
      .flatMap((each, at) => (each.trim() === '' ? [] : [{ line: at + 1, object: JSON.parse(each) as unknown }]));
    return lines.every((each): each is { line: number; object: object } => isObject(each.object))
      ? objectLines(lines)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Reads an imported table: an Excel workbook, JSON or NDJSON, else CSV; whatever is wrong in it is told, never thrown. */
export function readTable(bytes: Uint8Array, columns: readonly ImportColumn[], limits: ImportLimits = {}): ImportedCsv {
  const all = { ...usual, ...limits };
  if (bytes.length > all.bytes) return failed('TOO_LARGE');
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    const lines = workbookLines(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
    const cells = lines?.map(({ line, cells: each }) => ({ line, cells: each.map(composed) }));
    return cells ? tableOf(cells, columns, all, 'XLSX') : failed('BAD_WORKBOOK', 'XLSX');
  }
  const start = /^(?:\xef\xbb\xbf)?\s*[[{]/.test(Buffer.from(bytes.subarray(0, 64)).toString('latin1'));
  const text = start ? decodeText(bytes)?.text : undefined;
  if (text === undefined) return readCsv(bytes, columns, limits);
  const lines = jsonLines(text.replace(/^\ufeff/, ''));
  return lines ? tableOf(lines, columns, all, 'JSON') : failed('BAD_JSON', 'JSON');
}
