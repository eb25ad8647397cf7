import { closeSync, createReadStream, openSync, readSync, writeSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { composed } from '@hiroba/kernel';
import { CsvError, parse } from 'csv-parse';
import iconv from 'iconv-lite';
import { zipEntries, type ZipEntry } from './inspection/zip-directory.ts';
import { breaks, columnOf, headerIndex, headerProblems, isBlank, MOST_LINES_BEFORE_HEADER, rowProblems, type ImportColumn, type ImportProblem, type ImportRow } from './table-columns.ts';
import { BadWorkbookError, dateStyles, EPOCHS, firstSheet, lineOf, ROW, wordsOf, type TableLine } from './workbook-cells.ts';

/** A row of a long table, or a problem of the table itself. */
export interface StreamedRow extends ImportRow {
  readonly problems: readonly ImportProblem[];
}

/** What is known of a long table before its rows. */
export interface StreamedTable {
  readonly problems: readonly ImportProblem[];
  /** Headers nobody knows. */
  readonly ignored: readonly string[];
  /** Whether cells stand as somebody typed them, without the guard that our own CSV files have. */
  readonly exact: boolean;
  rows(): AsyncGenerator<StreamedRow>;
}

const LONGEST_CELL = 100_000;
const LONGEST_ROW = 4_000_000;

/** Whether a file is a workbook: a ZIP archive. */
async function isArchive(file: string): Promise<boolean> {
  const handle = await open(file);
  const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0).finally(() => handle.close());
  return buffer[0] === 0x50 && buffer[1] === 0x4b;
}

/** The encoding of a text file, found out without holding it; undefined where it is no text. */
async function encodingOf(file: string): Promise<string | undefined> {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let first = true;
  try {
    for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
      if (first && chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le';
      if (first && chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be';
      first = false;
      if (utf8.decode(chunk, { stream: true }).includes('\0')) return undefined;
    }
    utf8.decode();
    return 'utf-8';
  } catch {
    return 'cp932';
  }
}

/** The text of a file in pieces, with one kind of line end. */
async function* textOf(file: string, encoding: string): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(encoding);
  let held = '';
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    const text = held + decoder.write(chunk);
    // The half of a line end may come with the next piece.
    held = text.endsWith('\r') ? '\r' : '';
    yield (held ? text.slice(0, -1) : text).replace(/\r\n?/g, '\n');
  }
  yield (held + (decoder.end() ?? '')).replace(/\r\n?/g, '\n');
}

async function* csvLines(file: string): AsyncGenerator<TableLine> {
  const encoding = await encodingOf(file);
  if (encoding === undefined) throw new TableProblem('NOT_TEXT');
  const head = Buffer.alloc(4_096);
  const handle = await open(file);
  const { bytesRead } = await handle.read(head, 0, head.length, 0).finally(() => handle.close());
  const [firstLine = ''] = iconv.decode(head.subarray(0, bytesRead), encoding).split(/[\r\n]/);
  const parser = Readable.from(textOf(file, encoding)).pipe(parse({
    delimiter: firstLine.includes('\t') && !firstLine.includes(',') ? '\t' : ',', relax_column_count: true, relax_quotes: true, skip_empty_lines: true, info: true, bom: true,
    max_record_size: LONGEST_ROW,
  }));
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      if (record.some((cell) => cell.includes('\ufffd') || cell.includes('\0'))) throw new TableProblem('NOT_TEXT');
      yield { line: info.lines - breaks(record), cells: record.map(composed) };
    }
  } catch (error) {
    if (error instanceof CsvError) throw new TableProblem(error.code === 'CSV_MAX_RECORD_SIZE' ? 'TOO_LONG' : 'BAD_QUOTES', Number(error.lines ?? 1));
    throw error;
  }
}

/** The strings of a workbook, on disk: a sheet may share as many as it has cells. */
class StringsOnDisk {
  readonly #file: number;
  readonly #ends: number[] = [];
  #end = 0;

  constructor(at: string) {
    this.#file = openSync(at, 'wx+', 0o600);
  }

