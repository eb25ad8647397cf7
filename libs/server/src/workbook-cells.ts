/** A row of a table as it stands in its file: where it begins, and its cells. */
export interface TableLine {
  readonly line: number;
  readonly cells: readonly string[];
}

/** The largest part of a workbook that is read at once. */
export const LARGEST_PART = 50_000_000;
const MOST_COLUMNS = 200;
const DAY_MS = 86_400_000;
/** The day that a workbook counts from, and that of old ones from another system. */
export const EPOCHS = { usual: Date.UTC(1899, 11, 30), since1904: Date.UTC(1904, 0, 1) } as const;

/** A file that is no workbook, or could burst. */
export class BadWorkbookError extends Error {}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const textOf = (xml: string): string =>
  xml
    .replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex: string, decimal: string, name: string) => {
      const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
      return name ? (NAMED[name] ?? whole) : code <= 0x10ffff ? String.fromCodePoint(code) : '';
    })
    .replace(/_x([0-9A-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

const patterns = new Map<string, RegExp>();

/** An attribute of a tag. */
export function attribute(tag: string, name: string): string | undefined {
  const pattern = patterns.get(name) ?? new RegExp(`\\s${name}="([^"]*)"`);
  patterns.set(name, pattern);
  return pattern.exec(tag)?.[1];
}

/** The words of a string item; the readings that Japanese spreadsheets keep beside it are left out. */
export const wordsOf = (xml: string): string =>
  [
    ...xml
      .replace(/<(?:\w+:)?rPh\b[^]*?<\/(?:\w+:)?rPh>/g, '')
      .matchAll(/<(?:\w+:)?t(?:\s[^>]*)?>([^]*?)<\/(?:\w+:)?t>/g),
  ]
    .map(([, text = '']) => textOf(text))
    .join('');

const isDateFormat = (id: number, code: string | undefined): boolean =>
  code === undefined
    ? (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)
    : /[yd年日]|ge/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''));

/** Which cell styles show a number as a date. */
export function dateStyles(xml: string): ReadonlySet<number> {
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

/** What a cell is read by. */
export interface Surroundings {
  /** The shared strings by their number. */
  readonly stringAt: (n: number) => string;
  /** Whether a date keeps its time of day. */
  readonly withTimes?: boolean;
  readonly dates: ReadonlySet<number>;
  readonly epoch: number;
}

/** What a cell says: of a formula its last result, of a date its day, of a number its digits. */
function cellText(head: string, inner: string, { stringAt, dates, epoch, withTimes }: Surroundings): string {
  const type = attribute(head, 't') ?? 'n';
  if (type === 'inlineStr') return wordsOf(inner);
  const value = textOf(/<(?:\w+:)?v(?:\s[^>]*)?>([^]*?)<\/(?:\w+:)?v>/.exec(inner)?.[1] ?? '');
  if (type === 's') return stringAt(Number(value));
  if (type === 'b') return value === '1' ? 'yes' : 'no';
  if (type !== 'n' || value === '') return type === 'e' ? '' : value;
  const number = Number(value);
  if (!Number.isFinite(number)) throw new BadWorkbookError();
  if (!dates.has(Number(attribute(head, 's') ?? -1))) return String(number);
  const day = new Date(epoch + Math.floor(number) * DAY_MS);
  if (Number.isNaN(day.getTime())) return value;
  const minutes = Math.round((number - Math.floor(number)) * 1_440);
  if (!withTimes || minutes === 0) return day.toISOString().slice(0, 10);
  return new Date(day.getTime() + minutes * 60_000).toISOString().slice(0, 16);
}

/** The part that holds the first sheet. */
export function firstSheet(part: (name: string) => string): string {
  const id = attribute(/<(?:\w+:)?sheet\s[^>]*>/.exec(part('xl/workbook.xml'))?.[0] ?? '', 'r:id');
  const relation = [...part('xl/_rels/workbook.xml.rels').matchAll(/<Relationship\s[^>]*>/g)].find(
    ([tag]) => id !== undefined && attribute(tag, 'Id') === id,
  )?.[0];
  const target = relation && attribute(relation, 'Target');
  return target ? target.replace(/^\/?(?:xl\/)?/, 'xl/') : 'xl/worksheets/sheet1.xml';
}

/** A row of a sheet. */
export const ROW = /<(?:\w+:)?row\b([^>]*?)(?:\/>|>([^]*?)<\/(?:\w+:)?row>)/g;

/** The cells of a row as text; `n` is its number where it does not say one. */
export function lineOf(head: string, inner: string, surroundings: Surroundings, n: number): TableLine {
  const cells: string[] = [];
  for (const [, cell = '', content = ''] of inner.matchAll(/<(?:\w+:)?c\b([^>]*?)(?:\/>|>([^]*?)<\/(?:\w+:)?c>)/g)) {
    const reference = attribute(cell, 'r');
    const at = reference === undefined ? cells.length : columnOf(reference);
    if (at < 0 || at >= MOST_COLUMNS) continue;
    while (cells.length < at) cells.push('');
    cells[at] = cellText(cell, content, surroundings);
  }
  return { line: Number(attribute(head, 'r') ?? n), cells };
}
