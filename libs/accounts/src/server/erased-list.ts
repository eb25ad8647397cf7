import { mkdir, open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { DATA_DIR, isId, SIGNER_DIR } from '@hiroba/server';

/** What was done about somebody: erased, erased again after a restore, and said in the log what that had left open. */
type Done = 'ERASED' | 'AGAIN' | 'TOLD';

/**
 * Whose accounts were erased: ids and days, kept beside what the log signed last, which no older backup is put over. After one is restored, it
 * says who has to be erased again.
 */
@Injectable()
export class ErasedList {
  readonly #folder: string;

  constructor(@Inject(DATA_DIR) dataDir: string, @Inject(SIGNER_DIR) signerDir: string | null) {
    this.#folder = signerDir ?? path.join(dataDir, 'log-signer');
  }

  /** The file of an organisation. */
  file(organisationId: string): string {
    return path.join(this.#folder, `erased-${organisationId}.txt`);
  }

  /** Adds what is done about a person; on the disk when this is over. */
  async add(organisationId: string, personId: string, done: Done, at: Date): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await this.#synced(this.file(organisationId), 'a', `${personId} ${at.toISOString().slice(0, 10)} ${done}\n`);
    await this.#synced(this.#folder, 'r');
  }

  /** What was done last about everybody on it, by their ids. */
  async of(organisationId: string): Promise<ReadonlyMap<string, string>> {
    const text = await readFile(this.file(organisationId), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    });
    // A line that was cut off by a power failure names nobody; it was written before anything was erased.
    const lines = text.split('\n').map((line) => line.split(' '));
    return new Map(lines.flatMap(([id = '', , done = '']) => (isId(id) ? [[id, done] as const] : [])));
  }

  async #synced(file: string, flags: 'a' | 'r', text?: string): Promise<void> {
    const handle = await open(file, flags, 0o600);
    try {
      if (text !== undefined) await handle.appendFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
}
