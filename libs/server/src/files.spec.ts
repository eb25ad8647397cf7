import { sharedBytes, sharedJson, sharedTest } from '@hiroba/kernel/testing/shared-data.ts';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';
import { judgeKind } from './file-kinds.ts';
import { contentDisposition, displayFileName } from './file-names.ts';
import { DiskFiles } from './files.ts';
import { imageSize } from './image-header.ts';
import { reencode } from './images.ts';

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#369' } });

describe('the store on disk', () => {
  let root = '';
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'hiroba-files-'));
  });
  afterAll(async () => {
    await rm(root, { recursive: true });
  });
  const bytes = Buffer.from('公園の遊具'.repeat(1000));
  const digest = createHash('sha256').update(bytes).digest('hex');
  const source = () => Readable.from([bytes.subarray(0, 100), bytes.subarray(100)]);

  test('a file is found by its digest, in its organisation only', async () => {
    const files = new DiskFiles(root);
    expect(await files.put('org_a', source(), bytes.length)).toEqual({ digest, size: bytes.length });
    expect(await files.put('org_a', source(), bytes.length)).toEqual({ digest, size: bytes.length });
    expect(await buffer(files.read('org_a', digest))).toEqual(bytes);
    expect(await buffer(files.read('org_a', digest, { start: 3, end: 5 }))).toEqual(bytes.subarray(3, 6));
    expect([await files.size('org_a', digest), await files.size('org_b', digest)]).toEqual([bytes.length, undefined]);
    await files.remove('org_a', digest);
    expect(await files.size('org_a', digest)).toBeUndefined();
  });

  test('FILE-09 too much, or a broken upload, leaves nothing behind', async () => {
    const files = new DiskFiles(root);
    expect(await files.put('org_c', source(), bytes.length - 1)).toEqual({ problem: 'TOO_LARGE' });
    const broken = Readable.from(
      (async function* broken() {
        yield bytes;
        throw new Error('connection lost');
      })(),
    );
    await expect(files.put('org_c', broken, 1e9)).rejects.toThrow('connection lost');
    expect(await readdir(join(root, 'org_c'), { recursive: true })).toEqual(['incoming']);
  });

  test('no place outside the store can be named', async () => {
    const files = new DiskFiles(root);
    await expect(files.put('../x', source(), 1e9)).rejects.toThrow(RangeError);
    expect(() => files.read('org_a', '../../etc/passwd')).toThrow(RangeError);
  });
});

