import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { unzipSync } from 'fflate';
import { readTable, workbookLines } from '@hiroba/server';
import type { Actor, PlacedRoom } from '@hiroba/testing';
import { attachFile, publishDraft } from './attaching.ts';
import { getter } from './pictures.ts';
import { comment } from './scene.ts';
import { startFort, type Fort } from './support.ts';

/** The open data of a whole city: what everybody sees and nothing else, from one snapshot, in every form. */
let fort: Fort;
let staff: Actor;
let hana: Actor;
let room: PlacedRoom;
let published: string;
let get: ReturnType<typeof getter>;

beforeAll(async () => {
  fort = await startFort();
  get = getter(fort);
  staff = await fort.city.staff();
  hana = await fort.city.citizen('花');
  room = await fort.city.room(staff, 'proposals', { settings: { attachments: true, drafts: 50 } });
  published = await fort.city.draft(hana, room.componentId, { title: '=1+1 の𠮷', body: '一行目\n二行目' });
  await hana.act(attachFile, { id: published, file: new File(['公開の資料'], '計画.txt') });
  await hana.act(publishDraft, { id: published });
  await comment(hana, published, 'よい案です。');
  const draft = await fort.city.draft(hana, room.componentId, { title: '秘密の下書き' });
  await hana.act(attachFile, { id: draft, file: new File(['秘密の資料'], '秘密.txt') });
  const hidden = await fort.city.room(staff, 'proposals', { publish: false });
  expect(hidden.slug).not.toBe(room.slug);
}, 120_000);
afterAll(() => fort?.close());

const path = (name: string): string => `/download/everything/${name}`;
const rowsOf = async (name: string): Promise<Record<string, unknown>[]> =>
  (await get(path(`${name}.ndjson`))).bytes
    .toString()
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test("lists its sets with their columns, in the reader's language", async () => {
  const { openDataSets } = await hana.run<{ openDataSets: { name: string; title: string; columns: string[] }[] }>(
    '{ openDataSets { name title columns } }',
  );
  const names = ['spaces', 'phases', 'comments', 'attachments', 'taxonomies', 'proposals', 'proposal_versions'];
  expect(openDataSets.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
  expect(openDataSets.every(({ title, columns }) => /[ぁ-んァ-ヶ一-龠]/.test(title) && ['id', 'puid'].includes(columns[0] ?? ''))).toBe(true);
});

test('holds what everybody sees, by ids that fit together, and nothing of drafts and hidden spaces', async () => {
  const [spaces, phases, proposals, comments, files] = await Promise.all(
    ['spaces', 'phases', 'proposals', 'comments', 'attachments'].map(rowsOf),
  );
  expect(spaces?.map(({ id }) => id)).toEqual([room.spaceId]);
  expect(phases?.map(({ space_id: id }) => id)).toEqual([room.spaceId]);
  expect(proposals).toMatchObject([
    { id: published, title: '=1+1 の𠮷', body: '一行目\n二行目', attachments: 1, space_id: room.spaceId },
  ]);
  expect(comments).toMatchObject([{ root_id: published, body: 'よい案です。' }]);
  const [row] = await fort.query<{ digest: string }>('select digest from attachment where subject_id = $1', [
    published,
  ]);
  expect(files).toMatchObject([
    {
      subject_type: 'proposal',
      subject_id: published,
      name: '計画.txt',
      digest: row?.digest,
      url: expect.stringContaining(`/files/${row?.digest}`),
    },
  ]);
  const zip = await get(path('open-data.zip'));
  for (const bytes of Object.values(unzipSync(new Uint8Array(zip.bytes))))
    expect(Buffer.from(bytes).toString()).not.toContain('秘密');
});

test('comes as one ZIP whose manifest tells rows, sizes and digests that are right', async () => {
  const zip = await get(path('open-data.zip'));
  expect([zip.status, zip.headers['content-type']]).toEqual([200, 'application/zip']);
  const entries = unzipSync(new Uint8Array(zip.bytes));
  const manifest = JSON.parse(Buffer.from(entries['manifest.json'] ?? []).toString()) as {
    licence: string;
    files: { file: string; rows: number; bytes: number; sha256: string }[];
  };
  expect(manifest.licence).toBe('CC BY 4.0');
  expect(manifest.files.map(({ file }) => file).sort()).toEqual(
    Object.keys(entries)
      .filter((name) => name !== 'manifest.json')
      .sort(),
  );
  for (const { file, rows, bytes, sha256 } of manifest.files) {
    const content = Buffer.from(entries[file] ?? []);
    expect([file, content.length, createHash('sha256').update(content).digest('hex')]).toEqual([file, bytes, sha256]);
    if (file.endsWith('.ndjson')) expect([file, content.toString().split('\n').length - 1]).toEqual([file, rows]);
  }
});

test('comes to those who work here also for spreadsheets: as text cells, and in CP932 with what is lost', async () => {
  const cookie = await fort.signIn(staff);
  const sheet = await get(path('proposals.xlsx'), { headers: { cookie } });
  const [header, first] = workbookLines(sheet.bytes) ?? [];
  const title = header?.cells.indexOf('title') ?? -1;
  expect([sheet.headers['content-type'], first?.cells[title]]).toEqual([
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    '=1+1 の𠮷',
  ]);
  expect(readTable(sheet.bytes, [{ name: 'id' }, { name: 'title' }]).rows).toMatchObject([
    { cells: { id: published, title: '=1+1 の𠮷' } },
  ]);
  const old = unzipSync(new Uint8Array((await get(path('proposals.cp932.zip'), { headers: { cookie } })).bytes));
  expect(Buffer.from(old['lost-characters.csv'] ?? []).toString()).toContain('2,title,𠮷');
  for (const other of [undefined, await fort.signIn(hana)]) {
    expect((await get(path('proposals.xlsx'), other ? { headers: { cookie: other } } : {})).status).toBe(404);
  }
});

test("is each city's own, and what is no set is not there", async () => {
  expect((await get(path('proposals.ndjson'), { host: 'other.test' })).bytes.toString()).toBe('');
  for (const name of ['nothing.csv', 'proposals.exe', 'proposals', '..%2fproposals.csv', 'open-data.zip.csv']) {
    expect([name, (await get(path(name))).status]).toEqual([name, 404]);
  }
  const head = await get(path('open-data.zip'), { method: 'HEAD' });
  expect([head.status, head.bytes.length]).toEqual([200, 0]);
});