  add(text: string): void {
    const bytes = Buffer.from(text);
    writeSync(this.#file, bytes, 0, bytes.length, this.#end);
    this.#end += bytes.length;
    this.#ends.push(this.#end);
  }

  at(n: number): string {
    const end = this.#ends[n];
    if (end === undefined) return '';
    const from = this.#ends[n - 1] ?? 0;
    const bytes = Buffer.alloc(end - from);
    readSync(this.#file, bytes, 0, bytes.length, from);
    return bytes.toString();
  }

  close(): void {
    closeSync(this.#file);
  }
}

/** The pieces of one part of a workbook as it is unpacked. */
async function* unpacked(bytes: Buffer, { at, packed }: ZipEntry): AsyncGenerator<string> {
  if (bytes.readUInt32LE(at) !== 0x04034b50) throw new BadWorkbookError();
  const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  const content = Readable.from([bytes.subarray(from, from + packed)]);
  const decoder = new TextDecoder();
  for await (const chunk of (bytes.readUInt16LE(at + 8) === 0 ? content : content.pipe(createInflateRaw())) as AsyncIterable<Buffer>) yield decoder.decode(chunk, { stream: true });
}

/** What matches in a part, piece by piece; a piece that never ends is no workbook. */
async function* matchesIn(pieces: AsyncIterable<string>, pattern: RegExp): AsyncGenerator<RegExpMatchArray> {
  let rest = '';
  for await (const piece of pieces) {
    const text = rest + piece;
    // Entities of its own are the only thing in XML that can grow.
    if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw new BadWorkbookError();
    let end = 0;
    for (const match of text.matchAll(pattern)) {
      yield match;
      end = match.index + match[0].length;
    }
    rest = text.slice(end);
    if (rest.length > LONGEST_ROW) throw new BadWorkbookError();
  }
}

const ITEM = /<(?:\w+:)?si>([^]*?)<\/(?:\w+:)?si>|<(?:\w+:)?si\/>/g;

async function* workbookRows(file: string, folder: string): AsyncGenerator<TableLine> {
  const bytes = await readFile(file);
  const entries = new Map(zipEntries(bytes)?.map((entry) => [entry.name, entry]));
  const small = async (name: string): Promise<string> => {
    const entry = entries.get(name);
    let text = '';
    if (entry) for await (const piece of unpacked(bytes, entry)) text += piece;
    return text;
  };
  const parts = new Map<string, string>();
  for (const name of ['xl/workbook.xml', 'xl/_rels/workbook.xml.rels', 'xl/styles.xml']) parts.set(name, await small(name));
  const part = (name: string): string => parts.get(name) ?? '';
  const sheet = entries.get(firstSheet(part));
  if (!sheet) throw new BadWorkbookError();
  const strings = new StringsOnDisk(path.join(folder, `strings-${Math.random().toString(36).slice(2)}`));
  try {
    const shared = entries.get('xl/sharedStrings.xml');
    if (shared) for await (const [, item = ''] of matchesIn(unpacked(bytes, shared), ITEM)) strings.add(wordsOf(item));
    const epoch = /date1904="(?:1|true)"/.test(part('xl/workbook.xml')) ? EPOCHS.since1904 : EPOCHS.usual;
    const surroundings = { stringAt: (n: number) => strings.at(n), dates: dateStyles(part('xl/styles.xml')), epoch, withTimes: true };
    let n = 0;
    for await (const [, head = '', inner = ''] of matchesIn(unpacked(bytes, sheet), ROW)) {
      n += 1;
      const { line, cells } = lineOf(head, inner, surroundings, n);
      yield { line, cells: cells.map(composed) };
    }
  } finally {
    strings.close();
  }
}

/** Why a table cannot be read any further. */
export class TableProblem extends Error {
  constructor(
    readonly code: ImportProblem['code'],
    readonly line = 1,
  ) {
    super(code);
  }
}

const isBroken = (error: unknown): boolean =>
  error instanceof BadWorkbookError || error instanceof RangeError || Boolean((error as NodeJS.ErrnoException).code?.startsWith('Z_'));

/** The lines of a file, CSV or workbook; whatever is wrong with it is a `TableProblem`. */
async function* linesOf(file: string, folder: string, archive: boolean): AsyncGenerator<TableLine> {
  try {
    yield* archive ? workbookRows(file, folder) : csvLines(file);
  } catch (error) {
    throw isBroken(error) ? new TableProblem('BAD_WORKBOOK') : error;
  }
}

/** Reads a long table from disk row by row, so that it takes the same memory however long it is; `folder` is where it may write meanwhile. */
export async function streamTable(file: string, folder: string, columns: readonly ImportColumn[], mostRows: number): Promise<StreamedTable> {
  const archive = await isArchive(file);
  const first: TableLine[] = [];
  try {
    for await (const line of linesOf(file, folder, archive)) {
      if (!isBlank(line)) first.push(line);
      if (first.length > MOST_LINES_BEFORE_HEADER) break;
    }
  } catch (error) {
    if (!(error instanceof TableProblem)) throw error;
    return failed([{ line: error.line, code: error.code }], archive);
  }
  const header = first[headerIndex(first, columns)];
  if (!header) return failed([{ line: 1, code: 'NO_HEADER' }], archive);
  const names = header.cells.map((name) => columnOf(name, columns)?.name);
  const present = columns.filter(({ name }) => names.includes(name));
  async function* rows(): AsyncGenerator<StreamedRow> {
    let n = 0;
    for await (const { line, cells } of linesOf(file, folder, archive)) {
      if (line <= (header?.line ?? 0) || isBlank({ line, cells })) continue;
      n += 1;
      if (n > mostRows) throw new TableProblem('TOO_MANY_ROWS', line);
      const row: ImportRow = { line, cells: Object.fromEntries(names.flatMap((name, at) => (name === undefined ? [] : [[name, cells[at] ?? '']]))) };
      const wide = cells.slice(names.length).some((cell) => cell !== '') ? [{ line, code: 'TOO_MANY_CELLS' as const }] : [];
      yield { ...row, problems: [...wide, ...rowProblems(row, present, LONGEST_CELL)] };
    }
  }
  return { problems: headerProblems(header, columns), ignored: header.cells.filter((name) => name !== '' && columnOf(name, columns) === undefined), exact: archive, rows };
}

const failed = (problems: readonly ImportProblem[], exact: boolean): StreamedTable => ({ problems, ignored: [], exact, rows: nothing });

async function* nothing(): AsyncGenerator<StreamedRow> {
  // A table that cannot be read has no rows.
}
