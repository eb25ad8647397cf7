import { describe, expect, test } from '@jest/globals';
import { hash } from 'node:crypto';
import fc from 'fast-check';
import { sharedJson, sharedTest } from '@hiroba/kernel/testing/shared-data.ts';
import { Frontier, hasherOf, verifyConsistency, verifyInclusion, type Hash } from './merkle.ts';
import { consistencyProof, inclusionProof, type SubtreeHashes } from './proofs.ts';

const hasher = hasherOf((bytes) => hash('sha256', bytes, 'buffer'));
const from64 = (text: string): Hash => Buffer.from(text, 'base64');
const fromHex = (text: string): Hash => Buffer.from(text, 'hex');
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** The tree straight from its definition: MTH of RFC 6962 section 2.1. */
function mth(leaves: readonly Hash[]): Hash {
  if (leaves.length <= 1) return leaves[0] ?? hasher.empty;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return hasher.node(mth(leaves.slice(0, k)), mth(leaves.slice(k)));
}

const leaves = Array.from({ length: 1_025 }, (_, i) => hasher.leaf(Buffer.from(`leaf ${i}`)));
const known = new Map<string, Hash>();
const subtrees: SubtreeHashes = async ({ height, number }) => {
  const name = `${height} ${number}`;
  const found = known.get(name) ?? mth(leaves.slice(number * 2 ** height, (number + 1) * 2 ** height));
  known.set(name, found);
  return found;
};
const flipped = (bytes: Hash, bit: number): Hash =>
  bytes.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));

/** A growing tree and its root at each size. */
const roots = (() => {
  const frontier = new Frontier(hasher);
  return [
    frontier.root,
    ...leaves.map((leaf) => {
      frontier.append(leaf);
      return frontier.root;
    }),
  ];
})();

describe('the published vectors', () => {
  interface Inclusion {
    name: string;
    leafIdx: number;
    treeSize: number;
    root: string | null;
    leafHash: string | null;
    proof: (string | null)[] | null;
    wantErr: boolean;
  }
  interface Consistency {
    name: string;
    size1: number;
    size2: number;
    root1: string | null;
    root2: string | null;
    proof: (string | null)[] | null;
    wantErr: boolean;
  }

  sharedTest('T14 98 inclusion proofs', 'transparency/merkle/inclusion.json', () => {
    const cases = sharedJson<Inclusion[]>('transparency/merkle/inclusion.json');
    expect(cases).toHaveLength(98);
    expect(
      cases.map(({ name, leafIdx, treeSize, root, leafHash, proof }) => [
        name,
        verifyInclusion(
          hasher,
          leafIdx,
          treeSize,
          from64(leafHash ?? ''),
          (proof ?? []).map((each) => from64(each ?? '')),
          from64(root ?? ''),
        ),
      ]),
    ).toEqual(cases.map(({ name, wantErr }) => [name, !wantErr]));
  });

  sharedTest('T14 98 consistency proofs', 'transparency/merkle/consistency.json', () => {
    const cases = sharedJson<Consistency[]>('transparency/merkle/consistency.json');
    expect(cases).toHaveLength(98);
    expect(
      cases.map(({ name, size1, size2, root1, root2, proof }) => [
        name,
        verifyConsistency(
          hasher,
          size1,
          size2,
          from64(root1 ?? ''),
          from64(root2 ?? ''),
          (proof ?? []).map((each) => from64(each ?? '')),
        ),
      ]),
    ).toEqual(cases.map(({ name, wantErr }) => [name, !wantErr]));
  });

  const file = 'transparency/ct-reference-tree.json';
  sharedTest('T14 the reference tree of Certificate Transparency', file, async () => {
    const tree = sharedJson<{
      leaves: string[];
      leafHashes: string[];
      roots: string[];
      inclusion: { index: number; size: number; proof: string[] }[];
      consistency: { size1: number; size2: number; proof: string[] }[];
    }>(file);
    const hashes = tree.leaves.map((leaf) => hasher.leaf(fromHex(leaf)));
    expect(hashes.map(hex)).toEqual(tree.leafHashes);
    const frontier = new Frontier(hasher);
    const found = [
      hex(frontier.root),
      ...hashes.map((leaf) => {
        frontier.append(leaf);
        return hex(frontier.root);
      }),
    ];
    expect(found).toEqual(tree.roots);
    const source: SubtreeHashes = async ({ height, number }) =>
      mth(hashes.slice(number * 2 ** height, (number + 1) * 2 ** height));
    for (const { index, size, proof } of tree.inclusion)
      expect((await inclusionProof(index, size, hasher, source)).map(hex)).toEqual(proof);
    for (const { size1, size2, proof } of tree.consistency)
      expect((await consistencyProof(size1, size2, hasher, source)).map(hex)).toEqual(proof);
  });
});

test('the frontier gives the root of the definition at every size', () => {
  for (const size of [0, 1, 2, 3, 7, 8, 255, 256, 257, 1_024, 1_025])
    expect(roots[size]).toEqual(mth(leaves.slice(0, size)));
});

