import { strToU8, Zip, ZipDeflate } from 'fflate';
import iconv from 'iconv-lite';
import { csvText, type CsvCell } from './csv.ts';

/** What CP932 writes in another place than Unicode, and loses unless told so. */
const MOVED: Readonly<Record<string, string>> = {
  // The mark that stands for a line break in our files.
  '␤': '¶',
  '\u301c': '\uff5e',
  '\u2212': '\uff0d',
  '\u2016': '\u2225',
  '\u2014': '\u2015',
  '\u00a2': '\uffe0',
  '\u00a3': '\uffe1',
  '\u00ac': '\uffe2',
};
const LOST = '〓';
const CHUNK = 65_536;
// So many are listed; a file that loses more is not for CP932.
const MOST_LOST = 20_000;
const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' });
const known = new Map<string, string>();

/** A character as CP932 has it; 〓 where it has none. */
function kept(grapheme: string): string {
  const seen = known.get(grapheme);
  if (seen !== undefined) return seen;
  const moved = MOVED[grapheme] ?? grapheme;
  const found = iconv.decode(iconv.encode(moved, 'cp932'), 'cp932') === moved ? moved : LOST;
  if (known.size >= 20_000) known.clear();
  known.set(grapheme, found);
  return found;
}

/** A character that CP932 does not have, and where it stood. */
export interface LostCharacter {
  readonly row: number;
  readonly column: string;
  readonly character: string;
}

/** A text as CP932 has it, and every character that it does not have. */
export function forCp932(text: string): { readonly text: string; readonly lost: readonly string[] } {
  const lost: string[] = [];
  let written = '';
  for (const { segment } of graphemes.segment(text)) {
    const character = kept(segment);
    if (character === LOST && segment !== LOST) lost.push(segment);
    written += character;
  }
  return { text: written, lost };
}

const quoted = (text: string): string => (/[",\r\n;\t]|^\s|\s$/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const shownText = (cell: CsvCell): string =>
  cell === null || cell === undefined
    ? ''
    : cell instanceof Date
      ? cell.toISOString()
      : typeof cell === 'boolean'
        ? cell
          ? 'yes'
          : 'no'
        : typeof cell === 'string'
          ? csvText(cell)
          : String(cell);

/** A ZIP of a CSV file in CP932 and the list of the characters it lost, made while its rows are read. */
export async function* cp932Zip(
  name: string,
  columns: readonly string[],
  rows: AsyncIterable<Readonly<Record<string, CsvCell>>>,
): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    if (chunk.length > 0) ready.push(chunk);
  });
  const table = new ZipDeflate(`${name}.csv`, { level: 6 });
  zip.add(table);
  const lost: LostCharacter[] = [];
  let waiting = `${columns.map(quoted).join()}\r\n`;
  let at = 1;
  for await (const cells of rows) {
    at += 1;
    waiting += `${columns
      .map((column) => {
        const { text, lost: gone } = forCp932(shownText(cells[column]));
        for (const character of gone) if (lost.length < MOST_LOST) lost.push({ row: at, column, character });
        return quoted(text);
      })
      .join()}\r\n`;
    if (waiting.length < CHUNK) continue;
    table.push(new Uint8Array(iconv.encode(waiting, 'cp932')));
    waiting = '';
    yield* ready.splice(0);
  }
  table.push(new Uint8Array(iconv.encode(waiting, 'cp932')), true);
  const list = new ZipDeflate('lost-characters.csv', { level: 6 });
  zip.add(list);
  const lines = lost.map(({ row, column, character }) => `${row},${quoted(column)},${quoted(csvText(character))}\r\n`);
  const more = lost.length === MOST_LOST ? [`,,more than ${MOST_LOST}\r\n`] : [];
  list.push(strToU8(`\ufeffrow,column,character\r\n${[...lines, ...more].join('')}`), true);
  zip.end();
  yield* ready.splice(0);
}
