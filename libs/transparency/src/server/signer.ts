import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, stat, unlink } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { openCheckpoint, signCheckpoint, type Checkpoint } from '../domain/checkpoint.ts';
import { formatSigningKey, formatVerifierKey, keyOf, parseSigningKey, type SigningKey } from '../domain/keys.ts';
import { hasherOf, verifyConsistency, type Hash } from '../domain/merkle.ts';
import { sameBytes } from '../domain/bytes.ts';
import { fileAt, putFile, syncFolder } from './durable-files.ts';
import { LogTrouble } from './log-trouble.ts';
import { nodeCiphers } from './node-ciphers.ts';

const hasher = hasherOf(nodeCiphers.sha256);
// Signing takes milliseconds; a lock that stays belongs to a process that was killed.
const LOCK_LASTS_MS = 10_000;

/** A checkpoint with the note it was signed in. */
export interface Signed {
  readonly checkpoint: Checkpoint;
  readonly note: string;
}

/**
 * The only holder of the keys of logs. It remembers by its own file what it signed last, and signs nothing but what goes on
 * from there: not a smaller tree, and of no size a second one.
 */
export class Signer {
  /** @param folder where keys and states lie; it is not restored together with a database. */
  constructor(readonly folder: string) {}

  /** Where the key of a log lies: the one it began with, or a later one by its id. */
  keyFile(origin: string, id?: string): string {
    return this.#file(origin, id === undefined ? 'skey' : `${id}.skey`);
  }

  /** Where the last checkpoint of a log lies. */
  stateFile(origin: string): string {
    return this.#file(origin, 'checkpoint');
  }

  /** The key that a log began with, or undefined when it has none here. */
  key(origin: string): Promise<SigningKey | undefined> {
    return this.#keyIn(this.keyFile(origin), origin);
  }

