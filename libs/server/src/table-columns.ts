import { badText, fold } from '@hiroba/kernel';
import type { TableLine as Line } from './workbook-cells.ts';

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
    | 'BAD_WORKBOOK'
    | 'BAD_JSON'
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

/** So many lines may stand before the header. */
export const MOST_LINES_BEFORE_HEADER = 20;

/** How many line breaks the cells of a record hold. */
export const breaks = (record: readonly string[]): number =>
  record.reduce((sum, cell) => sum + (cell.split('\n').length - 1), 0);
/** Whether nothing stands on a line. */
export const isBlank = ({ cells }: Line): boolean => cells.every((cell) => cell === '');
const sameName = (a: string, b: string): boolean => fold(a) === fold(b);

/** The column that a header means. */
export function columnOf(header: string, columns: readonly ImportColumn[]): ImportColumn | undefined {
  return columns.find(({ name, otherNames = [] }) => [name, ...otherNames].some((known) => sameName(known, header)));
}

/** Which of the first lines is the header; -1 where none is. */
export function headerIndex(lines: readonly Line[], columns: readonly ImportColumn[]): number {
  const known = lines
    .slice(0, MOST_LINES_BEFORE_HEADER)
    .map(({ cells }) => cells.filter((cell) => columnOf(cell, columns)).length);
  const most = Math.max(0, ...known);
  return most === 0 ? -1 : known.indexOf(most);
}

/** What is wrong with a header. */
export function headerProblems({ line, cells }: Line, columns: readonly ImportColumn[]): ImportProblem[] {
  const names = cells.map((cell) => columnOf(cell, columns)?.name ?? cell);
  const doubled = names.filter((name, i) => name !== '' && names.slice(0, i).some((before) => sameName(before, name)));
  const missing = columns.filter(({ name, required }) => required && !names.includes(name));
  return [
    ...doubled.map((column): ImportProblem => ({ line, column, code: 'DUPLICATE_HEADER' })),
    ...missing.map(({ name }): ImportProblem => ({ line, column: name, code: 'MISSING_HEADER' })),
  ];
}

/** What is wrong in the cells of a row. */
export function rowProblems({ line, cells }: ImportRow, columns: readonly ImportColumn[], longest: number): ImportProblem[] {
  return columns.flatMap(({ name, required }): ImportProblem[] => {
    const cell = cells[name] ?? '';
    if (badText(cell)) return [{ line, column: name, code: 'BAD_TEXT' }];
    if (cell.length > longest) return [{ line, column: name, code: 'TOO_LONG' }];
    return required && cell === '' ? [{ line, column: name, code: 'EMPTY' }] : [];
  });
}
