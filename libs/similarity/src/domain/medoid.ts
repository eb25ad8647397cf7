import { jaccard } from './shingles.ts';

/** A text of a group: what it is made of, how many sent it, and its smallest id. */
export interface Weighed {
  readonly set: Int32Array;
  readonly weight: number;
  readonly id: string;
}

// Beyond this many texts only the most promising are compared with all others.
const ALL_COMPARED = 200;
const PROMISING = 64;

const byId = (a: Weighed, b: Weighed): number => (a.id < b.id ? -1 : 1);

/** Those whose substrings are had by the most of the group, by their size. */
function promising(texts: readonly Weighed[]): readonly Weighed[] {
  if (texts.length <= ALL_COMPARED) return texts;
  const had = new Map<number, number>();
  for (const { set, weight } of texts) for (const number of set) had.set(number, (had.get(number) ?? 0) + weight);
  const promise = (text: Weighed): number =>
    text.set.reduce((sum, number) => sum + (had.get(number) ?? 0), 0) / Math.max(1, text.set.length);
  return texts
    .map((text) => ({ text, of: promise(text) }))
    .sort((a, b) => b.of - a.of || byId(a.text, b.text))
    .slice(0, PROMISING)
    .map(({ text }) => text);
}

/** The text that is most like all of its group, each counted as often as it was sent; of equals the one with the smallest id. */
export function medoidOf(texts: readonly Weighed[]): Weighed | undefined {
  let best: { readonly text: Weighed; readonly likeness: number } | undefined;
  for (const text of [...promising(texts)].sort(byId)) {
    // In whole weights: sums in another order would differ in their last digits.
    let likeness = 0;
    for (const other of texts) likeness += Math.round(jaccard(text.set, other.set) * 1e9) * other.weight;
    if (best === undefined || likeness > best.likeness) best = { text, likeness };
  }
  return best?.text;
}