describe('names', () => {
  test.each([
    ['../../etc/passwd', 'passwd'],
    ['..\\..\\windows\\win.ini', 'win.ini'],
    ['a.png\0.html', 'a.png.html'],
    ['CON', '_CON'],
    ['nul.txt', '_nul.txt'],
    ['.htaccess', 'htaccess'],
    ['..', 'file'],
    ['', 'file'],
    ['a.jpg. ', 'a.jpg'],
    ['\u202egpj.exe', 'gpj.exe'],
    ['見積書（最終）.xlsx', '見積書（最終）.xlsx'],
    ['a\r\nX: y', 'aX_ y'],
    ['<svg onload=alert(1)>.png', '_svg onload=alert(1)_.png'],
    [`${'あ'.repeat(300)}.png`, `${'あ'.repeat(195)}….png`],
  ])('%j', (sent, shown) => {
    expect(displayFileName(sent)).toBe(shown);
  });

  test('one header, with a form for old clients', () => {
    expect(contentDisposition('inline', 'plan.pdf')).toBe('inline; filename="plan.pdf"');
    expect(contentDisposition('attachment', "見積書 (1)'.pdf")).toBe(
      "attachment; filename=\"_ (1)'.pdf\"; filename*=UTF-8''%E8%A6%8B%E7%A9%8D%E6%9B%B8%20%281%29%27.pdf",
    );
    expect(contentDisposition('attachment', '";filename=x.html')).toBe(
      'attachment; filename="__filename=x.html"; filename*=UTF-8\'\'_%3Bfilename%3Dx.html',
    );
  });

  const file = 'security/own-file-names.json';
  sharedTest('INJ-13 INJ-14 FILE-08 hostile names', file, () => {
    for (const { name } of sharedJson<{ cases: { name: string }[] }>(file).cases) {
      const shown = displayFileName(name);
      expect(shown).not.toMatch(/[\\/\p{Cc}<>"\u202e]|^\.|^$/u);
      expect([...shown].length).toBeLessThanOrEqual(200);
      expect(contentDisposition('attachment', name)).toMatch(
        /^attachment; filename="[^"\\]+"(?:; filename\*=UTF-8''[A-Za-z0-9%!#$&+\-.^_`|~]+)?$/,
      );
    }
  });
});

describe('kinds', () => {
  test('by content, and the name agrees', async () => {
    const png = await picture(2, 2).png().toBuffer();
    expect(await judgeKind(png, '写真.PNG', 'participant')).toMatchObject({ kind: { mime: 'image/png' } });
    expect(await judgeKind(png, 'a.jpg', 'participant')).toEqual({ problem: 'NAME_CONTRADICTS' });
    expect(await judgeKind(png, 'png', 'participant')).toEqual({ problem: 'NAME_CONTRADICTS' });
    expect(await judgeKind(Buffer.concat([png, Buffer.from('<script>')]), 'a.png', 'participant')).toEqual({
      problem: 'POLYGLOT',
    });
    expect(await judgeKind(Buffer.concat([png, Buffer.from('%PDF-1.4')]), 'a.png', 'participant')).toEqual({
      problem: 'POLYGLOT',
    });
  });

  test.each([
    ['意見', 'a.txt', 'participant', 'text/plain'],
    ['{"a":1}', 'a.json', 'staff', 'application/json'],
    ['{"a":1}', 'a.json', 'participant', undefined],
    ['{"a":', 'a.json', 'staff', undefined],
    ['a\0b', 'a.txt', 'staff', undefined],
    ['<html><body>', 'a.txt', 'staff', undefined],
    ['a', 'a.html', 'staff', undefined],
    ['a', 'a', 'staff', undefined],
  ] as const)('%j as %s by %s', async (text, name, audience, mime) => {
    const judged = await judgeKind(Buffer.from(text), name, audience);
    expect('kind' in judged ? judged.kind.mime : undefined).toBe(mime);
  });

  sharedTest('FILE-01 FILE-02 FILE-04 hostile files', 'security/files', async () => {
    const judged = async (name: string, as = name) => {
      const found = await judgeKind(sharedBytes(`security/files/${name}`), as, 'staff');
      return 'kind' in found ? found.kind.mime : found.problem;
    };
    const svg = ['script.svg', 'external.svg', 'xxe.svg', 'billion-laughs.svg'];
    for (const name of svg)
      expect([name, await judged(name), await judged(name, 'a.txt')]).toEqual([
        name,
        'KIND_NOT_ALLOWED',
        expect.stringMatching(/KIND|POLY|NAME/),
      ]);
    expect(await judged('page.jpg')).toBe('KIND_NOT_ALLOWED');
    expect([await judged('poly.gif.html'), await judged('poly.gif.html', 'a.gif')]).toEqual([
      'KIND_NOT_ALLOWED',
      'KIND_NOT_ALLOWED',
    ]);
    for (const name of ['ratio-100MB.zip', 'many-5000-entries.zip', 'traversal.zip'])
      expect(await judged(name)).toBe('UNSAFE_FILE');
    expect([await judged('gps.jpg'), await judged('javascript.pdf'), await judged('sjis.csv')]).toEqual([
      'image/jpeg',
      'application/pdf',
      'text/csv',
    ]);
  });
});

describe('images', () => {
  test.each(['jpeg', 'png', 'webp'] as const)('%s is read, turned upright and re-encoded', async (format) => {
    const bytes = await picture(300, 200)
      .toFormat(format)
      .withExif({ IFD0: { Make: 'Maker-1234' } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    expect(imageSize(bytes)).toEqual({ width: 300, height: 200 });
    const result = await reencode(bytes, [100, 1000]);
    const images = 'images' in result ? result.images : [];
    expect(images.map(({ width, height, mime }) => [width, height, mime])).toEqual([
      [100, 150, 'image/webp'],
      [200, 300, 'image/webp'],
    ]);
    expect(bytes.includes('Maker-1234')).toBe(true);
    for (const image of images) {
      expect(image.bytes.includes('Maker')).toBe(false);
      expect((await sharp(image.bytes).metadata()).exif).toBeUndefined();
      expect(imageSize(image.bytes)).toEqual({ width: image.width, height: image.height });
    }
  });

  test('lossless and plain WebP headers are read', async () => {
    expect(imageSize(await picture(31, 17).webp({ lossless: true }).toBuffer())).toEqual({ width: 31, height: 17 });
    expect(imageSize(await picture(31, 17).webp().toBuffer())).toEqual({ width: 31, height: 17 });
  });

  test.each([
    ['', 0],
    ['GIF89a', 0],
    ['\x89PNG\r\n\x1a\n', 0],
    ['\xff\xd8\xff', 0],
    ['\xff\xd8\xff\xe0\x00\x00', 50],
  ])('%j is broken', async (start, zeros) => {
    expect(await reencode(Buffer.concat([Buffer.from(start, 'latin1'), Buffer.alloc(zeros)]), [10])).toEqual({
      problem: 'BROKEN_IMAGE',
    });
  });

  sharedTest('FILE-03 FILE-05 bombs and places', 'security/files', async () => {
    const before = process.memoryUsage().rss;
    expect(await reencode(sharedBytes('security/files/pixel-bomb-60000x60000.png'), [10])).toEqual({
      problem: 'TOO_MANY_PIXELS',
    });
    await reencode(sharedBytes('security/files/text-chunk-bomb.png'), [10]);
    expect(process.memoryUsage().rss - before).toBeLessThan(50e6);
    const gps = sharedBytes('security/files/gps.jpg');
    const result = await reencode(gps, [10]);
    expect(gps.includes('Exif')).toBe(true);
    expect('images' in result ? result.images.some(({ bytes }) => bytes.includes('Exif')) : result.problem).toBe(false);
  });
});
