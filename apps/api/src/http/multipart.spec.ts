import { describe, expect, test } from '@jest/globals';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { BadFormError, boundaryOf, partsOf } from './multipart.ts';

async function* inPieces(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

interface Read {
  readonly name: string;
  readonly fileName?: string | undefined;
  readonly text: string;
}

async function read(bytes: Buffer, boundary = 'x', size = bytes.length): Promise<Read[]> {
  const found: Read[] = [];
  for await (const { name, fileName, body } of partsOf(inPieces(bytes, size), boundary)) {
    found.push({
      name,
      ...(fileName === undefined ? {} : { fileName }),
      text: (await buffer(Readable.from(body))).toString('latin1'),
    });
  }
  return found;
}

const form = (text: string): Buffer => Buffer.from(text.replaceAll('\n', '\r\n'));
const simple = form(`--x
Content-Disposition: form-data; name="title"

木陰
--x
Content-Disposition: form-data; name="file"; filename="地図 %22a%22.png"
Content-Type: image/png

\r
--y
--x--
`);

describe('a form with files', () => {
  test('is read whatever the size of its pieces', async () => {
    const whole = await read(simple);
    expect(whole).toEqual([
      { name: 'title', text: Buffer.from('木陰').toString('latin1') },
      { name: 'file', fileName: '地図 "a".png', text: '\r\r\n--y' },
    ]);
    for (let size = 1; size < 40; size += 1) expect(await read(simple, 'x', size)).toEqual(whole);
  });

  test('is what a browser would send', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.string({ maxLength: 8 }), fc.uint8Array({ maxLength: 300 })), { maxLength: 5 }),
        fc.integer({ min: 1, max: 90 }),
        async (fields, size) => {
          const sent = new FormData();
          for (const [name, bytes] of fields) sent.append(name.toWellFormed(), new File([bytes], 'a.bin'));
          const request = new Request('http://x/', { method: 'POST', body: sent });
          const boundary = boundaryOf(request.headers.get('content-type')) ?? '';
          const parts = await read(Buffer.from(await request.arrayBuffer()), boundary, size);
          expect(parts.map(({ text }) => text)).toEqual(
            fields.map(([, bytes]) => Buffer.from(bytes).toString('latin1')),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  test.each([
    ['one that ends too early', '--x\nContent-Disposition: form-data; name="a"\n\nhalf'],
    ['one without a last mark', '--x\nContent-Disposition: form-data; name="a"\n\nb\n--x\n'],
    ['a part without a name', '--x\nContent-Disposition: form-data\n\nb\n--x--\n'],
    ['a head without an end', `--x\nX: ${'a'.repeat(9_000)}`],
    ['nothing at all', ''],
    ['too many parts', `${'--x\nContent-Disposition: form-data; name="a"\n\nb\n'.repeat(1_001)}--x--`],
  ])('is refused: %s', async (_, text) => {
    await expect(read(form(text))).rejects.toThrow(BadFormError);
  });

  test('whose part nobody reads is read on', async () => {
    const names: string[] = [];
    for await (const { name } of partsOf(inPieces(simple, 7), 'x')) names.push(name);
    expect(names).toEqual(['title', 'file']);
  });

  test.each([
    ['multipart/form-data; boundary=----WebKitFormBoundaryA1', '----WebKitFormBoundaryA1'],
    ['multipart/form-data; charset=utf-8; boundary="a b"', 'a b'],
    ['multipart/form-data', undefined],
    ['multipart/mixed; boundary=x', undefined],
    [`multipart/form-data; boundary=${'x'.repeat(71)}`, undefined],
  ])('%s names its boundary', (type, boundary) => {
    expect(boundaryOf(type)).toBe(boundary);
  });
});
