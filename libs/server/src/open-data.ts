import { pipeline, Readable } from 'node:stream';
import type pg from 'pg';
import { civilIn } from '@hiroba/kernel';
import { cp932Zip } from './cp932.ts';
import { csvWriter, type CsvCell } from './csv.ts';
import { workbook, type SheetLayout } from './workbook-writer.ts';
import type { LibraryServer } from './library.ts';
import type { Query } from './sql.ts';

/** Runs a query on the connection of an export's snapshot. */
export type ReadRows = <R>(query: Query) => Promise<readonly R[]>;

/** A row of open data: its cells by column. */
export type OpenRow = Readonly<Record<string, CsvCell>>;

/** A set of open data: its file name without ending, its columns, and its rows, read as they are written. */
export interface OpenData {
  readonly name: string;
  readonly columns: readonly string[];
  /** The zone its times are written in. */
  readonly zone: string;
  /** The forms it comes in, where not in all. */
  readonly formats?: readonly OpenDataFormat[];
  rows(read: ReadRows): AsyncIterable<object>;
  /** How it looks where people read it as a table: it is then a workbook for everybody, and its CSV has these heads. */
  readonly layout?: SheetLayout;
  /** The same as a document to print. */
  pdf?(read: ReadRows): AsyncIterable<Uint8Array>;
}

/** Of whom a set of open data is asked: a city, where its pages are, and what it is made of. */
export interface OpenDataScope {
  readonly organisationId: string;
  /** Only what belongs to one space. */
  readonly spaceId?: string;
  readonly origin: string;
  readonly locale: string;
  readonly libraries: readonly LibraryServer[];
}

/** A set of open data of a whole city, as its library declares it. */
export interface OpenDataSet {
  readonly name: string;
  /** The key of what it is called. */
  readonly titleKey: string;
  readonly columns: readonly string[];
  /** False where it belongs to the whole city and has no part for one space. */
  readonly ofSpace?: false;
  /** Its rows, read by keyset: length costs no memory. */
  rows(read: ReadRows, scope: OpenDataScope): AsyncIterable<object>;
}

/** The forms open data comes in: CSV for people and spreadsheets, the others exact. */
export const openDataFormats = ['csv', 'ndjson', 'json'] as const;
/** The forms that those who work here get besides: for spreadsheets that know no UTF-8, or turn numbers into dates. */
export const officeFormats = ['xlsx', 'cp932.zip'] as const;
export type OfficeFormat = (typeof officeFormats)[number];
export type OpenDataFormat = (typeof openDataFormats)[number];
/** Every form a file may have; a document to print only where there is one. */
export type FileFormat = OpenDataFormat | OfficeFormat | 'pdf';

/** Finds the open data of a library under `/download/<its path>/<id>.<format>?<asked>`, for everybody alike; a provider of its module. */
export interface Downloads {
  readonly path: string;
  find(organisationId: string, id: string, asked: URLSearchParams): Promise<OpenData | undefined>;
}

const settings = 'set local statement_timeout = 60000; set local idle_in_transaction_session_timeout = 60000';

/** Work whose reads all see the database as it was at one instant. */
export async function inSnapshot<T>(pool: pg.Pool, work: (read: ReadRows) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let failed: Error | undefined;
  try {
    await client.query('begin isolation level repeatable read read only');
    await client.query(settings);
    const result = await work(async <R>(query: Query) => {
      const { text, values } = query.compile();
      return (await client.query(text, values)).rows as R[];
    });
    await client.query('commit');
    return result;
  } catch (error) {
    failed = error as Error;
    throw error;
  } finally {
    // A connection whose transaction did not end in order is not used again.
    client.release(failed);
  }
}

const offsets = new Map<string, string>();

function offsetOf(at: Date, zone: string): string {
  const hour = `${zone} ${Math.floor(at.getTime() / 3_600_000)}`;
  const known = offsets.get(hour);
  if (known !== undefined) return known;
  const { year, month, day, hour: hours, minute, second } = civilIn(at, zone);
  const minutes = Math.round((Date.UTC(year, month - 1, day, hours, minute, second) - at.getTime()) / 60_000);
  const two = (n: number) => String(n).padStart(2, '0');
  const offset = `${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
  if (offsets.size >= 10_000) offsets.clear();
  offsets.set(hour, offset);
  return offset;
}

/** An instant as files have it: ISO 8601 on the wall clock of a zone, with its offset. */
export function isoIn(at: Date, zone: string): string {
  const offset = offsetOf(at, zone);
  const minutes = (offset.startsWith('-') ? -1 : 1) * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4)));
  return `${new Date(at.getTime() + minutes * 60_000).toISOString().slice(0, -1)}${offset}`;
}

/** The rows of open data in the order of its columns, with instants as files have them. */
export async function* shaped(rows: AsyncIterable<object>, { columns, zone }: OpenData): AsyncGenerator<OpenRow> {
  for await (const row of rows) {
    const cells = row as OpenRow;
    yield Object.fromEntries(columns.map((column) => {
      const cell = cells[column];
      return [column, cell instanceof Date ? isoIn(cell, zone) : (cell ?? null)];
    }));
  }
}

/** A row as NDJSON has it. */
export const lineOf = (row: OpenRow): string => `${JSON.stringify(row)}\n`;

async function* lines(rows: AsyncIterable<OpenRow>): AsyncGenerator<string> {
  for await (const row of rows) yield lineOf(row);
}

async function* array(rows: AsyncIterable<OpenRow>): AsyncGenerator<string> {
  let before = '[\n';
  for await (const row of rows) {
    yield `${before}${JSON.stringify(row)}`;
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

/** The bytes of open data in one form, made no faster than they are taken; what is not told to the end ends in an error. */
export function openDataStream(data: OpenData, format: FileFormat, read: ReadRows): Readable {
  if (format === 'pdf') return Readable.from(data.pdf?.(read) ?? []);
  const rows = shaped(data.rows(read), data);
  if (format === 'xlsx') return Readable.from(workbook(data.columns, rows, undefined, data.layout));
  if (format === 'cp932.zip') return Readable.from(cp932Zip(data.name, data.columns, rows));
  if (format === 'ndjson') return Readable.from(lines(rows));
  if (format === 'json') return Readable.from(array(rows));
  return csvOf(data.columns, rows, data.layout?.heads);
}

/** Rows as CSV for people. */
export const csvOf = (columns: readonly string[], rows: AsyncIterable<OpenRow>, heads: readonly string[] = columns): Readable =>
  pipeline(Readable.from(rows), csvWriter(columns.map((column, n) => ({ key: column, header: heads[n] ?? column }))), () => undefined);
