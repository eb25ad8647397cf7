import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import sharp from 'sharp';
import type { Actor, PlacedRoom } from '@hiroba/testing';
import { realPages } from '@hiroba/testing/real-pages';
import { fetched, filesOf } from './attaching.ts';
import { formsOf, visit, type Place, type ShownForm } from './browsing.ts';
import { startFort, type Answer, type Fort } from './support.ts';

/** Photos and documents by the forms of pages, as a browser without JavaScript sends them. */
let fort: Fort;
let dataDir: string;
let hana: Actor;
let cookie: string;
let room: PlacedRoom;
let list: string;
let pages: Awaited<ReturnType<typeof realPages>>;

beforeAll(async () => {
  pages = await realPages();
  dataDir = await mkdtemp(path.join(tmpdir(), 'hiroba-forms-'));
  fort = await startFort({ pages, env: { HIROBA_DATA: dataDir } });
  await fort.city.admin();
  hana = await fort.city.citizen();
  cookie = await fort.signIn(hana);
  room = await fort.city.room(await fort.city.staff(), 'proposals', {
    settings: { attachments: true, drafts: 50, titleMax: 20 },
  });
  list = `/ja/spaces/${room.slug}/proposals/${room.componentId}`;
});
afterAll(async () => {
  await fort?.close();
  // One request of a test breaks off.
  expect(pages.failures.filter((error) => (error as Error).name !== 'AbortError')).toEqual([]);
});

const isSignOut = ({ action }: ShownForm): boolean => action?.includes('sign-out') ?? false;

type Value = string | File;
type Filled = Readonly<Record<string, Value | readonly Value[]>>;

/** Sends a form with files, as a browser does. */
async function send(place: Place, shown: Answer, filled: Filled, name = 'main'): Promise<Answer> {
  const form = formsOf(shown).find((each) => each.name === name && !isSignOut(each));
  if (!form) throw new Error(`${place.path} has no form ${name}`);
  const body = new FormData();
  for (const [key, value] of Object.entries({ ...form.fields, ...filled })) {
    for (const each of [value].flat() as Value[]) {
      if (typeof each === 'string') body.append(key, each.replace(/\r\n|\r|\n/g, '\r\n'));
      else body.append(key, each);
    }
  }
  const request = new Request('http://x/', { method: 'POST', body });
  const bytes = Buffer.from(await request.arrayBuffer());
  return fort.send({
    method: 'POST',
    ...place,
    path: form.action ?? place.path,
    body: bytes,
    headers: { 'content-type': request.headers.get('content-type') ?? '', 'content-length': bytes.length },
  });
}

const fill = async (place: Place, filled: Filled, name?: string): Promise<Answer> =>
  send(place, await visit(fort, place), filled, name);
const words = (title = '木陰を増やす') => ({ title, body: '夏の広場は日差しが強すぎます。', locale: 'ja' });
const text = (name: string, content = name): File => new File([content], name);
const photo = async (name = 'photo.jpg'): Promise<File> =>
  new File(
    [
      new Uint8Array(
        await sharp({ create: { width: 800, height: 600, channels: 3, background: '#47a' } })
          .jpeg()
          .toBuffer(),
      ),
    ],
    name,
  );
const draftOf = ({ headers }: Answer): string =>
  /\/([0-9a-f-]{36})\/(?:files|preview)/.exec(String(headers.location))?.[1] ?? '';
const waiting = () => readdir(path.join(dataDir, 'uploads')).catch(() => []);

