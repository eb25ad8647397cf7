const LETTERS_OF_A_SHINGLE = 5;
const FEWEST_LETTERS = 20;
const HASHES = 128;
const ROWS_OF_A_BAND = 4;
const SEED = 20_261_127;

/** From this share of common pieces on two texts are copies of each other. */
export const NEAR = 0.7;

/** For so many days a text is remembered for comparison. */
export const DAYS_COMPARED = 90;

/** What is compared of a text: letters and digits of one width and case; blanks, signs and line breaks say nothing. */
export const compared = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .replace(/[^\p{L}\p{N}]+/gu, '');

/** The pieces of five letters of a text, as numbers; nothing of a text so short that it is said by many. */
export function piecesOf(text: string): ReadonlySet<number> {
  const letters = Array.from(compared(text), (letter) => letter.codePointAt(0) ?? 0);
  const pieces = new Set<number>();
  if (letters.length < FEWEST_LETTERS) return pieces;
  for (let at = 0; at + LETTERS_OF_A_SHINGLE <= letters.length; at += 1) {
    let hash = 0x811c9dc5;
    for (let i = at; i < at + LETTERS_OF_A_SHINGLE; i += 1) hash = Math.imul(hash ^ (letters[i] ?? 0), 0x01000193);
    pieces.add(mixed(hash));
  }
  return pieces;
}

/** A number whose every bit depends on every bit of another. */
function mixed(from: number): number {
  let n = Math.imul(from ^ (from >>> 16), 0x85ebca6b);
  n = Math.imul(n ^ (n >>> 13), 0xc2b2ae35);
  return (n ^ (n >>> 16)) >>> 0;
}

/** How much two texts have in common: the pieces of both by those of either (Jaccard). */
export function likeness(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  if (a.size === 0 || b.size === 0) return 0;
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let both = 0;
  for (const piece of small) if (large.has(piece)) both += 1;
  return both / (a.size + b.size - both);
}

const multipliers = Array.from({ length: HASHES }, (_, i) => mixed(SEED + i) | 1);
const summands = Array.from({ length: HASHES }, (_, i) => mixed(SEED - i - 1));

/** The print of a text: 32 numbers, of which copies have at least one in common (MinHash, 128 values in bands of 4). Signed 32 bits. */
export function printOf(pieces: ReadonlySet<number>): readonly number[] {
  if (pieces.size === 0) return [];
  const least = new Uint32Array(HASHES).fill(0xffffffff);
  for (const piece of pieces)
    for (let i = 0; i < HASHES; i += 1) {
      const value = (Math.imul(piece, multipliers[i] ?? 1) + (summands[i] ?? 0)) >>> 0;
      if (value < (least[i] ?? 0)) least[i] = value;
    }
  const bands: number[] = [];
  for (let at = 0; at < HASHES; at += ROWS_OF_A_BAND) {
    let band = mixed(at);
    for (let i = at; i < at + ROWS_OF_A_BAND; i += 1) band = mixed(band ^ (least[i] ?? 0));
    bands.push(band | 0);
  }
  return bands;
}
