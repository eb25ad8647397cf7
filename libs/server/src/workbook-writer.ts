import { strToU8, Zip, ZipDeflate } from 'fflate';
import type { CsvCell } from './csv.ts';

const LONGEST_CELL = 32_767;
const CHUNK = 65_536;

const escaped = (text: string): string =>
  text
    // What XML cannot hold, spreadsheets write as _x0000_; and what looks like that, too.
    .replace(/_x[0-9A-F]{4}_/g, (code) => `_x005F${code}`)
    .replace(
      /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g,
      (c) => `_x${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    )
    .replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c] ?? c)
    .replace(/\r/g, '&#13;');

const shownText = (cell: CsvCell): string =>
  cell === null || cell === undefined
    ? ''
    : cell instanceof Date
      ? cell.toISOString()
      : typeof cell === 'boolean'
        ? cell
          ? 'yes'
          : 'no'
        : String(cell);

function row(at: number, cells: readonly CsvCell[]): string {
  const written = cells.map((cell) => {
    const text = shownText(cell);
    // Everything is text: a number would lose its zeros, and a formula would be one.
    return text === ''
      ? '<c/>'
      : `<c t="inlineStr" s="1"><is><t xml:space="preserve">${escaped(text.slice(0, LONGEST_CELL))}</t></is></c>`;
  });
  return `<row r="${at}">${written.join('')}</row>`;
}

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packed = 'http://schemas.openxmlformats.org/package/2006';
const content = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const parts: Readonly<Record<string, string>> = {
  '[Content_Types].xml':
    `${xml}<Types xmlns="${packed}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${content}.sheet.main+xml"/>` +
    `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${content}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${content}.styles+xml"/></Types>`,
  '_rels/.rels': `${xml}<Relationships xmlns="${packed}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `${xml}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="data" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels':
    `${xml}<Relationships xmlns="${packed}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/>` +
    `<Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
  // The second style is that of text, so that a cell stays text when somebody edits it.
  'xl/styles.xml':
    `${xml}<styleSheet xmlns="${main}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>` +
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="49" applyNumberFormat="1"/></cellXfs></styleSheet>',
};

/** An Excel workbook of text cells, made while its rows are read, in no more memory than a piece of it. */
export async function* workbook(
  columns: readonly string[],
  rows: AsyncIterable<Readonly<Record<string, CsvCell>>>,
): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    if (chunk.length > 0) ready.push(chunk);
  });
  const add = (name: string): ZipDeflate => {
    const file = new ZipDeflate(name, { level: 6 });
    zip.add(file);
    return file;
  };
  for (const [name, text] of Object.entries(parts)) add(name).push(strToU8(text), true);
  const sheet = add('xl/worksheets/sheet1.xml');
  let waiting = `${xml}<worksheet xmlns="${main}"><sheetData>${row(1, columns)}`;
  let at = 1;
  for await (const cells of rows) {
    at += 1;
    waiting += row(
      at,
      columns.map((column) => cells[column]),
    );
    if (waiting.length < CHUNK) continue;
    sheet.push(strToU8(waiting));
    waiting = '';
    yield* ready.splice(0);
  }
  sheet.push(strToU8(`${waiting}</sheetData></worksheet>`), true);
  zip.end();
  yield* ready.splice(0);
}
