import { createHash, randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm, unlink } from 'node:fs/promises';
import path from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { DATA_DIR } from '@hiroba/server';

/** The two secrets of an open vote: what makes keys of people, and what seals the content of ballots. */
export interface VoteKeys {
  readonly secret: Buffer;
  readonly content: Buffer;
}

const BYTES = 32;

const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
};

/**
 * The secrets of votes, each in a file of its own outside of the database, so that no dump of it holds both; destroyed at the freeze.
 * They are read anew each time: what is destroyed here is known to no other process afterwards.
 */
@Injectable()
export class VoteKeyStore {
  readonly #folder: string;

  constructor(@Inject(DATA_DIR) dataDir: string) {
    this.#folder = path.join(dataDir, 'vote-keys');
  }

  #file = (voteId: string): string => path.join(this.#folder, voteId);

  /** Makes the secrets of a vote, once however many do it at the same time; says by which they are known. */
  async make(voteId: string): Promise<string> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const before = `${this.#file(voteId)}.${randomBytes(6).toString('hex')}`;
    const handle = await open(before, 'wx', 0o600);
    await handle.writeFile(randomBytes(2 * BYTES));
    await handle.sync().finally(() => handle.close());
    await link(before, this.#file(voteId)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    await unlink(before);
    await syncFolder(this.#folder);
    return this.#checkOf(await readFile(this.#file(voteId)));
  }

  /** The secrets of an open vote; throws where they are gone or others: a second set would let everybody vote twice. */
  async keysOf(voteId: string, check: string): Promise<VoteKeys> {
    const bytes = await readFile(this.#file(voteId));
    if (bytes.length !== 2 * BYTES || this.#checkOf(bytes) !== check) throw new Error(`the secrets of the vote ${voteId} are not those it was opened with`);
    return { secret: bytes.subarray(0, BYTES), content: bytes.subarray(BYTES) };
  }

  /** Destroys the secrets of a vote; twice without harm. */
  async destroy(voteId: string): Promise<void> {
    const handle = await open(this.#file(voteId), 'r+').catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      return undefined;
    });
    if (!handle) return;
    await handle.write(Buffer.alloc(2 * BYTES), 0, 2 * BYTES, 0);
    await handle.sync().finally(() => handle.close());
    await rm(this.#file(voteId), { force: true });
    await syncFolder(this.#folder);
  }

  #checkOf = (bytes: Buffer): string => createHash('sha256').update('hiroba-vote-keys\0').update(bytes).digest('hex');
}
