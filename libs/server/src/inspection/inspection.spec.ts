import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import { zipSync, type Zippable } from 'fflate';
import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import { sharedBytes, sharedTest } from '@hiroba/kernel/testing/shared-data.ts';
import { Uploads } from '../uploads.ts';
import { inspectApart } from './inspector.ts';
import { pdfFacts } from './pdf.ts';
import { zipEntries } from './zip-directory.ts';

let root: string;
let uploads: Uploads;
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'inspection-'));
  uploads = new Uploads(path.join(root, 'uploads'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const zip = (files: Zippable): Buffer => Buffer.from(zipSync(files, { level: 9 }));
const text = Buffer.from('本文');

describe('the directory of an archive', () => {
  test('tells names and sizes without unpacking', () => {
    expect(zipEntries(zip({ 'word/document.xml': text, 'a.txt': Buffer.alloc(500) }))).toMatchObject([
      { name: 'word/document.xml', unpacked: 6 },
      { name: 'a.txt', unpacked: 500 },
    ]);
  });

  test.each([
    ['no archive', Buffer.from('PK\x03\x04 but nothing more')],
    ['a cut one', zip({ 'a.txt': text }).subarray(0, -4)],
    ['one that climbs out', zip({ '../a.txt': text })],
    ['one that climbs out the other way', zip({ 'a\\..\\b.txt': text })],
    ['one with an absolute name', zip({ '/etc/passwd': text })],
    ['one with a drive', zip({ 'C:x': text })],
    ['one in another', zip({ 'inner.zip': text })],
    ['one that packs a program', zip({ 'setup.exe': text })],
    ['one that unpacks to more than 100 times its size', zip({ 'a.txt': Buffer.alloc(5_000_000) })],
    ['one with a link', zip({ link: [text, { os: 3, attrs: 0o120777 << 16 }] })],
  ])('refuses %s', (_, bytes) => {
    expect(zipEntries(bytes)).toBeUndefined();
  });

  test('refuses more entries, or more bytes, than were agreed', () => {
    const two = zip({ 'a.txt': text, 'b.txt': text });
    expect(zipEntries(two, { entries: 2, bytes: 12, ratio: 100 })).toHaveLength(2);
    expect(zipEntries(two, { entries: 1, bytes: 12, ratio: 100 })).toBeUndefined();
    expect(zipEntries(two, { entries: 2, bytes: 11, ratio: 100 })).toBeUndefined();
  });

  test('refuses one that tells of the same name twice', () => {
    const bytes = zip({ 'a.txt': text, 'b.txt': text });
    for (let at = bytes.indexOf('b.txt'); at >= 0; at = bytes.indexOf('b.txt', at)) bytes.write('a', at);
    expect(zipEntries(bytes)).toBeUndefined();
  });
});

async function pdf(pages: number, info: object = {}): Promise<Buffer> {
  const document = new PDFDocument({ info });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  for (let n = 1; n < pages; n += 1) document.addPage();
  const ended = new Promise((resolve) => document.once('end', resolve));
  document.end();
  await ended;
  return Buffer.concat(chunks);
}

describe('a PDF', () => {
  test('tells its pages and who it says wrote it', async () => {
    expect(pdfFacts(await pdf(3, { Author: '山田太郎', Title: 'Plan (draft)' }))).toEqual({
      pages: 3,
      active: false,
      author: '山田太郎',
      title: 'Plan (draft)',
    });
    expect(pdfFacts(await pdf(1))).toMatchObject({ pages: 1, active: false, author: null });
  });

  const packed = (inner: string, filter = '/FlateDecode'): Buffer =>
    Buffer.concat([
      Buffer.from(`%PDF-1.5\n1 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter ${filter} >>\nstream\n`),
      deflateSync(Buffer.from(inner)),
      Buffer.from('\nendstream\nendobj\n'),
    ]);

  test.each([
    ['a script', Buffer.from('%PDF-1.4 << /S /JavaScript /JS (x) >>')],
    ['a script whose name is spelt otherwise', Buffer.from('%PDF-1.4 << /S /J#61vaScript >>')],
    ['a program', Buffer.from('%PDF-1.4 << /S /Launch >>')],
    ['a file', Buffer.from('%PDF-1.4 << /EmbeddedFiles 1 0 R >>')],
    ['an act at opening', Buffer.from('%PDF-1.4 << /OpenAction 1 0 R >>')],
    ['a password', Buffer.from('%PDF-1.4 trailer << /Encrypt 1 0 R >>')],
    ['a script in a packed object', packed('1 0 << /S /JavaScript >>')],
    [
      'packed objects that do not unpack',
      Buffer.from('%PDF-1.5\n<< /Type /ObjStm /Filter /FlateDecode >>\nstream\nnothing packed\nendstream'),
    ],
    ['packed objects without an end', packed('x').subarray(0, 90)],
  ])('with %s is active', (_, bytes) => {
    expect(pdfFacts(bytes).active).toBe(true);
  });

  test('may pack its pages away', () => {
    expect(pdfFacts(packed('1 0 << /Type /Pages /Count 12 /Kids [] >>'))).toMatchObject({ pages: 12, active: false });
    expect(pdfFacts(Buffer.from('%PDF-1.4'))).toEqual({ pages: null, active: false, author: null, title: null });
  });
});

const staff = { audience: 'staff', widths: [1920, 640] } as const;

describe('a process of its own', () => {
  test('makes an image anew, and leaves nothing behind', async () => {
    const jpeg = await sharp({ create: { width: 3000, height: 2000, channels: 3, background: '#7a4' } })
      .withExif({ IFD0: { Make: 'Maker-1234' }, IFD3: { GPSLatitude: '34/1 45/1 0/1' } })
      .jpeg()
      .toBuffer();
    const made = await uploads.look(new File([new Uint8Array(jpeg)], 'a.jpg'), staff, async (found) => {
      if ('problem' in found) throw new Error(found.problem);
      return Promise.all(found.images.map(async ({ file, ...image }) => ({ image, bytes: await readFile(file) })));
    });
    expect(made.map(({ image: { width, height, mime } }) => [width, height, mime])).toEqual([
      [1920, 1280, 'image/webp'],
      [640, 427, 'image/webp'],
    ]);
    for (const { image, bytes } of made) {
      expect(image.bytes).toBe(bytes.length);
      expect(['Exif', 'Maker', 'GPS'].filter((word) => bytes.includes(word))).toEqual([]);
    }
    expect(await readdir(path.join(root, 'uploads'))).toEqual([]);
  });

  test('tells kinds and encodings, and has no say in anything else', async () => {
    const look = (bytes: Uint8Array, name: string, audience: 'staff' | 'participant' = 'staff') =>
      uploads.look(new File([new Uint8Array(bytes)], name), { audience, widths: [] }, async ({ ...found }) => found);
    expect(await look(await pdf(2), 'plan.pdf')).toMatchObject({ shape: 'PDF', pdf: { pages: 2, active: false } });
    expect(await look(Buffer.from([0x88, 0x9f]), 'a.txt')).toMatchObject({
      shape: 'TEXT',
      mime: 'text/plain',
      charset: 'shift_jis',
    });
    expect(await look(zip({ '../x': text }), 'a.docx')).toEqual({ problem: 'UNSAFE_FILE' });
    expect(await look(Buffer.from('a,b'), 'a.csv', 'participant')).toEqual({ problem: 'KIND_NOT_ALLOWED' });
  });

  test('is ended when it takes too much memory, or too long', async () => {
    const file = path.join(root, 'a.png');
    await writeFile(
      file,
      await sharp({ create: { width: 6000, height: 6000, channels: 3, background: '#fff' } })
        .png()
        .toBuffer(),
    );
    const task = { file, sentName: 'a.png', ...staff, folder: root };
    expect(await inspectApart(task, { megabytes: 10, seconds: 20 })).toEqual({ problem: 'UNSAFE_FILE' });
    expect(await inspectApart(task, { megabytes: 512, seconds: 0.02 })).toEqual({ problem: 'UNSAFE_FILE' });
  });

  sharedTest('FILE-03 FILE-04 bombs cost this process nothing', 'security/files', async () => {
    const before = process.memoryUsage().rss;
    const fate = (name: string) =>
      uploads.look(new File([new Uint8Array(sharedBytes(`security/files/${name}`))], name), staff, async (found) =>
        'problem' in found ? found.problem : found.shape,
      );
    expect(await fate('pixel-bomb-60000x60000.png')).toBe('TOO_MANY_PIXELS');
    for (const name of ['ratio-100MB.zip', 'many-5000-entries.zip', 'traversal.zip'])
      expect(await fate(name)).toBe('UNSAFE_FILE');
    expect([await fate('inflate-64MB-4000x4000.png'), await fate('text-chunk-bomb.png')]).toEqual(['IMAGE', 'IMAGE']);
    expect(process.memoryUsage().rss - before).toBeLessThan(50e6);
  });
});

test('what a process that ended too early left behind is removed after an hour', async () => {
  const folder = await uploads.folder();
  await uploads.sweep(Date.now() + 3_500_000);
  expect(await readdir(path.join(root, 'uploads'))).toEqual([path.basename(folder)]);
  await uploads.sweep(Date.now() + 3_700_000);
  expect(await readdir(path.join(root, 'uploads'))).toEqual([]);
});
