import type { ShingleSets } from './shingles.ts';

/** What is asked about two texts that may be alike. */
export type OnPair = (a: number, b: number) => void;

const bySize = ({ sets }: ShingleSets): number[] =>
  sets.map((_, i) => i).sort((a, b) => (sets[a]?.length ?? 0) - (sets[b]?.length ?? 0) || a - b);

/** Lists of texts by number. */
class Postings {
  private readonly lists = new Map<number, number[]>();

  add(number: number, text: number): void {
    const list = this.lists.get(number);
    if (list) list.push(text);
    else this.lists.set(number, [text]);
  }

  of(number: number): readonly number[] {
    return this.lists.get(number) ?? [];
  }
}

/** How many of the rarest substrings of a set of `size` hold one of any set that is alike by `least`. */
const prefixOf = (size: number, least: number): number => size - Math.ceil(least * size - 1e-9) + 1;

/**
 * All pairs whose Jaccard may be `least` or more, none of those left out: two such sets share one of the rarest numbers of each.
 */
export function pairsByPrefix(all: ShingleSets, least: number, onPair: OnPair): void {
  const postings = new Postings();
  const asked = new Int32Array(all.sets.length).fill(-1);
  for (const text of bySize(all)) {
    const set = all.sets[text] ?? new Int32Array();
    const prefix = set.subarray(0, prefixOf(set.length, least));
    for (const number of prefix) {
      for (const other of postings.of(number)) {
        if (asked[other] === text) continue;
        asked[other] = text;
        if ((all.sets[other]?.length ?? 0) >= least * set.length - 1e-9) onPair(other, text);
      }
    }
    for (const number of prefix) if (number >= all.lonely) postings.add(number, text);
  }
}

const HASHES = 128;
const BANDS = 32;
// Copies of one template fill a bucket with thousands; each is asked about the last ones only, and other bands ask about others.
const BUCKET = 256;

/** Numbers from a fixed seed. */
function* seeded(): Generator<number> {
  let state = 0x9e3779b9;
  for (;;) {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    yield (t ^ (t >>> 14)) >>> 0;
  }
}

function signatures({ sets, hashes }: ShingleSets): Uint32Array {
  const random = seeded();
  const next = () => random.next().value as number;
  const factors = Uint32Array.from({ length: HASHES }, () => next() | 1);
  const summands = Uint32Array.from({ length: HASHES }, next);
  const signed = new Uint32Array(sets.length * HASHES).fill(0xffffffff);
  sets.forEach((set, text) => {
    const at = text * HASHES;
    for (const number of set) {
      const hash = hashes[number] ?? 0;
      for (let k = 0; k < HASHES; k += 1) {
        let mixed = Math.imul(hash, factors[k] ?? 1) + (summands[k] ?? 0);
        mixed = (mixed ^ (mixed >>> 15)) >>> 0;
        if (mixed < (signed[at + k] ?? 0)) signed[at + k] = mixed;
      }
    }
  });
  return signed;
}

/** Pairs that agree in one of 32 bands of 4 hashes: of those at 0.70 all but 2 in 10,000. */
export function pairsByMinHash(all: ShingleSets, onPair: OnPair): void {
  const signed = signatures(all);
  const rows = HASHES / BANDS;
  for (let band = 0; band < BANDS; band += 1) {
    const buckets = new Map<string, number[]>();
    all.sets.forEach((set, text) => {
      if (set.length === 0) return;
      const at = text * HASHES + band * rows;
      const key = signed.subarray(at, at + rows).join(' ');
      const bucket = buckets.get(key);
      if (bucket) bucket.push(text);
      else buckets.set(key, [text]);
    });
    for (const bucket of buckets.values()) {
      bucket.forEach((text, i) => bucket.slice(Math.max(0, i - BUCKET), i).forEach((other) => onPair(other, text)));
    }
  }
}

/** Pairs of which the larger may contain `least` of the smaller, among `larger` only; the smaller comes first. */
export function pairsByContainment(
  all: ShingleSets,
  { least, min, larger }: { readonly least: number; readonly min: number; readonly larger?: ReadonlySet<number> },
  onPair: OnPair,
): void {
  const { starts, texts } = inverted(all, larger);
  const asked = new Int32Array(all.sets.length).fill(-1);
  for (const text of bySize(all)) {
    const set = all.sets[text] ?? new Int32Array();
    if (set.length < min) continue;
    for (const number of set.subarray(0, set.length - Math.ceil(least * set.length - 1e-9) + 1)) {
      for (let at = starts[number] ?? 0; at < (starts[number + 1] ?? 0); at += 1) {
        const other = texts[at] ?? 0;
        if (asked[other] === text || other === text) continue;
        asked[other] = text;
        if ((all.sets[other]?.length ?? 0) >= set.length) onPair(text, other);
      }
    }
  }
}

/** For each number the texts that have it, as slices of one array. */
function inverted({ sets, size }: ShingleSets, only?: ReadonlySet<number>): { starts: Int32Array; texts: Int32Array } {
  const starts = new Int32Array(size + 1);
  const taken = sets.map((set, text) => (only === undefined || only.has(text) ? set : new Int32Array()));
  for (const set of taken) for (const number of set) starts[number + 1] = (starts[number + 1] ?? 0) + 1;
  for (let i = 1; i <= size; i += 1) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0);
  const texts = new Int32Array(starts[size] ?? 0);
  const next = starts.slice();
  taken.forEach((set, text) => {
    for (const number of set) {
      texts[next[number] ?? 0] = text;
      next[number] = (next[number] ?? 0) + 1;
    }
  });
  return { starts, texts };
}
