import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { composed } from '@hiroba/kernel';
import { fromCsvText } from '@hiroba/server';
import type { Actor, PlacedRoom } from '@hiroba/testing';
import { corpus } from '../security/data.ts';
import { openFile } from '../security/open-files.ts';
import { startFort, type Fort } from '../security/support.ts';

/** EXP7: whatever people write in the way of a formula is inert in CSV and byte-exact in NDJSON: in titles, texts,
 * comments and names. */
let fort: Fort;
let room: PlacedRoom;
let staff: Actor;

beforeAll(async () => {
  fort = await startFort();
  staff = await fort.city.staff();
  room = await fort.city.room(staff, 'proposals', { settings: { drafts: 50 } });
});
afterAll(() => fort?.close());

const shared = corpus<{ cell: string }>('own-csv-cells.json').map(({ cell }) => cell);
const cells =
  shared.length > 0 ? shared : ['=1+1', '+1+1', '-1+1', '@SUM(1+1)', '＝1+1', `=cmd|' /C calc'!A0`, '\t=1', '"=1"'];
const out = '__typename ... on Refusal { code field message }';

type Row = Readonly<Record<string, string>>;
const csv = async (path: string): Promise<Row[]> =>
  parse((await openFile(fort, `${path}.csv`)).text, { columns: true, bom: true, relax_column_count: false }) as Row[];
const exact = async (path: string): Promise<Row[]> =>
  (await openFile(fort, `${path}.ndjson`)).text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);

/** A cell that a spreadsheet would not take for text. */
const isLive = (cell: string): boolean => /^[\s"]*[=+\-@\t\r＝＋－＠]/u.test(cell);

/** What was written, by whichever field takes it; the others are refused by rule. */
const written: { title: string[]; body: string[]; comment: string[]; author: string[] } = {
  title: [],
  body: [],
  comment: [],
  author: [],
};

test('EXP7 every odd cell goes into every text that files hold', async () => {
  const root = await fort.city.proposal(await fort.city.citizen('花'), room.componentId, {
    title: 'もと',
    body: 'もと',
  });
  for (const cell of cells) {
    const who = await fort.city.citizen('健');
    const took = async (document: string, variables: object): Promise<boolean> =>
      (await who.refused(document, variables)) === undefined;
    for (const field of ['title', 'body'] as const) {
      const id = await fort.city
        .draft(who, room.componentId, { title: '題', body: '本文', [field]: cell })
        .catch(() => undefined);
      if (id && (await took(`mutation P($id: ID!) { outcome: publishProposal(id: $id) { ${out} } }`, { id })))
        written[field].push(cell);
    }
    const say = `mutation C($id: ID!, $body: String!) { outcome: addComment(rootKind: "proposal", rootId: $id, body: $body) { ${out} } }`;
    if (await took(say, { id: root, body: cell })) written.comment.push(cell);
    const rename = `mutation N($name: String!) { outcome: updateProfile(input: { displayName: $name, handle: null, about: "", locale: "ja" }) { ${out} } }`;
    if ((await took(rename, { name: cell })) && (await took(say, { id: root, body: '名前の人' })))
      written.author.push(cell);
  }
  for (const [field, texts] of Object.entries(written))
    expect({ field, many: texts.length >= 5 }).toEqual({ field, many: true });
});

test.each([
  ['title', 'proposals'],
  ['body', 'proposals'],
  ['author', 'comments'],
  ['comment', 'comments'],
] as const)('EXP7 as a %s it is inert in CSV, and exact in NDJSON', async (field, file) => {
  const column = { title: 'title', body: 'body', author: 'author', comment: 'body' }[field];
  const path = `/download/${file}/${room.componentId}`;
  const [shown, kept] = [await csv(path), await exact(path)];
  expect(shown.length).toBe(kept.length);
  const texts = kept.map((row) => row[column] ?? '');
  for (const text of written[field]) {
    const stored = field === 'title' || field === 'author' ? composed(text).replace(/\n/g, ' ') : composed(text);
    expect(texts.map((each) => each.replace(/\s+/g, ' '))).toContain(stored.replace(/\s+/g, ' '));
  }
  const raw = shown.map((row) => row[column] ?? '');
  expect(raw.filter(isLive)).toEqual([]);
  expect(raw.map(fromCsvText)).toEqual(texts);
});

test('EXP7 no other cell of any CSV is live either', async () => {
  for (const file of ['proposals', 'comments']) {
    const rows = await csv(`/download/${file}/${room.componentId}`);
    const cellsOf = rows.flatMap((row) => Object.values(row));
    expect(cellsOf.filter((cell) => isLive(cell) && !/^-?\d+(\.\d+)?$/.test(cell))).toEqual([]);
  }
});
