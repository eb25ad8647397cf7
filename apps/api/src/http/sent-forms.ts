import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { OversizeFile, SpooledFile, type Uploads } from '@hiroba/server';
import { BadFormError, boundaryOf, partsOf, type SentPart } from './multipart.ts';

/** How much a form may send: its words together, and each file, in bytes. */
export interface FormBounds {
  readonly words: number;
  readonly file: number;
}

/** Where the files of one request lie; made with the first, and removed when the answer is out. */
export interface Spool {
  folder(): Promise<string>;
}

/** The spool of a request, which removes itself. */
export function spoolOf(uploads: Uploads, response: { once(event: 'close', work: () => void): unknown }): Spool {
  let made: Promise<string> | undefined;
  return {
    folder() {
      if (made === undefined) {
        const folder = uploads.folder();
        made = folder;
        response.once('close', () => void folder.then((each) => uploads.remove(each)));
      }
      return made;
    },
  };
}

async function words(body: AsyncIterable<Buffer>, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > most) throw new BadFormError('too many words');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Writes a file while it comes in; of one that is too large no byte is kept, and the rest is only counted. */
async function file({ fileName = '', body }: SentPart, most: number, at: string): Promise<File> {
  const hash = createHash('sha256');
  let size = 0;
  await pipeline(
    body,
    async function* counted(chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        size += chunk.length;
        if (size > most) continue;
        hash.update(chunk);
        yield chunk;
      }
    },
    createWriteStream(at, { flags: 'wx', mode: 0o600 }),
  );
  return size > most ? new OversizeFile(fileName, size) : new SpooledFile(at, fileName, size, hash.digest('hex'));
}

/** Reads a form with files from the wire: words into memory, files onto disk, both within bounds. */
export async function readForm(request: Request, bounds: FormBounds, spool: Spool): Promise<FormData> {
  const boundary = boundaryOf(request.headers.get('content-type'));
  if (boundary === undefined || request.body === null) return request.formData();
  const form = new FormData();
  let left = bounds.words;
  let files = 0;
  for await (const part of partsOf(request.body as ReadableStream<Uint8Array>, boundary)) {
    if (part.fileName === undefined) {
      const bytes = await words(part.body, left);
      left -= bytes.length;
      form.append(part.name, bytes.toString('utf8'));
    } else if (part.fileName === '') {
      // A file field that was left alone.
      form.append(part.name, new File([], ''));
    } else {
      files += 1;
      form.append(part.name, await file(part, bounds.file, path.join(await spool.folder(), String(files))));
    }
  }
  return form;
}