test('T14 every proof of every small tree is accepted, at its own place only', async () => {
  for (let size = 1; size <= 40; size += 1) {
    const root = roots[size] as Hash;
    for (let index = 0; index < size; index += 1) {
      const [leaf, proof] = [leaves[index] as Hash, await inclusionProof(index, size, hasher, subtrees)];
      const accepted = Array.from({ length: size }, (_, i) => i).filter((i) =>
        verifyInclusion(hasher, i, size, leaf, proof, root),
      );
      expect(accepted).toEqual([index]);
    }
    for (let size1 = 1; size1 <= size; size1 += 1) {
      const proof = await consistencyProof(size1, size, hasher, subtrees);
      expect(verifyConsistency(hasher, size1, size, roots[size1] as Hash, root, proof)).toBe(true);
      expect(verifyConsistency(hasher, size1, size, roots[size1 - 1] as Hash, root, proof)).toBe(false);
    }
  }
});

test('T14 a proof with one bit changed, one hash more or one less is refused', async () => {
  const sizes = fc
    .integer({ min: 2, max: 1_025 })
    .chain((size) => fc.tuple(fc.constant(size), fc.integer({ min: 1, max: size - 1 })));
  await fc.assert(
    fc.asyncProperty(sizes, fc.nat(255), async ([size, smaller], bit) => {
      const [leaf, root, root1] = [leaves[smaller] as Hash, roots[size] as Hash, roots[smaller] as Hash];
      const inclusion = await inclusionProof(smaller, size, hasher, subtrees);
      const consistency = await consistencyProof(smaller, size, hasher, subtrees);
      const included = (proof: readonly Hash[], of = leaf, under = root) =>
        verifyInclusion(hasher, smaller, size, of, proof, under);
      const consistent = (proof: readonly Hash[], r1 = root1, r2 = root) =>
        verifyConsistency(hasher, smaller, size, r1, r2, proof);
      const changes = (proof: readonly Hash[]) => [
        ...proof.map((_, i) => proof.with(i, flipped(proof[i] as Hash, bit))),
        [...proof, leaf],
        proof.slice(1),
        proof.slice(0, -1),
      ];
      expect([included(inclusion), consistent(consistency)]).toEqual([true, true]);
      expect([
        ...changes(inclusion).map((proof) => included(proof)),
        included(inclusion, flipped(leaf, bit)),
        included(inclusion, leaf, flipped(root, bit)),
      ]).not.toContain(true);
      expect([
        ...changes(consistency).map((proof) => consistent(proof)),
        consistent(consistency, flipped(root1, bit)),
        consistent(consistency, root1, flipped(root, bit)),
      ]).not.toContain(true);
    }),
    { numRuns: 150 },
  );
});

test('hostile sizes are refused, and sizes beyond 32 bits are not cut', async () => {
  const [leaf, root] = [leaves[0] as Hash, roots[1] as Hash];
  for (const [index, size] of [
    [-1, 1],
    [1, 1],
    [0.5, 1],
    [0, 2 ** 53],
    [2 ** 53, 2 ** 53 + 2],
    [0, NaN],
    [0, Infinity],
  ] as const)
    expect(verifyInclusion(hasher, index, size, leaf, [], root)).toBe(false);
  for (const [size1, size2] of [
    [0, 1],
    [2, 1],
    [1, 2 ** 53],
    [1.5, 2],
    [-1, 1],
  ] as const)
    expect(verifyConsistency(hasher, size1, size2, root, root, [root])).toBe(false);
  expect(verifyInclusion(hasher, 0, 1, leaf.subarray(1), [], leaf)).toBe(false);
  const made: SubtreeHashes = async ({ height, number }) => hasher.leaf(Buffer.from(`${height} ${number}`));
  for (const size of [2 ** 32 + 1, 2 ** 40 + 12_345, Number.MAX_SAFE_INTEGER]) {
    const index = 2 ** 32;
    const proof = await inclusionProof(index, size, hasher, made);
    // The root that the proof leads to, by the definition.
    const under = await (async () => {
      let [r, fn, sn] = [leaf, BigInt(index), BigInt(size) - 1n];
      for (const p of proof) {
        if (fn % 2n === 1n || fn === sn) {
          r = hasher.node(p, r);
          while (fn % 2n === 0n && fn !== 0n) [fn, sn] = [fn / 2n, sn / 2n];
        } else r = hasher.node(r, p);
        [fn, sn] = [fn / 2n, sn / 2n];
      }
      return r;
    })();
    expect(verifyInclusion(hasher, index, size, leaf, proof, under)).toBe(true);
    expect(verifyInclusion(hasher, 0, size, leaf, proof, under)).toBe(false);
  }
  expect(() => new Frontier(hasher, 3, [leaf])).toThrow(RangeError);
  expect(() => new Frontier(hasher, 1, [leaf.subarray(1)])).toThrow(RangeError);
});
