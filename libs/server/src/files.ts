import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';

/** A stored file: its SHA-256 in hex, which is its name, and its size in bytes. */
export interface StoredFile {
  readonly digest: string;
  readonly size: number;
}

/** A part of a file, both ends included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** The files of organisations, named by their content; nobody outside chooses a name or a place. */
export interface FileStore {
  /** Keeps the bytes, or keeps nothing when there are more than `limit`. */
  put(
    organisationId: string,
    source: AsyncIterable<Uint8Array>,
    limit: number,
  ): Promise<StoredFile | { readonly problem: 'TOO_LARGE' }>;
  /** The size of a kept file, or undefined when there is none. */
  size(organisationId: string, digest: string): Promise<number | undefined>;
  read(organisationId: string, digest: string, range?: ByteRange): Readable;
  remove(organisationId: string, digest: string): Promise<void>;
}

const ORGANISATION = /^[A-Za-z0-9_-]{1,64}$/;
const DIGEST = /^[0-9a-f]{64}$/;

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The file store on a local disk: a file is there whole or not at all. */
export class DiskFiles implements FileStore {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  async put(
    organisationId: string,
    source: AsyncIterable<Uint8Array>,
    limit: number,
  ): Promise<StoredFile | { readonly problem: 'TOO_LARGE' }> {
    const temporary = join(this.#folder(organisationId), 'incoming', randomUUID());
    await mkdir(dirname(temporary), { recursive: true });
    try {
      const written = await this.#write(temporary, source, limit);
      if (written === undefined) return { problem: 'TOO_LARGE' };
      const place = this.#place(organisationId, written.digest);
      await mkdir(dirname(place), { recursive: true });
      await rename(temporary, place);
      // Without it the file's name could be lost with the power.
      await sync(dirname(place));
      return written;
    } finally {
      await rm(temporary, { force: true });
    }
  }

  async size(organisationId: string, digest: string): Promise<number | undefined> {
    try {
      return (await stat(this.#place(organisationId, digest))).size;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  read(organisationId: string, digest: string, range?: ByteRange): Readable {
    return createReadStream(this.#place(organisationId, digest), range);
  }

  async remove(organisationId: string, digest: string): Promise<void> {
    await rm(this.#place(organisationId, digest), { force: true });
  }

  async #write(path: string, source: AsyncIterable<Uint8Array>, limit: number): Promise<StoredFile | undefined> {
    const hash = createHash('sha256');
    const handle = await open(path, 'wx', 0o600);
    let size = 0;
    try {
      for await (const chunk of source) {
        size += chunk.length;
        if (size > limit) return undefined;
        hash.update(chunk);
        await handle.writeFile(chunk);
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    return { digest: hash.digest('hex'), size };
  }

  #folder(organisationId: string): string {
    if (!ORGANISATION.test(organisationId)) throw new RangeError('not the id of an organisation');
    return join(this.#root, organisationId);
  }

  #place(organisationId: string, digest: string): string {
    if (!DIGEST.test(digest)) throw new RangeError('not the digest of a file');
    return join(this.#folder(organisationId), digest.slice(0, 2), digest);
  }
}
