import { strToU8, Zip, ZipDeflate } from 'fflate';
import type { CsvCell } from './csv.ts';

/** How a sheet looks on paper: what its columns are called, and how wide each is, in letters. */
export interface SheetLayout {
  readonly heads: readonly string[];
  readonly widths: readonly number[];
}

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

/** A workbook that somebody fills in: all but some columns are locked, and one offers what may stand in it. */
export interface WorkbookForm {
  readonly editable: ReadonlySet<string>;
  readonly choices?: { readonly column: string; readonly values: readonly string[] };
}

/** The styles of cells, by their places in the sheet of styles: text, text to fill in, text to be printed, and its heads. */
const styles = { text: 1, open: 2, printed: 3, head: 4 } as const;

function row(at: number, cells: readonly CsvCell[], styleOf: (column: number) => number): string {
  const written = cells.map((cell, i) => {
    const text = shownText(cell);
    const style = styleOf(i);
    // Everything is text: a number would lose its zeros, and a formula would be one.
    return text === ''
      ? style === styles.text
        ? '<c/>'
        : `<c s="${style}"/>`
      : `<c t="inlineStr" s="${style}"><is><t xml:space="preserve">${escaped(text.slice(0, LONGEST_CELL))}</t></is></c>`;
  });
  return `<row r="${at}">${written.join('')}</row>`;
}

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packed = 'http://schemas.openxmlformats.org/package/2006';
const content = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const printTitles = '<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">data!$1:$1</definedName></definedNames>';
const framed = 'numFmtId="49" borderId="1" applyNumberFormat="1" applyBorder="1" applyAlignment="1"';
const wrapped = '<alignment vertical="top" wrapText="1"/>';

const partsOf = (layout: SheetLayout | undefined): Readonly<Record<string, string>> => ({
  '[Content_Types].xml':
    `${xml}<Types xmlns="${packed}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${content}.sheet.main+xml"/>` +
    `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${content}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${content}.styles+xml"/></Types>`,
  '_rels/.rels': `${xml}<Relationships xmlns="${packed}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `${xml}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="data" sheetId="1" r:id="rId1"/></sheets>${layout ? printTitles : ''}</workbook>`,
  'xl/_rels/workbook.xml.rels':
    `${xml}<Relationships xmlns="${packed}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/>` +
    `<Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
  // That of text keeps a cell text when somebody edits it.
  'xl/styles.xml':
    `${xml}<styleSheet xmlns="${main}"><fonts count="2"><font/><font><b/></font></fonts><fills count="1"><fill/></fills>` +
    `<borders count="2"><border/><border>${['left', 'right', 'top', 'bottom'].map((side) => `<${side} style="thin"/>`).join('')}</border></borders>` +
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf/><xf numFmtId="49" applyNumberFormat="1"/>' +
    '<xf numFmtId="49" applyNumberFormat="1" applyProtection="1"><protection locked="0"/></xf>' +
    `<xf ${framed}>${wrapped}</xf><xf fontId="1" applyFont="1" ${framed}>${wrapped}</xf></cellXfs></styleSheet>`,
});

const letterOf = (column: number): string =>
  (column < 26 ? '' : letterOf(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));

// A list that stands in the sheet itself is no longer than this.
const LONGEST_LIST = 255;

/** What stands behind the rows of a workbook that somebody fills in. */
function formParts(columns: readonly string[], { choices }: WorkbookForm, last: number): string {
  const list = choices?.values.map((value) => value.replaceAll(',', '、').replaceAll('"', '""')).join(',') ?? '';
  const at = choices ? columns.indexOf(choices.column) : -1;
  const offered =
    at >= 0 && last > 1 && list !== '' && list.length <= LONGEST_LIST
      ? `<dataValidations count="1"><dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="${letterOf(at)}2:${letterOf(at)}${last}">` +
        `<formula1>"${escaped(list)}"</formula1></dataValidation></dataValidations>`
      : '';
  return `<sheetProtection sheet="1" formatCells="0" formatColumns="0" formatRows="0" sort="0" autoFilter="0"/>${offered}`;
}

/** What stands before the rows of a sheet: its heads stay in sight and on each page, which lies on its side and is as wide as the table. */
const beforeRows = ({ widths }: SheetLayout): string =>
  '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' +
  `</sheetView></sheetViews><cols>${widths.map((width, n) => `<col min="${n + 1}" max="${n + 1}" width="${width}" customWidth="1"/>`).join('')}</cols>`;
const afterRows = '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>';

/**
 * An Excel workbook of text cells, made while its rows are read, in no more memory than a piece of it; as a form somebody fills it in,
 * with a layout it is made to be printed.
 */
export async function* workbook(
  columns: readonly string[],
  rows: AsyncIterable<Readonly<Record<string, CsvCell>>>,
  form?: WorkbookForm,
  layout?: SheetLayout,
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
  for (const [name, text] of Object.entries(partsOf(layout))) add(name).push(strToU8(text), true);
  const sheet = add('xl/worksheets/sheet1.xml');
  const plain = layout ? styles.printed : styles.text;
  const headStyle = layout ? styles.head : styles.text;
  const styleOf = (column: number): number => (form?.editable.has(columns[column] ?? '') ? styles.open : plain);
  let waiting = `${xml}<worksheet xmlns="${main}">${layout ? beforeRows(layout) : ''}<sheetData>${row(1, layout?.heads ?? columns, () => headStyle)}`;
  let at = 1;
  for await (const cells of rows) {
    at += 1;
    waiting += row(
      at,
      columns.map((column) => cells[column]),
      styleOf,
    );
    if (waiting.length < CHUNK) continue;
    sheet.push(strToU8(waiting));
    waiting = '';
    yield* ready.splice(0);
  }
  sheet.push(strToU8(`${waiting}</sheetData>${form ? formParts(columns, form, at) : ''}${layout ? afterRows : ''}</worksheet>`), true);
  zip.end();
  yield* ready.splice(0);
}
