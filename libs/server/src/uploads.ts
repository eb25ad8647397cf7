import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { inspectApart } from './inspection/inspector.ts';
import type { Inspection, InspectionProblem } from './inspection/inspect.ts';
import { Places } from './places.ts';
import type { UploadedFile } from './upload.ts';

/** How a file is to be looked into. */
export interface Look {
  readonly audience: 'participant' | 'staff';
  /** The widths in which an image is made anew. */
  readonly widths: readonly number[];
}

/** A file that was looked into: where it lies, and what it is. */
export interface LookedInto extends Inspection {
  readonly path: string;
}

const STALE_MS = 3_600_000;

/** The SHA-256 of a file on disk, in hex. */
export async function digestOfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** The place where sent files wait, and are looked into, before anything of them is kept; what is left behind is let go. */
export class Uploads {
  // Pixels cost memory and time: two files at once, and few more in front of the door.
  readonly #places = new Places(2, 20);

  constructor(private readonly root: string) {}

  /** A folder of its own, for as long as a piece of work takes. */
  async within<T>(work: (folder: string) => Promise<T>): Promise<T> {
    const folder = await this.folder();
    try {
      return await work(folder);
    } finally {
      await this.remove(folder);
    }
  }

  /** A new empty folder; whoever asked for it removes it. */
  async folder(): Promise<string> {
    const folder = path.join(this.root, randomUUID());
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return folder;
  }

  /** Removes a folder with all that is in it. */
  async remove(folder: string): Promise<void> {
    await rm(folder, { recursive: true, force: true });
  }

  /** Looks into a sent file in a process of its own, and works with what it is while it lies there. */
  look<T>(
    file: UploadedFile,
    { audience, widths }: Look,
    work: (found: LookedInto | { readonly problem: InspectionProblem }) => Promise<T>,
  ): Promise<T> {
    return this.within(async (folder) => {
      const at = file.path ?? (await spooled(file, path.join(folder, 'sent')));
      const task = { file: at, sentName: file.name, audience, widths, folder };
      const found = await this.#places.run(() => inspectApart(task));
      return work('problem' in found ? found : { ...found, path: at });
    });
  }

  /** Removes what a process that ended too early left behind. */
  async sweep(now = Date.now()): Promise<void> {
    const names = await readdir(this.root).catch(() => []);
    for (const name of names) {
      const folder = path.join(this.root, name);
      const made = (await stat(folder).catch(() => undefined))?.mtimeMs ?? now;
      if (made < now - STALE_MS) await this.remove(folder);
    }
  }
}

async function spooled(file: UploadedFile, at: string): Promise<string> {
  await pipeline(
    Readable.from([new Uint8Array(await file.arrayBuffer())]),
    createWriteStream(at, { flags: 'wx', mode: 0o600 }),
  );
  return at;
}