  /** All keys of a log that are here. */
  async keys(origin: string): Promise<readonly SigningKey[]> {
    const first = this.keyFile(origin);
    const isKey = (file: string): boolean =>
      file === first || /^\.[0-9a-f]{8}\.skey$/.test(file.slice(first.length - '.skey'.length));
    const files = (await readdir(this.folder).catch(() => [])).map((name) => path.join(this.folder, name)).sort();
    const mine = files.filter((file) => file.startsWith(first.slice(0, -'.skey'.length)) && isKey(file));
    const keys = await Promise.all(mine.map((file) => this.#keyIn(file, origin)));
    return keys.filter((key) => key !== undefined);
  }

  async #keyIn(file: string, origin: string): Promise<SigningKey | undefined> {
    const text = (await fileAt(file))?.toString('utf8').trim();
    if (text === undefined) return undefined;
    const key = parseSigningKey(text, nodeCiphers);
    if (key?.name !== origin) throw new LogTrouble('OTHER_KEY', origin, file);
    return key;
  }

  /** A key that follows those a log has had: one that was made for it and did not come to be used, or a new one. */
  nextKey(origin: string, had: readonly string[]): Promise<SigningKey> {
    return this.#locked(origin, async () => {
      const unused = (await this.keys(origin)).find((key) => !had.includes(formatVerifierKey(key)));
      if (unused) return unused;
      const key = keyOf(origin, randomBytes(32), nodeCiphers);
      await putFile(this.keyFile(origin, key.id), `${formatSigningKey(key)}\n`, 0o600);
      await syncFolder(this.folder);
      return key;
    });
  }

  /** The key of a log, made when there is none. */
  async keyMade(origin: string): Promise<SigningKey> {
    const known = await this.key(origin);
    if (known) return known;
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    return this.#locked(origin, async () => {
      const meanwhile = await this.key(origin);
      if (meanwhile) return meanwhile;
      const key = keyOf(origin, randomBytes(32), nodeCiphers);
      await putFile(this.keyFile(origin), `${formatSigningKey(key)}\n`, 0o600);
      await syncFolder(this.folder);
      return key;
    });
  }

  /** What was signed last, or undefined when nothing was. */
  async last(origin: string): Promise<Signed | undefined> {
    const note = (await fileAt(this.stateFile(origin)))?.toString('utf8');
    if (note === undefined) return undefined;
    const opened = openCheckpoint(note, await this.#held(origin), nodeCiphers);
    if ('problem' in opened || opened.checkpoint.origin !== origin)
      throw new LogTrouble('SIGNER_STATE_BROKEN', origin, this.stateFile(origin));
    return { checkpoint: opened.checkpoint, note };
  }

  /** Takes a checkpoint that its key once signed for what it signed last, where it knows of none; returns its size. */
  async accept(origin: string, note: string): Promise<number> {
    const opened = openCheckpoint(note, await this.#held(origin), nodeCiphers);
    if ('problem' in opened || opened.checkpoint.origin !== origin)
      throw new LogTrouble('SIGNER_STATE_BROKEN', origin, 'what was given');
    return this.#locked(origin, async () => {
      if (await fileAt(this.stateFile(origin)))
        throw new LogTrouble('FORK', origin, `${this.stateFile(origin)} is there`);
      await putFile(this.stateFile(origin), note);
      await syncFolder(this.folder);
      return opened.checkpoint.size;
    });
  }

  /**
   * Signs a tree that goes on from what was signed last, as the proof shows; remembers it before anybody sees it.
   * All keys that are asked for sign, by default the one it has. What was signed once is signed in the same bytes for good.
   */
  async sign(
    origin: string,
    size: number,
    root: Hash,
    consistency: readonly Hash[],
    vkeys?: readonly string[],
  ): Promise<string> {
    const held = await this.#held(origin);
    const keys = vkeys ? held.filter((key) => vkeys.includes(formatVerifierKey(key))) : held;
    if (vkeys && keys.length !== vkeys.length) throw new LogTrouble('OTHER_KEY', origin, this.keyFile(origin));
    return this.#locked(origin, async () => {
      const last = await this.last(origin);
      this.#judge({ origin, size, root }, last?.checkpoint, consistency);
      if (last?.checkpoint.size === size) return last.note;
      const note = signCheckpoint({ origin, size, root }, keys, nodeCiphers);
      await putFile(this.stateFile(origin), note);
      await syncFolder(this.folder);
      return note;
    });
  }

  #judge({ origin, size, root }: Checkpoint, last: Checkpoint | undefined, consistency: readonly Hash[]): void {
    if (last === undefined) {
      // A log begins with the signature over nothing, so a state that is missing later was lost.
      if (size !== 0 || !sameBytes(root, hasher.empty))
        throw new LogTrouble('SIGNER_STATE_MISSING', origin, this.stateFile(origin));
    } else if (size < last.size)
      throw new LogTrouble('BEHIND_THE_SIGNER', origin, `${size} entries, ${last.size} were signed`);
    else if (last.size > 0 && !verifyConsistency(hasher, last.size, size, last.root, root, consistency))
      throw new LogTrouble('FORK', origin, `size ${size}`);
    else if (last.size === 0 && size === 0 && !sameBytes(root, last.root))
      throw new LogTrouble('FORK', origin, 'size 0');
  }

  async #held(origin: string): Promise<readonly SigningKey[]> {
    const keys = await this.keys(origin);
    if (keys.length === 0) throw new LogTrouble('KEY_MISSING', origin, this.keyFile(origin));
    return keys;
  }

  async #locked<T>(origin: string, work: () => Promise<T>): Promise<T> {
    const file = this.#file(origin, 'lock');
    await this.#lock(file);
    try {
      return await work();
    } finally {
      await unlink(file).catch(() => undefined);
    }
  }

  async #lock(file: string): Promise<void> {
    for (;;) {
      try {
        await (await open(file, 'wx', 0o600)).close();
        return;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
        const since = await stat(file).then(
          ({ mtimeMs }) => Date.now() - mtimeMs,
          () => 0,
        );
        if (since > LOCK_LASTS_MS) await unlink(file).catch(() => undefined);
        else await setTimeout(20);
      }
    }
  }

  #file(origin: string, kind: string): string {
    return path.join(this.folder, `${encodeURIComponent(origin)}.${kind}`);
  }
}
