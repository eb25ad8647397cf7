import { describe, expect, test } from '@jest/globals';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { sharedBytes, sharedJson, sharedTest } from '@hiroba/kernel/testing/shared-data.ts';
import { cp932Zip, forCp932 } from './cp932.ts';
import { readCsv, readTable } from './csv-reader.ts';
import { workbook } from './workbook-writer.ts';
import { workbookLines } from './workbook.ts';

const zip = (files: Readonly<Record<string, string>>): Buffer =>
  Buffer.from(zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))));
const sheet = (rows: string): string => `<worksheet><sheetData>${rows}</sheetData></worksheet>`;
const columns = [{ name: 'id', required: true }, { name: 'body', required: true }, { name: 'day' }];

describe('a workbook', () => {
  const made = zip({
    'xl/workbook.xml':
      '<workbook><sheets><sheet name="意見" sheetId="2" r:id="rId7"/><sheet name="b" sheetId="3" r:id="rId8"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId8" Target="worksheets/other.xml"/><Relationship Id="rId7" Target="worksheets/first.xml"/></Relationships>',
    'xl/sharedStrings.xml':
      '<sst><si><t>id</t></si><si><t>body</t></si><si><r><t>木</t></r><r><t xml:space="preserve">陰 </t></r><rPh sb="0" eb="2"><t>コカゲ</t></rPh></si><si><t>day</t></si></sst>',
    'xl/styles.xml':
      '<styleSheet><numFmts><numFmt numFmtId="176" formatCode="[$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="177" formatCode="0.0&quot;d&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/><xf numFmtId="177"/></cellXfs></styleSheet>',
    'xl/worksheets/first.xml': sheet(
      '<row r="1"><c r="A1" t="inlineStr"><is><t>いただいた意見</t></is></c></row>' +
        '<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="s"><v>1</v></c><c r="C3" t="s"><v>3</v></c></row>' +
        '<row r="4"><c r="A4" t="inlineStr"><is><t>0012</t></is></c><c r="B4" t="s"><v>2</v></c><c r="C4" s="1"><v>46348</v></c></row>' +
        '<row r="5"><c r="A5"><v>7</v></c><c r="B5" t="str"><f>HYPERLINK("x")</f><v>a &amp; b&#10;c_x000D_</v></c><c r="C5" s="2"><v>46348.5</v></c></row>' +
        '<row r="6"><c r="A6"><v>1.5</v></c><c r="C6" s="3"><v>46348</v></c></row>',
    ),
  });

  test('is read as text: words without their readings, days as days, ids with their zeros, lines as people count them', () => {
    const read = readTable(made, columns);
    expect(read).toMatchObject({ encoding: 'XLSX', ignored: [] });
    expect(read.rows).toEqual([
      { line: 4, cells: { id: '0012', body: '木陰', day: '2026-11-22' } },
      { line: 5, cells: { id: '7', body: 'a & b\nc', day: '2026-11-22' } },
      { line: 6, cells: { id: '1.5', body: '', day: '46348' } },
    ]);
    expect(read.problems).toEqual([{ line: 6, column: 'body', code: 'EMPTY' }]);
  });

  test.each([
    ['one that is none', Buffer.from('PK\x03\x04 and nothing')],
    ['one without a sheet', zip({ 'a.txt': 'x' })],
    ['one with entities', zip({ 'xl/worksheets/sheet1.xml': '<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>' })],
    ['one that bursts', zip({ 'xl/worksheets/sheet1.xml': ' '.repeat(30_000_000) })],
    ['one that climbs out', zip({ '../x': 'x', 'xl/worksheets/sheet1.xml': sheet('') })],
  ])('is refused: %s', (_, bytes) => {
    expect(workbookLines(bytes)).toBeUndefined();
    expect(readTable(bytes, columns).problems).toEqual([{ line: 1, code: 'BAD_WORKBOOK' }]);
  });

  sharedTest(
    'PE18 FILE-12 that of the corpus gives the result of its formula, not the formula',
    'security/files',
    () => {
      expect(workbookLines(sharedBytes('security/files/formula.xlsx'))).toEqual([{ line: 1, cells: ['x'] }]);
    },
  );

  sharedTest(
    'EXP7 PE17 what is written comes back to the letter, and is text',
    'security/own-csv-cells.json',
    async () => {
      const { cases } = sharedJson<{ cases: { cell: string }[] }>('security/own-csv-cells.json');
      const rows = [
        ...cases.map(({ cell }, at) => ({ id: String(at).padStart(4, '0'), body: cell })),
        { id: '_x0041_', body: 'a\u0001b\u{20bb7}<&>"' },
      ];
      const bytes = await buffer(Readable.from(workbook(['id', 'body'], Readable.from(rows))));
      const xml = strFromU8(unzipSync(new Uint8Array(bytes))['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
      expect([
        xml.includes('<f>'),
        xml.includes('<v>'),
        [...xml.matchAll(/t="inlineStr"/g)].length > rows.length,
      ]).toEqual([false, false, true]);
      expect(
        workbookLines(bytes)
          ?.slice(1)
          .map(({ cells: [id, body] }) => ({ id, body })),
      ).toEqual(rows);
    },
  );
});

test('PC25 a workbook that somebody fills in locks all but its open columns, and offers what may stand in one', async () => {
  const rows = Readable.from([{ id: '0012', answer: '', note: '=1+1' }]);
  const form = { editable: new Set(['answer']), choices: { column: 'answer', values: ['A はい', 'B "いいえ"'] } };
  const bytes = await buffer(Readable.from(workbook(['id', 'answer', 'note'], rows, form)));
  const xml = strFromU8(unzipSync(new Uint8Array(bytes))['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
  expect(xml).toMatch(/<row r="2"><c t="inlineStr" s="1">.*<c s="2"\/><c t="inlineStr" s="1">/);
  expect(xml).toMatch(
    /<\/sheetData><sheetProtection sheet="1"[^>]*\/><dataValidations count="1"><dataValidation type="list"[^>]*sqref="B2:B2">/,
  );
  expect(xml).toContain('<formula1>"A はい,B ""いいえ"""</formula1>');
  expect(workbookLines(bytes)?.[1]?.cells).toEqual(['0012', '', '=1+1']);
});

describe('JSON', () => {
  const wanted = [
    { line: 1, cells: { id: '0012', body: "'=1", day: '' } },
    { line: 2, cells: { id: '7', body: '二', day: '2026-11-22' } },
  ];
  test.each([
    ['a list', '[{"id":"0012","body":"\'=1"},{"id":7,"body":"二","day":"2026-11-22"}]'],
    ['an object a line', '{"id":"0012","body":"\'=1"}\n{"id":7,"body":"二","day":"2026-11-22"}\n'],
    ['with a mark', '\ufeff[{"id":"0012","body":"\'=1"},{"id":7,"body":"二","day":"2026-11-22"}]'],
  ])('is read exactly: %s', (_, text) => {
    expect(readTable(Buffer.from(text), columns)).toMatchObject({ encoding: 'JSON', rows: wanted, problems: [] });
  });

  test.each(['[1]', '[{"id":1}', '{"id":1} {"id":2}', '[[]]', '{"id":'])(
    'that is no list of objects is refused: %s',
    (text) => {
      expect(readTable(Buffer.from(text), columns).problems).toEqual([{ line: 1, code: 'BAD_JSON' }]);
    },
  );

  test('with too many objects, or none of the columns, says so', () => {
    const many = JSON.stringify(Array.from({ length: 11 }, (_, at) => ({ id: at, body: 'x' })));
    expect(readTable(Buffer.from(many), columns, { rows: 10 }).problems).toEqual([{ line: 11, code: 'TOO_MANY_ROWS' }]);
    expect(readTable(Buffer.from('[{"a":1}]'), columns).problems).toEqual([{ line: 1, code: 'NO_HEADER' }]);
  });
});

test('a table that is neither is read as CSV', () => {
  const csv = Buffer.from('id,body\r\n0012,木');
  expect(readTable(csv, columns)).toEqual(readCsv(csv, columns));
});

describe('CP932', () => {
  test('PE17 keeps what it has, moves what it has elsewhere, and lists what it loses', () => {
    expect(forCp932('髙﨑①㈱～\ufa19〜−‖—¢£¬')).toEqual({ text: '髙﨑①㈱～\ufa19～－∥―￠￡￢', lost: [] });
    const lost = ['é', '한', '👍', '𠮷', '葛\u{e0100}', '㋿', '塡', '剝', '頰', '𠮟', '鷗'];
    expect(forCp932(lost.join('')).lost).toEqual(lost);
    expect(forCp932('〓').lost).toEqual([]);
  });

  test('comes with the list of lost characters by row and column', async () => {
    const rows = [
      { id: '1', body: '=1+1' },
      { id: '2', body: '𠮷野家,\n頰' },
    ];
    const files = unzipSync(
      new Uint8Array(await buffer(Readable.from(cp932Zip('data', ['id', 'body'], Readable.from(rows))))),
    );
    expect(iconv.decode(Buffer.from(files['data.csv'] ?? []), 'cp932')).toBe(
      'id,body\r\n1,\'=1+1\r\n2,"〓野家,¶〓"\r\n',
    );
    expect(Buffer.from(files['lost-characters.csv'] ?? []).toString()).toBe(
      '\ufeffrow,column,character\r\n3,body,𠮷\r\n3,body,頰\r\n',
    );
  });
});
