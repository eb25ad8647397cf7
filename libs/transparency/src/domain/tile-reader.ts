import { sameBytes } from './bytes.ts';
import type { Checkpoint } from './checkpoint.ts';
import { HASH_BYTES, type Hash, type Hasher } from './merkle.ts';
import { consistencyProof, inclusionProof, type Subtree } from './proofs.ts';
import { edgeTiles, levelsOf, parseBundle, TILE_WIDTH, tilePath, type Tile } from './tiles.ts';

/** Reads a file of a log by its path below the prefix; undefined when there is none. */
export type ReadLogFile = (path: string) => Promise<Uint8Array | undefined>;

/** A file of a log that is missing or is not what the signed root says. */
export class LogDamage extends Error {
  constructor(
    readonly path: string,
    readonly reason: 'MISSING' | 'WRONG_LENGTH' | 'OTHER_HASH' | 'OTHER_ROOT',
  ) {
    super(`${path}: ${reason}`);
  }
}

const hashAt = (tile: Uint8Array, i: number): Hash => tile.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES);

/**
 * Reads a log so that nothing is believed but what the root of a verified checkpoint vouches for.
 *
 * Edge tiles are believed when they fold to the root, a full tile when its own root stands in a tile above that is believed,
 * and an entry when its hash stands in such a tile.
 */
export class TileReader {
  readonly #tiles = new Map<string, Promise<Uint8Array>>();

  private constructor(
    private readonly read: ReadLogFile,
    private readonly hasher: Hasher,
    readonly checkpoint: Checkpoint,
  ) {}

  /** Opens a log at a verified checkpoint; throws the damage when its edge does not give the root. */
  static async open(read: ReadLogFile, hasher: Hasher, checkpoint: Checkpoint): Promise<TileReader> {
    const reader = new TileReader(read, hasher, checkpoint);
    let root: Hash | undefined;
    for (const tile of edgeTiles(checkpoint.size)) {
      const bytes = await reader.#fetched(tile);
      for (const part of reader.#peaksOf(bytes)) root = root ? hasher.node(part, root) : part;
      reader.#tiles.set(tilePath({ ...tile, width: TILE_WIDTH }), Promise.resolve(bytes));
    }
    if (!sameBytes(root ?? hasher.empty, checkpoint.root)) throw new LogDamage('checkpoint', 'OTHER_ROOT');
    return reader;
  }

  /** The hashes of tile `n` of a level, believed. */
  tile(level: number, n: number): Promise<Uint8Array> {
    // An edge tile and the full one of its number never belong to the same size.
    const name = tilePath({ level, n, width: TILE_WIDTH });
    const known = this.#tiles.get(name);
    if (known) return known;
    const tile = this.#full(level, n);
    this.#tiles.set(name, tile);
    tile.catch(() => this.#tiles.delete(name));
    return tile;
  }

  /** The hash of a leaf. */
  leafHash(index: number): Promise<Hash> {
    return this.subtree({ height: 0, number: index });
  }

  /** The hash of a perfect subtree, as proofs are made of. */
  async subtree({ height, number }: Subtree): Promise<Hash> {
    const level = Math.floor(height / 8);
    const many = 2 ** (height % 8);
    const first = number * many;
    const tile = await this.tile(level, Math.floor(first / TILE_WIDTH));
    const at = first % TILE_WIDTH;
    return this.#rootOf(tile, at, at + many);
  }

  /** The entries of bundle `n`, believed. */
  async entries(n: number): Promise<readonly Uint8Array[]> {
    const width = Math.min(TILE_WIDTH, this.checkpoint.size - n * TILE_WIDTH);
    const bundle: Tile = { level: 'entries', n, width };
    const tile = await this.tile(0, n);
    const bytes = await this.#read(bundle);
    // A partial bundle may have made room for the full one, of which it is the beginning.
    const entries = parseBundle(bytes.bytes, bytes.width)?.slice(0, width);
    if (entries === undefined) throw new LogDamage(tilePath(bundle), 'WRONG_LENGTH');
    if (entries.some((entry, i) => !sameBytes(this.hasher.leaf(entry), hashAt(tile, i))))
      throw new LogDamage(tilePath(bundle), 'OTHER_HASH');
    return entries;
  }

  /** One entry, believed. */
  async entry(index: number): Promise<Uint8Array> {
    this.#within(index + 1);
    const entries = await this.entries(Math.floor(index / TILE_WIDTH));
    return entries[index % TILE_WIDTH] as Uint8Array;
  }

  /** The proof that the leaf at an index is in the log. */
  inclusionProof(index: number): Promise<readonly Hash[]> {
    this.#within(index + 1);
    return inclusionProof(index, this.checkpoint.size, this.hasher, (subtree) => this.subtree(subtree));
  }

  /** The proof that the log of a smaller size is its beginning. */
  consistencyProof(size: number): Promise<readonly Hash[]> {
    this.#within(size);
    return consistencyProof(size, this.checkpoint.size, this.hasher, (subtree) => this.subtree(subtree));
  }

  #within(size: number): void {
    if (!Number.isSafeInteger(size) || size < 0 || size > this.checkpoint.size)
      throw new RangeError(`${size} is beyond a log of ${this.checkpoint.size} entries`);
  }

  async #full(level: number, n: number): Promise<Uint8Array> {
    const hashes = levelsOf(this.checkpoint.size)[level]?.hashes ?? 0;
    if ((n + 1) * TILE_WIDTH > hashes) throw new RangeError(`tile ${n} of level ${level} is beyond the log`);
    const tile: Tile = { level, n, width: TILE_WIDTH };
    const parent = await this.tile(level + 1, Math.floor(n / TILE_WIDTH));
    const bytes = await this.#fetched(tile);
    if (!sameBytes(this.#rootOf(bytes, 0, TILE_WIDTH), hashAt(parent, n % TILE_WIDTH)))
      throw new LogDamage(tilePath(tile), 'OTHER_HASH');
    return bytes;
  }

  async #fetched(tile: Tile): Promise<Uint8Array> {
    const { bytes, width } = await this.#read(tile);
    if (bytes.length !== width * HASH_BYTES) throw new LogDamage(tilePath(tile), 'WRONG_LENGTH');
    return bytes.subarray(0, tile.width * HASH_BYTES);
  }

  async #read(tile: Tile): Promise<{ readonly bytes: Uint8Array; readonly width: number }> {
    const bytes = await this.read(tilePath(tile));
    if (bytes) return { bytes, width: tile.width };
    const full = tile.width === TILE_WIDTH ? undefined : await this.read(tilePath({ ...tile, width: TILE_WIDTH }));
    if (!full) throw new LogDamage(tilePath(tile), 'MISSING');
    return { bytes: full, width: TILE_WIDTH };
  }

  #rootOf(tile: Uint8Array, from: number, to: number): Hash {
    if (to - from === 1) return hashAt(tile, from);
    const middle = (from + to) / 2;
    return this.hasher.node(this.#rootOf(tile, from, middle), this.#rootOf(tile, middle, to));
  }

  /** The roots of the perfect subtrees of an edge tile, smallest first. */
  #peaksOf(tile: Uint8Array): readonly Hash[] {
    const roots: Hash[] = [];
    let to = tile.length / HASH_BYTES;
    for (let many = 1; many < TILE_WIDTH; many *= 2) {
      if (Math.floor(to / many) % 2 === 0) continue;
      roots.push(this.#rootOf(tile, to - many, to));
      to -= many;
    }
    return roots;
  }
}
