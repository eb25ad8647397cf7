import { joined } from './bytes.ts';
import { HASH_BYTES, type Hash, type Hasher } from './merkle.ts';
import { edgeTiles, TILE_WIDTH, type Tile } from './tiles.ts';

/** A tile of hashes with its bytes. */
export interface FilledTile extends Tile {
  readonly level: number;
  readonly bytes: Uint8Array;
}

/** The tiles of a growing tree, from its edge on. */
export class GrowingTiles {
  /** The hashes of the tile at the edge of each level; empty where that is full. */
  readonly #edges: Hash[][] = [];
  /** How many hashes each level had before the tile at its edge. */
  readonly #before: number[] = [];
  readonly #full: FilledTile[] = [];
  readonly #touched = new Set<number>();

  /** @param edges the tiles that were not full at this size, as `edgeTiles` names them. */
  constructor(
    private readonly hasher: Hasher,
    size = 0,
    edges: readonly FilledTile[] = [],
  ) {
    for (let hashes = size; hashes > 0; hashes = Math.floor(hashes / TILE_WIDTH)) {
      this.#before.push(hashes - (hashes % TILE_WIDTH));
      this.#edges.push([]);
    }
    for (const { level, n, width } of edgeTiles(size)) {
      const bytes = edges.find((edge) => edge.level === level && edge.n === n)?.bytes;
      if (bytes === undefined || bytes.length < width * HASH_BYTES)
        throw new RangeError(`the edge of level ${level} is missing`);
      this.#edges[level] = Array.from({ length: width }, (_, i) => bytes.slice(i * HASH_BYTES, (i + 1) * HASH_BYTES));
    }
  }

  /** Takes one more leaf. */
  append(leafHash: Hash): void {
    this.#put(0, leafHash);
  }

  /** The tiles that hold more than they did, each as wide as it is now. */
  get grown(): readonly FilledTile[] {
    const edges = [...this.#touched].flatMap((level) => {
      const hashes = this.#edges[level] ?? [];
      return hashes.length === 0 ? [] : [this.#tile(level, hashes)];
    });
    return [...this.#full, ...edges];
  }

  #put(level: number, hash: Hash): void {
    const edge = (this.#edges[level] ??= []);
    edge.push(hash);
    this.#touched.add(level);
    if (edge.length < TILE_WIDTH) return;
    this.#full.push(this.#tile(level, edge));
    this.#before[level] = (this.#before[level] ?? 0) + TILE_WIDTH;
    this.#edges[level] = [];
    this.#put(level + 1, this.#rootOf(edge));
  }

  #tile(level: number, hashes: readonly Hash[]): FilledTile {
    return { level, n: (this.#before[level] ?? 0) / TILE_WIDTH, width: hashes.length, bytes: joined(...hashes) };
  }

  #rootOf(hashes: readonly Hash[]): Hash {
    if (hashes.length === 1) return hashes[0] as Hash;
    const pairs = Array.from({ length: hashes.length / 2 }, (_, i) =>
      this.hasher.node(hashes[2 * i] as Hash, hashes[2 * i + 1] as Hash),
    );
    return this.#rootOf(pairs);
  }
}
