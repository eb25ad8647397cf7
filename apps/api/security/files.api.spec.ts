import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { sharedBytes, sharedTest } from '@hiroba/kernel/testing/shared-data.ts';
import type { Actor, PlacedRoom } from '@hiroba/testing';
import { alt, file, getter, photo, pictureActs, setPicture, type Hero } from './pictures.ts';
import { startFort, type Fort } from './support.ts';

const noPicture = expect.stringMatching(/^(KIND_NOT_ALLOWED|NAME_CONTRADICTS|UNSAFE_FILE) file$/) as unknown;
let fort: Fort;
let staff: Actor;
let citizen: Actor;
let room: PlacedRoom;
let acts: ReturnType<typeof pictureActs>;
let get: ReturnType<typeof getter>;

beforeAll(async () => {
  fort = await startFort();
  staff = await fort.city.staff();
  citizen = await fort.city.citizen();
  room = await fort.city.room(staff, 'proposals');
  acts = pictureActs(staff, room);
  get = getter(fort);
});
afterAll(() => fort?.close());

describe('the picture of a space', () => {
  test('FILE-02 is served as what it is, to be kept for ever, and can do nothing', async () => {
    const { src, srcSmall, width, height, alt: words } = await acts.hero();
    expect({ width, height, words }).toEqual({ width: 1280, height: 713, words: alt });
    const [large, small] = [await get(src), await get(srcSmall)];
    expect(
      [await sharp(large.bytes).metadata(), await sharp(small.bytes).metadata()].map(({ width: w, format }) => [
        w,
        format,
      ]),
    ).toEqual([
      [1280, 'webp'],
      [640, 'webp'],
    ]);
    expect(large.headers).toMatchObject({
      'content-type': 'image/webp',
      'content-length': String(large.bytes.length),
      'x-content-type-options': 'nosniff',
      'content-security-policy': `sandbox; default-src 'none'`,
      'cache-control': 'public, max-age=31536000, immutable',
      'cross-origin-resource-policy': 'cross-origin',
    });
    const cookie = await fort.signIn(citizen);
    const again = await get(src, { headers: { cookie, 'if-none-match': String(large.headers.etag) } });
    expect([again.status, again.bytes.length, again.headers['cache-control']]).toEqual([
      304,
      0,
      'public, max-age=31536000, immutable',
    ]);
    const head = await get(src, { method: 'HEAD' });
    expect([head.status, head.bytes.length, head.headers['content-length']]).toEqual([
      200,
      0,
      String(large.bytes.length),
    ]);
  });

  test('FILE-14 comes whole, however many parts are asked for', async () => {
    const { src } = await acts.hero();
    const whole = await get(src);
    const parts = Array.from({ length: 1_000 }, (_, at) => `${at}-${at}`).join(',');
    const answer = await get(src, { headers: { range: `bytes=${parts}` } });
    expect([answer.status, answer.bytes.equals(whole.bytes)]).toEqual([200, true]);
  });

  test('FILE-11 is not there for another organisation, nor anything else below its address', async () => {
    const { src } = await acts.hero();
    expect((await get(src, { host: 'other.test' })).status).toBe(404);
    for (const path of [
      '/files/',
      `/files/${'0'.repeat(64)}`,
      '/files/..%2f..%2fsecret',
      `${src.toUpperCase()}`,
      `${src}/x`,
      '/files/%00',
    ]) {
      expect([path, (await get(path)).status]).toEqual([path, 404]);
    }
    const foreign = await fort.other.staff();
    expect(await foreign.refused(setPicture, await acts.sent(null))).toBe('NOT_FOUND');
  });

  test('FILE-05 has nothing of the camera in any byte that is served', async () => {
    const bytes = await photo();
    expect(bytes.includes('Maker-1234')).toBe(true);
    const { src, srcSmall } = await acts.hero();
    for (const path of [src, srcSmall]) {
      const served = (await get(path)).bytes;
      expect(['Maker', 'Exif', 'GPS'].filter((word) => served.includes(word))).toEqual([]);
      expect((await sharp(served).metadata()).exif).toBeUndefined();
    }
  });

  sharedTest('FILE-05 a photo with its place on earth is refused or served without it', 'security/files', async () => {
    const gps = sharedBytes('security/files/gps.jpg');
    expect(gps.includes('Exif')).toBe(true);
    const { width = 0, height = 0 } = await sharp(gps).metadata();
    // The sample is a few pixels wide: its Exif block goes into a photo of full size, as a camera would write it.
    const block = gps.subarray(2, 4 + gps.readUInt16BE(4));
    const plain = await sharp({ create: { width: 1300, height: 700, channels: 3, background: '#7a4' } })
      .jpeg()
      .toBuffer();
    const tagged = Buffer.concat([plain.subarray(0, 2), block, plain.subarray(2)]);
    expect((await sharp(tagged).metadata()).exif?.length).toBeGreaterThan(0);
    expect(await acts.refused(file(gps, 'gps.jpg'))).toBe(width < 640 || height === 0 ? 'TOO_SMALL file' : undefined);
    expect(await acts.refused(file(tagged, 'gps.jpg'))).toBeUndefined();
    const { src, srcSmall } = (await acts.shown()).hero as Hero;
    for (const path of [src, srcSmall]) {
      const served = (await get(path)).bytes;
      expect([
        served.includes('Exif'),
        served.includes(block.subarray(10)),
        (await sharp(served).metadata()).exif,
      ]).toEqual([false, false, undefined]);
    }
  });

  test('FILE-01 FILE-02 HTML, SVG, GIF and what hides in a picture are no pictures, whatever their names', async () => {
    const html = Buffer.from('<!doctype html><script>alert(1)</script>');
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
    const gif = Buffer.from('R0lGODlhAQABAAAAACwAAAAAAQABAAA=', 'base64');
    for (const bytes of [html, svg, gif, Buffer.from('%PDF-1.4'), Buffer.from('text')]) {
      for (const name of ['a.jpg', 'a.png', 'a.svg', 'a.jpg.html'])
        expect([name, await acts.refused(file(bytes, name))]).toEqual([name, noPicture]);
    }
    expect(await acts.refused(file(await photo(), 'photo.png'))).toBe('NAME_CONTRADICTS file');
    expect(await acts.refused(file(await photo(), 'photo.jpg.html'))).toBe('NAME_CONTRADICTS file');
    const png = await sharp({ create: { width: 700, height: 400, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    const polyglot = Buffer.concat([png.subarray(0, 33), Buffer.from('<script>alert(1)</script>'), png.subarray(33)]);
    expect(await acts.refused(file(polyglot, 'a.png'))).toBe('POLYGLOT file');
    expect(await acts.refused(file(png.subarray(0, 200), 'a.png'))).toBe('BROKEN_IMAGE file');
    expect(await acts.refused(file(await photo(600, 400)))).toBe('TOO_SMALL file');
  });

  sharedTest('FILE-01 FILE-02 FILE-03 FILE-04 FILE-06 FILE-07 hostile files', 'security/files', async () => {
    const before = process.memoryUsage().rss;
    for (const name of [
      'script.svg',
      'xxe.svg',
      'billion-laughs.svg',
      'page.jpg',
      'poly.gif.html',
      'javascript.pdf',
      'eicar.txt',
      'traversal.zip',
    ]) {
      for (const as of [name, 'a.jpg'])
        expect([name, as, await acts.refused(file(sharedBytes(`security/files/${name}`), as))]).toEqual([
          name,
          as,
          noPicture,
        ]);
    }
    expect(await acts.refused(file(sharedBytes('security/files/pixel-bomb-60000x60000.png'), 'a.png'))).toBe(
      'TOO_MANY_PIXELS file',
    );
    expect(process.memoryUsage().rss - before).toBeLessThan(50e6);
  });

  test('FILE-09 may have 10 MB; what is larger is refused with the bound, and leaves no file behind', async () => {
    const files = async () => Number((await fort.query<{ n: string }>('select count(*) as n from stored_file'))[0]?.n);
    const before = await files();
    const eleven = Buffer.concat([await photo(), Buffer.alloc(11 * 1024 * 1024)]);
    const { outcome } = await staff.run<{ outcome: { code: string; field: string; message: string } }>(
      setPicture,
      await acts.sent(file(eleven)),
    );
    expect(outcome).toMatchObject({ code: 'TOO_LARGE', field: 'file', message: expect.stringContaining('10MB') });
    expect(await files()).toBe(before);
  });
});
