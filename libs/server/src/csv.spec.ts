import { sharedBytes, sharedJson, sharedTest } from '@hiroba/kernel/testing/shared-data.ts';
import { describe, expect, test } from '@jest/globals';
import iconv from 'iconv-lite';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { csvFile, csvText, csvWriter, fromCsvText } from './csv.ts';
import { readCsv, type ImportColumn } from './csv-reader.ts';

const columns = [
  { key: 'id', header: 'id' },
  { key: 'body', header: '本文' },
];
const utf8 = (s: string): Uint8Array => Buffer.from(s, 'utf8');

describe('writing', () => {
  test('UTF-8 with BOM, CRLF, quotes, line breaks and guards', () => {
    const rows = [
      { id: '0012', body: '一行目\r\n二行目' },
      { id: -5, body: '-5' },
      { id: true, body: 'a,"b"' },
      { id: null, body: ';=1+1' },
      { id: new Date(0), body: undefined },
    ];
    expect(csvFile(columns, rows)).toBe(
      '\ufeffid,本文\r\n0012,一行目␤二行目\r\n-5,\'-5\r\nyes,"a,""b"""\r\n,";=1+1"\r\n1970-01-01T00:00:00.000Z,\r\n',
    );
  });

  test('a stream writes the same bytes', async () => {
    const rows = Array.from({ length: 2_000 }, (_, i) => ({ id: i, body: `=${i}` }));
    const written = await buffer(Readable.from(rows).pipe(csvWriter(columns)));
    expect(written.toString('utf8')).toBe(csvFile(columns, rows));
  });

  const file = 'security/own-csv-cells.json';
  sharedTest('INJ-10 EXP7 hostile cells are inert and readable', file, () => {
    const { cases } = sharedJson<{ cases: { cell: string; expect: string }[] }>(file);
    for (const { cell, expect: wanted } of cases) {
      const written = csvText(cell);
      expect(written).not.toMatch(/^[\s\ufeff"]*[=+\-@＝＋－＠]/u);
      expect(written).not.toMatch(/[\r\n]/);
      if (wanted === 'keep') expect([cell, `'${cell}`]).toContain(written);
      expect(fromCsvText(written)).toBe(cell.replace(/\r\n?/g, '\n'));
      const { rows } = readCsv(utf8(csvFile(columns, [{ id: 'x', body: cell }])), [{ name: '本文' }]);
      expect(rows.map(({ cells }) => cells['本文'])).toEqual([written.trim()]);
    }
  });
});

describe('reading', () => {
  const known: ImportColumn[] = [
    { name: 'id', required: true },
    { name: 'title', otherNames: ['タイトル'], required: true },
    { name: 'note' },
  ];
  const problems = (file: string, limits = {}) => readCsv(utf8(file), known, limits).problems;

  test('headers are found by name, below a heading, in any width and order', () => {
    const {
      rows,
      problems: none,
      ignored,
    } = readCsv(utf8('\ufeff提案一覧,,\r\n\r\nﾀｲﾄﾙ,備考,ＩＤ\r\n"公園の\r\n遊具",x,0012\r\n\r\n道,,7\r\n'), known);
    expect([none, ignored]).toEqual([[], ['備考']]);
    expect(rows).toEqual([
      { line: 4, cells: { title: '公園の\n遊具', id: '0012' } },
      { line: 7, cells: { title: '道', id: '7' } },
    ]);
  });

  test.each<[string, ReturnType<typeof problems>]>([
    ['', [{ line: 1, code: 'NO_HEADER' }]],
    ['a,b\n1,2\n', [{ line: 1, code: 'NO_HEADER' }]],
    ['id,note\n1,2\n', [{ line: 1, column: 'title', code: 'MISSING_HEADER' }]],
    ['id,タイトル,title\n1,a,b\n', [{ line: 1, column: 'title', code: 'DUPLICATE_HEADER' }]],
    ['id,title,x,x\n1,a,b,c\n', [{ line: 1, column: 'x', code: 'DUPLICATE_HEADER' }]],
    [
      'id,title\n1,a\n2,\n※ 注意\n',
      [
        { line: 3, column: 'title', code: 'EMPTY' },
        { line: 4, column: 'title', code: 'EMPTY' },
      ],
    ],
    ['id,title\n1,a,b\n', [{ line: 2, code: 'TOO_MANY_CELLS' }]],
    ['id,title\n1,a\u202eb\n', [{ line: 2, column: 'title', code: 'BAD_TEXT' }]],
    ['id,title\n1,"a\n', [{ line: 2, code: 'BAD_QUOTES' }]],
    ['id\0,title', [{ line: 1, code: 'NOT_TEXT' }]],
  ])('%j', (file, wanted) => {
    expect(problems(file)).toEqual(wanted);
  });

  test('the limits', () => {
    expect(problems('id,title\n1,a\n2,b\n', { rows: 1 })).toEqual([{ line: 3, code: 'TOO_MANY_ROWS' }]);
    expect(problems('id,title\n1,abcd\n', { cell: 3 })).toEqual([{ line: 2, column: 'title', code: 'TOO_LONG' }]);
    expect(problems('id,title\n', { bytes: 3 })).toEqual([{ line: 1, code: 'TOO_LARGE' }]);
    expect(problems(`id,title\n1,${'x'.repeat(10_000)}\n`, { cell: 100 })).toEqual([{ line: 2, code: 'TOO_LONG' }]);
  });

  test.each([
    ['UTF-8', 'utf8'],
    ['UTF-16LE', 'utf16le'],
    ['UTF-16BE', 'utf16be'],
    ['CP932', 'cp932'],
  ])('%s is recognised', (name, encoding) => {
    const { encoding: found, rows } = readCsv(
      iconv.encode('id,title\r\n1,髙橋～①㈱\r\n', encoding, { addBOM: name !== 'CP932' }),
      known,
    );
    expect([found, rows]).toEqual([name, [{ line: 2, cells: { id: '1', title: '髙橋～①㈱' } }]]);
  });

  test('random bytes are told, never thrown', () => {
    let seed = 1;
    for (let run = 0; run < 300; run += 1) {
      const bytes = Uint8Array.from({ length: 200 }, () => (seed = (seed * 48_271) % 2_147_483_647) % 256);
      expect(readCsv(bytes, known).problems.length).toBeGreaterThan(0);
    }
  });

  sharedTest('FILE-12 CP932, UTF-16 and duplicate headers', 'security/files', () => {
    const names: ImportColumn[] = [{ name: '氏名' }, { name: '意見' }];
    expect(readCsv(sharedBytes('security/files/sjis.csv'), names)).toMatchObject({
      encoding: 'CP932',
      rows: [{ line: 2, cells: { 氏名: '髙橋', 意見: '賛成～①' } }],
      problems: [],
    });
    expect(readCsv(sharedBytes('security/files/utf16.csv'), names)).toMatchObject({
      encoding: 'UTF-16LE',
      rows: [{ line: 2, cells: { 氏名: '田中', 意見: '反対' } }],
      problems: [],
    });
    expect(readCsv(sharedBytes('security/files/dup-header.csv'), [{ name: 'id' }, { name: 'name' }]).problems).toEqual([
      { line: 1, column: 'id', code: 'DUPLICATE_HEADER' },
    ]);
  });
});
