/** The substrings of many texts as sorted sets of numbers, rarest first. */
export interface ShingleSets {
  readonly sets: readonly Int32Array[];
  /** How many different substrings there are. */
  readonly size: number;
  /** Numbers below this one are of substrings that only one text has. */
  readonly lonely: number;
  /** For each number a hash that depends on the substring alone. */
  readonly hashes: Uint32Array;
}

const FNV_PRIME = 0x01000193;

function hashAt(points: Uint32Array, at: number, length: number): number {
  let hash = 0x811c9dc5;
  for (let i = at; i < at + length; i += 1) hash = Math.imul(hash ^ (points[i] ?? 0), FNV_PRIME);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function same(points: Uint32Array, a: number, b: number, length: number): boolean {
  for (let i = 0; i < length; i += 1) if (points[a + i] !== points[b + i]) return false;
  return true;
}

interface Points {
  readonly points: Uint32Array;
  /** Where each text begins, and at last where all end. */
  readonly starts: Int32Array;
}

function pointsOf(texts: readonly string[]): Points {
  const starts = new Int32Array(texts.length + 1);
  let units = 0;
  for (const text of texts) units += text.length;
  const points = new Uint32Array(units);
  let end = 0;
  texts.forEach((text, i) => {
    starts[i] = end;
    for (let at = 0; at < text.length; end += 1) {
      const point = text.codePointAt(at) ?? 0;
      points[end] = point;
      at += point > 0xffff ? 2 : 1;
    }
  });
  starts[texts.length] = end;
  return { points, starts };
}

const capacityFor = (many: number): number => 2 ** Math.max(4, Math.ceil(Math.log2(many * 2 + 1)));

/** Numbers substrings in the order in which they are met. A table of positions: substrings are compared, not only their hashes. */
class Numbering {
  private table: Int32Array;
  private places: Int32Array;
  size = 0;

  constructor(
    private readonly points: Uint32Array,
    private readonly length: number,
    expected: number,
  ) {
    this.table = new Int32Array(capacityFor(Math.min(expected, 1 << 16))).fill(-1);
    this.places = new Int32Array(this.table.length);
  }

  /** Where the substring of a number was met first. */
  placeOf(number: number): number {
    return this.places[number] ?? 0;
  }

  numberAt(at: number): number {
    const mask = this.table.length - 1;
    let slot = hashAt(this.points, at, this.length) & mask;
    for (;;) {
      const found = this.table[slot] ?? -1;
      if (found < 0) return this.added(at, slot);
      if (same(this.points, this.placeOf(found), at, this.length)) return found;
      slot = (slot + 1) & mask;
    }
  }

  private added(at: number, slot: number): number {
    const number = this.size;
    this.size += 1;
    this.places[number] = at;
    this.table[slot] = number;
    if (this.size * 2 > this.table.length) this.grow();
    return number;
  }

  private grow(): void {
    const table = new Int32Array(this.table.length * 2).fill(-1);
    const places = new Int32Array(table.length);
    places.set(this.places.subarray(0, this.size));
    const mask = table.length - 1;
    for (let number = 0; number < this.size; number += 1) {
      let slot = hashAt(this.points, places[number] ?? 0, this.length) & mask;
      while ((table[slot] ?? -1) >= 0) slot = (slot + 1) & mask;
      table[slot] = number;
    }
    this.table = table;
    this.places = places;
  }
}

const withoutRepeats = (sorted: Int32Array): Int32Array =>
  sorted.filter((each, i) => i === 0 || each !== sorted[i - 1]);

/**
 * The sets of all substrings of `length` characters of plain texts; of a shorter text, itself. Texts must differ from each other,
 * so a shorter one has its substring for itself.
 */
export function shingleSets(texts: readonly string[], length: number): ShingleSets {
  const { points, starts } = pointsOf(texts);
  const numbering = new Numbering(points, length, points.length);
  const met: Int32Array[] = [];
  const shorter: number[] = [];
  for (let i = 0; i < texts.length; i += 1) {
    const [from, to] = [starts[i] ?? 0, starts[i + 1] ?? 0];
    const set = new Int32Array(Math.max(0, to - from - length + 1));
    for (let k = 0; k < set.length; k += 1) set[k] = numbering.numberAt(from + k);
    met.push(withoutRepeats(set.sort()));
    if (set.length === 0 && to > from) shorter.push(i);
  }
  const size = numbering.size + shorter.length;
  const hashes = new Uint32Array(size);
  for (let number = 0; number < numbering.size; number += 1) {
    hashes[number] = hashAt(points, numbering.placeOf(number), length);
  }
  shorter.forEach((text, k) => {
    const number = numbering.size + k;
    met[text] = Int32Array.of(number);
    hashes[number] = hashAt(points, starts[text] ?? 0, (starts[text + 1] ?? 0) - (starts[text] ?? 0));
  });
  return rarestFirst(met, hashes);
}

function rarestFirst(met: readonly Int32Array[], hashes: Uint32Array): ShingleSets {
  const size = hashes.length;
  const many = new Int32Array(size);
  for (const set of met) for (const number of set) many[number] = (many[number] ?? 0) + 1;
  // By counting: how many substrings are rarer is where those of a frequency begin.
  const begins = new Int32Array(met.length + 2);
  for (const frequency of many) begins[frequency + 1] = (begins[frequency + 1] ?? 0) + 1;
  for (let i = 1; i < begins.length; i += 1) begins[i] = (begins[i] ?? 0) + (begins[i - 1] ?? 0);
  const lonely = begins[2] ?? size;
  const renamed = new Int32Array(size);
  const renamedHashes = new Uint32Array(size);
  for (let number = 0; number < size; number += 1) {
    const frequency = many[number] ?? 0;
    const name = begins[frequency] ?? 0;
    begins[frequency] = name + 1;
    renamed[number] = name;
    renamedHashes[name] = hashes[number] ?? 0;
  }
  const sets = met.map((set) => set.map((number) => renamed[number] ?? 0).sort());
  return { sets, size, lonely, hashes: renamedHashes };
}

/** How many numbers two sorted sets have in common. */
export function shared(a: Int32Array, b: Int32Array): number {
  let [i, k, many] = [0, 0, 0];
  while (i < a.length && k < b.length) {
    const [x, y] = [a[i] ?? 0, b[k] ?? 0];
    if (x === y) many += 1;
    if (x <= y) i += 1;
    if (y <= x) k += 1;
  }
  return many;
}

/** What two sets have in common of what they have together: 0 to 1. */
export function jaccard(a: Int32Array, b: Int32Array): number {
  const both = shared(a, b);
  const all = a.length + b.length - both;
  return all === 0 ? 0 : both / all;
}
