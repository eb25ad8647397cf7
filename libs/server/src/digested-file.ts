import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';

const PIECE = 65_536;

/** A file while it is written, piece by piece, with its size and digest in the end; whoever opened it ends it or drops it. */
export class DigestedFile {
  readonly #hash = createHash('sha256');
  #waiting: Buffer[] = [];
  #held = 0;
  #bytes = 0;

  private constructor(private readonly handle: FileHandle) {}

  static async create(path: string): Promise<DigestedFile> {
    return new DigestedFile(await open(path, 'wx', 0o600));
  }

  /** Takes some more; it resolves when there is room again. */
  async write(piece: string | Uint8Array): Promise<void> {
    const bytes = Buffer.from(piece as Uint8Array);
    this.#waiting.push(bytes);
    this.#held += bytes.length;
    if (this.#held >= PIECE) await this.#flush();
  }

  /** Brings all of it to the disk; answers its size and its SHA-256 in hex. */
  async end(): Promise<{ readonly bytes: number; readonly digest: string }> {
    await this.#flush();
    await this.handle.sync();
    return { bytes: this.#bytes, digest: this.#hash.digest('hex') };
  }

  /** Closes it, whether it is whole or not. */
  close = (): Promise<void> => this.handle.close();

  async #flush(): Promise<void> {
    const piece = Buffer.concat(this.#waiting);
    [this.#waiting, this.#held] = [[], 0];
    this.#hash.update(piece);
    this.#bytes += piece.length;
    await this.handle.writeFile(piece);
  }
}
