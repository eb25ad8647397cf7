import type { Sha256 } from '@hiroba/kernel';
import { sameBytes } from './bytes.ts';

/** A SHA-256 digest. */
export type Hash = Uint8Array;

export const HASH_BYTES = 32;

/** How leaves and nodes of a tree are hashed (RFC 6962 section 2.1). */
export interface Hasher {
  /** The root of a tree without leaves. */
  readonly empty: Hash;
  leaf(data: Uint8Array): Hash;
  node(left: Hash, right: Hash): Hash;
}

/** The hasher over a SHA-256 function. */
export function hasherOf(sha256: Sha256): Hasher {
  return {
    empty: sha256(new Uint8Array(0)),
    leaf(data) {
      const prefixed = new Uint8Array(data.length + 1);
      prefixed.set(data, 1);
      return sha256(prefixed);
    },
    node(left, right) {
      const both = new Uint8Array(1 + 2 * HASH_BYTES);
      both[0] = 1;
      both.set(left, 1);
      both.set(right, 1 + HASH_BYTES);
      return sha256(both);
    },
  };
}

const isOdd = (n: number): boolean => n % 2 === 1;
const half = (n: number): number => Math.floor(n / 2);
const isHash = (hash: Uint8Array): boolean => hash.length === HASH_BYTES;

/** How many perfect subtrees a tree of a size is made of. */
export function peaks(size: number): number {
  let many = 0;
  for (let rest = size; rest > 0; rest = half(rest)) if (isOdd(rest)) many += 1;
  return many;
}

/** The right edge of a growing tree: the roots of its perfect subtrees, largest first. */
export class Frontier {
  #size: number;
  readonly #roots: Hash[];

  constructor(
    private readonly hasher: Hasher,
    size = 0,
    roots: readonly Hash[] = [],
  ) {
    if (!Number.isSafeInteger(size) || size < 0 || roots.length !== peaks(size) || !roots.every(isHash))
      throw new RangeError(`${roots.length} hashes are no frontier of ${size} leaves`);
    this.#size = size;
    this.#roots = [...roots];
  }

  get size(): number {
    return this.#size;
  }

  get roots(): readonly Hash[] {
    return this.#roots;
  }

  /** Takes one more leaf. */
  append(leafHash: Hash): void {
    if (!isHash(leafHash)) throw new RangeError('a leaf hash has 32 bytes');
    if (this.#size === Number.MAX_SAFE_INTEGER) throw new RangeError('the tree is full');
    let top = leafHash;
    for (let m = this.#size; isOdd(m); m = half(m)) top = this.hasher.node(this.#roots.pop() as Hash, top);
    this.#roots.push(top);
    this.#size += 1;
  }

  /** The root of the tree as it is. */
  get root(): Hash {
    return (
      this.#roots.reduceRight<Hash | undefined>(
        (right, left) => (right ? this.hasher.node(left, right) : left),
        undefined,
      ) ?? this.hasher.empty
    );
  }
}

const isSize = (n: number): boolean => Number.isSafeInteger(n) && n >= 0;

/** Whether a proof shows that a leaf is at an index of the tree of a size with a root (RFC 9162 section 2.1.3.2). */
export function verifyInclusion(
  hasher: Hasher,
  index: number,
  size: number,
  leafHash: Hash,
  proof: readonly Hash[],
  root: Hash,
): boolean {
  if (!isSize(index) || !isSize(size) || index >= size || ![leafHash, root, ...proof].every(isHash)) return false;
  let [fn, sn, r] = [index, size - 1, leafHash];
  for (const p of proof) {
    if (sn === 0) return false;
    if (isOdd(fn) || fn === sn) {
      r = hasher.node(p, r);
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else r = hasher.node(r, p);
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && sameBytes(r, root);
}

const isPowerOfTwo = (n: number): boolean => peaks(n) === 1;

/** Whether a proof shows that a tree is the beginning of a larger one (RFC 9162 section 2.1.4.2); of an empty tree nothing is shown. */
export function verifyConsistency(
  hasher: Hasher,
  size1: number,
  size2: number,
  root1: Hash,
  root2: Hash,
  proof: readonly Hash[],
): boolean {
  if (!isSize(size1) || !isSize(size2) || size1 < 1 || size2 < size1) return false;
  if (size1 === size2) return proof.length === 0 && sameBytes(root1, root2);
  if (proof.length === 0 || ![root1, root2, ...proof].every(isHash)) return false;
  const [first, ...path] = isPowerOfTwo(size1) ? [root1, ...proof] : proof;
  let [fn, sn] = [size1 - 1, size2 - 1];
  while (isOdd(fn)) [fn, sn] = [half(fn), half(sn)];
  let [fr, sr] = [first as Hash, first as Hash];
  for (const p of path) {
    if (sn === 0) return false;
    if (isOdd(fn) || fn === sn) {
      [fr, sr] = [hasher.node(p, fr), hasher.node(p, sr)];
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else sr = hasher.node(sr, p);
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && sameBytes(fr, root1) && sameBytes(sr, root2);
}
