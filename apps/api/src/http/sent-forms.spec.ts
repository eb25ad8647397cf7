import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createHash, randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { SpooledFile, Uploads, type UploadedFile } from '@hiroba/server';
import { readForm, spoolOf } from './sent-forms.ts';

let root: string;
let uploads: Uploads;
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'forms-'));
  uploads = new Uploads(root);
});
afterAll(() => rm(root, { recursive: true, force: true }));

const bounds = { words: 1_000, file: 10_000 };
const sent = (form: FormData): Request => new Request('http://x/', { method: 'POST', body: form });

test('words come into memory, files onto disk, and both in their order', async () => {
  const bytes = randomBytes(10_000);
  const form = new FormData();
  form.append('title', '木陰');
  form.append('file', new File([bytes], '地図.png'));
  form.append('title', '二つめ');
  const response = new EventEmitter();
  const read = await readForm(sent(form), bounds, spoolOf(uploads, response));
  const [file] = read.getAll('file') as (File & UploadedFile)[];
  expect([read.getAll('title'), file?.name, file?.size]).toEqual([['木陰', '二つめ'], '地図.png', 10_000]);
  expect(file).toBeInstanceOf(SpooledFile);
  expect(file?.digest).toBe(createHash('sha256').update(bytes).digest('hex'));
  expect(Buffer.from(await (file as File).arrayBuffer()).equals(bytes)).toBe(true);
  expect(Buffer.from(await new Response((file as File).stream()).arrayBuffer()).equals(bytes)).toBe(true);
  expect(await readdir(root)).toHaveLength(1);
  response.emit('close');
  for (let waited = 0; waited < 5_000 && (await readdir(root)).length > 0; waited += 20) await setTimeout(20);
  expect(await readdir(root)).toEqual([]);
});

test('FILE-09 of a file that is too large the size is known and no byte is kept; the words beside it come through', async () => {
  const form = new FormData();
  form.append('file', new File([new Uint8Array(5_000_000)], 'film.mov'));
  form.append('title', '木陰');
  const spool = spoolOf(uploads, new EventEmitter());
  const read = await readForm(sent(form), bounds, spool);
  const file = read.get('file') as File;
  expect([read.get('title'), file.name, file.size, (await file.arrayBuffer()).byteLength]).toEqual([
    '木陰',
    'film.mov',
    5_000_000,
    0,
  ]);
  await uploads.remove(await spool.folder());
});

test('too many words, and what is no form, are refused', async () => {
  const form = new FormData();
  form.append('body', 'あ'.repeat(400));
  await expect(readForm(sent(form), bounds, spoolOf(uploads, new EventEmitter()))).rejects.toThrow('too many words');
  const broken = new Request('http://x/', {
    method: 'POST',
    body: 'x',
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
  });
  await expect(readForm(broken, bounds, spoolOf(uploads, new EventEmitter()))).rejects.toThrow('ends too early');
});

test('a file field that was left alone is an empty file without a name', async () => {
  const body = '--x\r\nContent-Disposition: form-data; name="file"; filename=""\r\n\r\n\r\n--x--\r\n';
  const request = new Request('http://x/', {
    method: 'POST',
    body,
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
  });
  const file = (await readForm(request, bounds, spoolOf(uploads, new EventEmitter()))).get('file') as File;
  expect([file.name, file.size]).toEqual(['', 0]);
});

test('a plain form is read as ever', async () => {
  const request = new Request('http://x/', { method: 'POST', body: new URLSearchParams({ title: '木陰' }) });
  expect((await readForm(request, bounds, spoolOf(uploads, new EventEmitter()))).get('title')).toBe('木陰');
});