test('words and files go together into a draft; pictures are described before it is published', async () => {
  const sent = await fill({ path: `${list}/new`, cookie }, { ...words(), files: [await photo(), text('計画.txt')] });
  const id = draftOf(sent);
  expect([sent.status, String(sent.headers.location).replace(/\?.*/, '')]).toEqual([303, `${list}/${id}/files`]);
  expect((await filesOf(hana, id))?.map(({ name }) => name)).toEqual(['photo.jpg', '計画.txt']);

  const files = await visit(fort, { path: `${list}/${id}/files`, cookie });
  const [picture] = (await filesOf(hana, id)) ?? [];
  expect(files.text).toContain(`src="/attachments/${picture?.id}/small"`);
  expect((await fetched(fort, `/attachments/${picture?.id}/small`, cookie)).status).toBe(200);

  const early = await fill({ path: `${list}/${id}/preview`, cookie }, {}, 'publish');
  expect([early.status, early.text.includes('何が写っているか'), early.text.includes('id="publish-files"')]).toEqual([
    400,
    true,
    true,
  ]);

  const described = await send({ path: `${list}/${id}/files`, cookie }, files, {
    file: ((await filesOf(hana, id)) ?? []).map((each) => each.id),
    [`alt-${picture?.id}`]: '日かげのないベンチ',
  });
  expect([described.status, String(described.headers.location).replace(/\?.*/, '')]).toEqual([
    303,
    `${list}/${id}/preview`,
  ]);
  const published = await fill({ path: `${list}/${id}/preview`, cookie }, {}, 'publish');
  expect(published.status).toBe(303);
  const page = await visit(fort, { path: `${list}/${id}` });
  expect(page.text).toContain('alt="日かげのないベンチ"');
  expect(page.text).toMatch(/href="\/files\/[0-9a-f]{64}">計画\.txt<\/a><span[^>]*>TXT · 1 KB · 開くと保存されます/);
  expect((await visit(fort, { path: list })).text).toContain('写真・資料 2');
});

test('a file that is refused keeps neither the words nor the other files from being kept', async () => {
  const place = { path: `${list}/new`, cookie };
  const refused = await fill(place, {
    ...words('日よけ'),
    files: [text('ok.txt'), text('movie.mov'), new File([new Uint8Array(11 * 1024 * 1024)], 'large.txt')],
  });
  expect(refused.status).toBe(400);
  expect(refused.text).toContain('movie.mov: この種類のファイルは使えません');
  expect(refused.text).toContain('large.txt: ファイルが大きすぎます。10MB以内');
  const form = formsOf(refused).find((each) => !isSignOut(each));
  expect(form?.fields).toMatchObject({ title: '日よけ', body: words().body, keptFiles: 'ok.txt' });
  const id = form?.fields.draftId ?? '';
  expect((await filesOf(hana, id))?.map(({ name }) => name)).toEqual(['ok.txt']);

  const again = await send(place, refused, { title: '日よけをつくる', files: [text('second.txt')] });
  expect(draftOf(again)).toBe(id);
  expect((await filesOf(hana, id))?.map(({ name }) => name)).toEqual(['ok.txt', 'second.txt']);
  const drafts = await fort.query<{ title: string }>('select title from proposal where id = $1', [id]);
  expect(drafts).toEqual([{ title: '日よけをつくる' }]);
});

test('words that are refused do not lose the files: they wait at the draft', async () => {
  const place = { path: `${list}/new`, cookie };
  const long = 'あ'.repeat(21);
  const refused = await fill(place, { ...words(long), files: [text('kept.txt')] });
  const form = formsOf(refused).find((each) => !isSignOut(each));
  expect([refused.status, form?.fields.title, form?.fields.keptFiles]).toEqual([400, long, 'kept.txt']);
  const again = await send(place, refused, { title: '短い題' });
  const id = draftOf(again);
  expect([id, (await filesOf(hana, id))?.map(({ name }) => name)]).toEqual([form?.fields.draftId, ['kept.txt']]);
});

