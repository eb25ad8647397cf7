import type { Hash, Hasher } from './merkle.ts';

/** Leaves from one index up to another, which is not among them. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** The perfect subtree of a height with a number: leaves from `number * 2^height` on. */
export interface Subtree {
  readonly height: number;
  readonly number: number;
}

/** Gives the hash of a perfect subtree. */
export type SubtreeHashes = (subtree: Subtree) => Promise<Hash>;

/** The largest power of two below a number of leaves. */
function splitOf(leaves: number): number {
  let k = 1;
  while (k * 2 < leaves) k *= 2;
  return k;
}

function checked(index: number, size: number): void {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index > size)
    throw new RangeError(`${index} is not within a tree of ${size} leaves`);
}

/** What an inclusion proof of a leaf hashes, from its sibling upwards (RFC 6962 section 2.1.1). */
export function inclusionRanges(index: number, size: number): readonly Range[] {
  checked(index + 1, size);
  const ranges: Range[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + splitOf(to - from);
    if (index < middle) {
      ranges.push({ from: middle, to });
      to = middle;
    } else {
      ranges.push({ from, to: middle });
      from = middle;
    }
  }
  return ranges.reverse();
}

/** What a consistency proof between two sizes hashes (RFC 6962 section 2.1.2). */
export function consistencyRanges(size1: number, size2: number): readonly Range[] {
  checked(size1, size2);
  if (size1 === 0 || size1 === size2) return [];
  const ranges: Range[] = [];
  let [from, to] = [0, size2];
  while (to !== size1) {
    const middle = from + splitOf(to - from);
    if (size1 <= middle) {
      ranges.push({ from: middle, to });
      to = middle;
    } else {
      ranges.push({ from, to: middle });
      from = middle;
    }
  }
  return [...(from > 0 ? [{ from, to }] : []), ...ranges.reverse()];
}

/** The perfect subtrees that a range of a proof is made of, largest first. */
export function subtreesOf({ from, to }: Range): readonly Subtree[] {
  const subtrees: Subtree[] = [];
  for (let at = from; at < to;) {
    let [height, leaves] = [0, 1];
    while (leaves * 2 <= to - at) [height, leaves] = [height + 1, leaves * 2];
    if (at % leaves !== 0) throw new RangeError(`leaves ${from} to ${to} are no subtree`);
    subtrees.push({ height, number: at / leaves });
    at += leaves;
  }
  return subtrees;
}

/** The root of a range of leaves. */
export async function rootOf(range: Range, hasher: Hasher, hashes: SubtreeHashes): Promise<Hash> {
  const parts = await Promise.all(subtreesOf(range).map(hashes));
  return (
    parts.reduceRight<Hash | undefined>((right, left) => (right ? hasher.node(left, right) : left), undefined) ??
    hasher.empty
  );
}

/** The proof that a leaf is in the tree of a size. */
export const inclusionProof = (
  index: number,
  size: number,
  hasher: Hasher,
  hashes: SubtreeHashes,
): Promise<readonly Hash[]> => Promise.all(inclusionRanges(index, size).map((range) => rootOf(range, hasher, hashes)));

/** The proof that the tree of a size is the beginning of the tree of a larger size. */
export const consistencyProof = (
  size1: number,
  size2: number,
  hasher: Hasher,
  hashes: SubtreeHashes,
): Promise<readonly Hash[]> =>
  Promise.all(consistencyRanges(size1, size2).map((range) => rootOf(range, hasher, hashes)));
