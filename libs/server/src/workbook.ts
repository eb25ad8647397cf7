import { inflateRawSync } from 'node:zlib';
import { zipEntries, type ZipEntry } from './inspection/zip-directory.ts';

/** A row of a table as it stands in its file: where it begins, and its cells. */
export interface TableLine {
  readonly line: number;
  readonly cells: readonly string[];
}

const LARGEST_PART = 50_000_000;
const MOST_COLUMNS = 200;
const DAY_MS = 86_400_000;
/** The day that a workbook counts from, and that of old ones from another system. */
const EPOCHS = { usual: Date.UTC(1899, 11, 30), since1904: Date.UTC(1904, 0, 1) } as const;

class BadWorkbookError extends Error {}

function partOf(bytes: Buffer, { at, packed, unpacked }: ZipEntry): string {
  if (unpacked > LARGEST_PART || bytes.readUInt32LE(at) !== 0x04034b50) throw new BadWorkbookError();
  const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  const content = bytes.subarray(from, from + packed);
  const plain =
    bytes.readUInt16LE(at + 8) === 0 ? content : inflateRawSync(content, { maxOutputLength: Math.max(1, unpacked) });
  const text = plain.toString('utf8');
  // Entities of its own are the only thing in XML that can grow.
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw new BadWorkbookError();
  return text;
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const textOf = (xml: string): string =>
  xml
    .replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex: string, decimal: string, name: string) => {
      const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
      return name ? (NAMED[name] ?? whole) : code <= 0x10ffff ? String.fromCodePoint(code) : '';
    })
    .replace(/_x([0-9A-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

const patterns = new Map<string, RegExp>();

function attribute(tag: string, name: string): string | undefined {
  const pattern = patterns.get(name) ?? new RegExp(`\\s${name}="([^"]*)"`);
  patterns.set(name, pattern);
  return pattern.exec(tag)?.[1];
}

/** The words of a string item; the readings that Japanese spreadsheets keep beside it are left out. */
const wordsOf = (xml: string): string =>
  [
    ...xml
      .replace(/<(?:\w+:)?rPh\b[^]*?<\/(?:\w+:)?rPh>/g, '')
      .matchAll(/<(?:\w+:)?t(?:\s[^>]*)?>([^]*?)<\/(?:\w+:)?t>/g),
  ]
    .map(([, text = '']) => textOf(text))
    .join('');

const stringsOf = (xml: string): string[] =>
  [...xml.matchAll(/<(?:\w+:)?si>([^]*?)<\/(?:\w+:)?si>|<(?:\w+:)?si\/>/g)].map(([, item = '']) => wordsOf(item));

const isDateFormat = (id: number, code: string | undefined): boolean =>
  code === undefined
    ? (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)
    : /[yd年日]|ge/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''));

/** Which cell styles show a number as a date. */
function dateStyles(xml: string): ReadonlySet<number> {
  const codes = new Map(
    [...xml.matchAll(/<(?:\w+:)?numFmt\s[^>]*>/g)].map(([tag]) => [
      Number(attribute(tag, 'numFmtId')),
      textOf(attribute(tag, 'formatCode') ?? ''),
    ]),
  );
  const styles = /<(?:\w+:)?cellXfs\b[^]*?<\/(?:\w+:)?cellXfs>/.exec(xml)?.[0] ?? '';
  const dates = [...styles.matchAll(/<(?:\w+:)?xf\s[^>]*>/g)].flatMap(([tag], at) => {
    const id = Number(attribute(tag, 'numFmtId') ?? 0);
    return isDateFormat(id, codes.get(id)) ? [at] : [];
  });
  return new Set(dates);
}

const columnOf = (reference: string): number =>
  [...(/^[A-Z]{1,3}/.exec(reference)?.[0] ?? '')].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

interface Surroundings {
  readonly strings: readonly string[];
  readonly dates: ReadonlySet<number>;
  readonly epoch: number;
}

/** What a cell says: of a formula its last result, of a date its day, of a number its digits. */
function cellText(head: string, inner: string, { strings, dates, epoch }: Surroundings): string {
  const type = attribute(head, 't') ?? 'n';
  if (type === 'inlineStr') return wordsOf(inner);
  const value = textOf(/<(?:\w+:)?v(?:\s[^>]*)?>([^]*?)<\/(?:\w+:)?v>/.exec(inner)?.[1] ?? '');
  if (type === 's') return strings[Number(value)] ?? '';
  if (type === 'b') return value === '1' ? 'yes' : 'no';
  if (type !== 'n' || value === '') return type === 'e' ? '' : value;
  const number = Number(value);
  if (!Number.isFinite(number)) throw new BadWorkbookError();
  if (!dates.has(Number(attribute(head, 's') ?? -1))) return String(number);
  const day = new Date(epoch + Math.floor(number) * DAY_MS);
  return Number.isNaN(day.getTime()) ? value : day.toISOString().slice(0, 10);
}

function linesOf(xml: string, surroundings: Surroundings): TableLine[] {
  const lines: TableLine[] = [];
  for (const [, head = '', inner = ''] of xml.matchAll(/<(?:\w+:)?row\b([^>]*?)(?:\/>|>([^]*?)<\/(?:\w+:)?row>)/g)) {
    const cells: string[] = [];
    for (const [, cell = '', content = ''] of inner.matchAll(/<(?:\w+:)?c\b([^>]*?)(?:\/>|>([^]*?)<\/(?:\w+:)?c>)/g)) {
      const reference = attribute(cell, 'r');
      const at = reference === undefined ? cells.length : columnOf(reference);
      if (at < 0 || at >= MOST_COLUMNS) continue;
      while (cells.length < at) cells.push('');
      cells[at] = cellText(cell, content, surroundings);
    }
    lines.push({ line: Number(attribute(head, 'r') ?? lines.length + 1), cells });
  }
  return lines;
}

function firstSheet(part: (name: string) => string): string {
  const id = attribute(/<(?:\w+:)?sheet\s[^>]*>/.exec(part('xl/workbook.xml'))?.[0] ?? '', 'r:id');
  const relation = [...part('xl/_rels/workbook.xml.rels').matchAll(/<Relationship\s[^>]*>/g)].find(
    ([tag]) => id !== undefined && attribute(tag, 'Id') === id,
  )?.[0];
  const target = relation && attribute(relation, 'Target');
  return target ? target.replace(/^\/?(?:xl\/)?/, 'xl/') : 'xl/worksheets/sheet1.xml';
}

/** The rows of the first sheet of an Excel workbook, its cells as text; undefined when it is none, or could burst. */
export function workbookLines(bytes: Buffer): readonly TableLine[] | undefined {
  const entries = new Map(zipEntries(bytes)?.map((entry) => [entry.name, entry]));
  const part = (name: string): string => {
    const entry = entries.get(name);
    return entry ? partOf(bytes, entry) : '';
  };
  try {
    const sheet = entries.get(firstSheet(part));
    if (!sheet) return undefined;
    const epoch = /date1904="(?:1|true)"/.test(part('xl/workbook.xml')) ? EPOCHS.since1904 : EPOCHS.usual;
    return linesOf(partOf(bytes, sheet), {
      strings: stringsOf(part('xl/sharedStrings.xml')),
      dates: dateStyles(part('xl/styles.xml')),
      epoch,
    });
  } catch (error) {
    if (
      error instanceof BadWorkbookError ||
      (error as NodeJS.ErrnoException).code?.startsWith('Z_') ||
      error instanceof RangeError
    )
      return undefined;
    throw error;
  }
}