test('a session that ended gives back the words of a form with a large file', async () => {
  const place = { path: `${list}/new`, cookie: await fort.signIn(hana) };
  const shown = await visit(fort, place);
  await fort.query('delete from session where id = (select id from session order by created_at desc limit 1)');
  const answer = await send(place, shown, {
    ...words('長く書いた題'),
    files: [new File([new Uint8Array(2_000_000)], 'a.jpg')],
  });
  expect(answer.status).toBe(401);
  expect(formsOf(answer)[0]?.fields).toMatchObject({ title: '長く書いた題', body: words().body });
});

test('a file is taken away by its own button, and what was said of the others is kept', async () => {
  const sent = await fill(
    { path: `${list}/new`, cookie },
    { ...words(), files: [await photo('a.jpg'), await photo('b.jpg')] },
  );
  const id = draftOf(sent);
  const [a, b] = (await filesOf(hana, id)) ?? [];
  const place = { path: `${list}/${id}/files`, cookie };
  const answer = await fill(place, {
    file: [a?.id ?? '', b?.id ?? ''],
    [`alt-${a?.id}`]: '右の木',
    remove: b?.id ?? '',
  });
  expect([answer.status, String(answer.headers.location).replace(/\?.*/, '')]).toEqual([303, place.path]);
  expect((await filesOf(hana, id))?.map(({ name, alt }) => [name, alt])).toEqual([['a.jpg', '右の木']]);
});

test('words about a file and one more file come with one sending', async () => {
  const sent = await fill({ path: `${list}/new`, cookie }, { ...words(), files: [await photo('a.jpg')] });
  const id = draftOf(sent);
  const [a] = (await filesOf(hana, id)) ?? [];
  const place = { path: `${list}/${id}/files`, cookie };
  const answer = await fill(place, { file: a?.id ?? '', [`alt-${a?.id}`]: '左の木', files: [text('more.txt')] });
  const found = (await filesOf(hana, id))?.map(({ name, alt }) => [name, alt]);
  expect([answer.status, found]).toEqual([
    303,
    [
      ['a.jpg', '左の木'],
      ['more.txt', ''],
    ],
  ]);
  const long = await fill(place, { file: a?.id ?? '', [`alt-${a?.id}`]: 'あ'.repeat(301) });
  expect([long.status, long.text.includes(`href="#main-alt-${a?.id}"`)]).toEqual([400, true]);
});

test("another's form, and one without the proof of its page, change nothing", async () => {
  const sent = await fill({ path: `${list}/new`, cookie }, { ...words(), files: [text('mine.txt')] });
  const id = draftOf(sent);
  const place = { path: `${list}/${id}/files`, cookie };
  const shown = await visit(fort, place);
  const forged = await send(place, shown, { _token: 'x', files: [text('forged.txt')] });
  const other = await fort.signIn(await fort.city.citizen('別人'));
  const stranger = await send({ ...place, cookie: other }, shown, { _token: '', files: [text('stranger.txt')] });
  expect([forged.status, stranger.status >= 400]).toEqual([403, true]);
  expect((await visit(fort, { ...place, cookie: other })).status).toBe(404);
  expect((await filesOf(hana, id))?.map(({ name }) => name)).toEqual(['mine.txt']);
});

test('FILE-09 nothing of a request waits on disk when it is over, not even of one that broke off', async () => {
  const half = Buffer.from('--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\nhalf');
  const head =
    `POST ${list}/new HTTP/1.1\r\nHost: city.test\r\nOrigin: http://city.test\r\nCookie: ${cookie}\r\n` +
    `Content-Type: multipart/form-data; boundary=x\r\nContent-Length: ${half.length}\r\nConnection: close\r\n\r\n`;
  expect(await fort.raw(head + half.toString('latin1'))).toMatch(/^HTTP\/1\.1 400 /);
  await expect(
    fort.raw(`${head.replace(/Content-Length: \d+/, 'Content-Length: 9000000')}${half.toString('latin1')}`),
  ).rejects.toThrow('still open');
  await new Promise((resolve) => {
    setTimeout(resolve, 300);
  });
  expect(await waiting()).toEqual([]);
});
