import { plain } from './plain.ts';

/** A text in which similar ones are looked for. */
export interface KnownText {
  readonly id: string;
  readonly text: string;
}

/** A similar text and how similar it is: 0 to 1. */
export interface Similar {
  readonly id: string;
  readonly score: number;
}

function gramsOf(text: string): ReadonlyMap<string, number> {
  const points = [...plain(text)];
  const grams = new Map<string, number>();
  for (let i = 0; i + 2 <= points.length; i += 1) {
    const pair = `${points[i]}${points[i + 1]}`;
    grams.set(pair, (grams.get(pair) ?? 0) + 1);
    if (i + 3 > points.length) continue;
    const triple = `${pair}${points[i + 2]}`;
    grams.set(triple, (grams.get(triple) ?? 0) + 1);
  }
  return grams;
}

/** One sequence of characters: in which texts it stands, and how much it says about each. */
interface Posting {
  readonly texts: Int32Array;
  readonly weights: Float64Array;
  readonly rarity: number;
}

function postingsOf(grams: readonly ReadonlyMap<string, number>[]): ReadonlyMap<string, Posting> {
  const lists = new Map<string, number[]>();
  grams.forEach((each, i) => {
    for (const [gram, many] of each) {
      const list = lists.get(gram);
      if (list) list.push(i, many);
      else lists.set(gram, [i, many]);
    }
  });
  const postings = new Map<string, Posting>();
  for (const [gram, list] of lists) {
    const texts = Int32Array.from({ length: list.length / 2 }, (_, k) => list[k * 2] ?? 0);
    const rarity = Math.log(grams.length / texts.length);
    // What stands in every text says nothing.
    if (rarity === 0) continue;
    const weights = Float64Array.from(texts, (_, k) => (list[k * 2 + 1] ?? 0) * rarity);
    postings.set(gram, { texts, weights, rarity });
  }
  return postings;
}

/** Many texts in which the most similar to one are found: TF-IDF over pairs and triples of characters, and the cosine. */
export class SimilarTexts {
  private readonly postings: ReadonlyMap<string, Posting>;
  private readonly lengths: Float64Array;
  private readonly places: ReadonlyMap<string, number>;
  private readonly grams: readonly ReadonlyMap<string, number>[];

  constructor(private readonly known: readonly KnownText[]) {
    this.places = new Map(known.map(({ id }, i) => [id, i]));
    this.grams = known.map(({ text }) => gramsOf(text));
    this.postings = postingsOf(this.grams);
    this.lengths = new Float64Array(known.length);
    for (const { texts, weights } of this.postings.values()) {
      for (let k = 0; k < texts.length; k += 1) {
        const text = texts[k] ?? 0;
        this.lengths[text] = (this.lengths[text] ?? 0) + (weights[k] ?? 0) ** 2;
      }
    }
    this.lengths = this.lengths.map(Math.sqrt);
  }

  /** The most similar to a known text, without itself. */
  toKnown(id: string, top: number): readonly Similar[] {
    const place = this.places.get(id);
    return place === undefined ? [] : this.ranked(this.grams[place] ?? new Map(), top, id);
  }

  /** The most similar to any text. */
  toText(text: string, top: number): readonly Similar[] {
    return this.ranked(gramsOf(text), top);
  }

  private ranked(grams: ReadonlyMap<string, number>, top: number, without?: string): readonly Similar[] {
    const sums = new Float64Array(this.known.length);
    let square = 0;
    for (const [gram, many] of grams) {
      const posting = this.postings.get(gram);
      if (posting === undefined) continue;
      const { texts, weights, rarity } = posting;
      const weight = many * rarity;
      square += weight ** 2;
      for (let k = 0; k < texts.length; k += 1) {
        const text = texts[k] ?? 0;
        sums[text] = (sums[text] ?? 0) + weight * (weights[k] ?? 0);
      }
    }
    const length = Math.sqrt(square);
    const best: Similar[] = [];
    this.known.forEach(({ id }, i) => {
      const sum = sums[i] ?? 0;
      if (sum > 0 && id !== without) put(best, { id, score: sum / (length * (this.lengths[i] ?? 0)) }, top);
    });
    return best;
  }
}

const before = (a: Similar, b: Similar): boolean => a.score > b.score || (a.score === b.score && a.id < b.id);

/** Puts one into a list of the best, which stays in order and no longer than `top`. */
function put(best: Similar[], one: Similar, top: number): void {
  const last = best[best.length - 1];
  if (best.length >= top && last !== undefined && !before(one, last)) return;
  let at = best.length;
  for (let above = best[at - 1]; above !== undefined && before(one, above); above = best[at - 1]) at -= 1;
  best.splice(at, 0, one);
  if (best.length > top) best.pop();
}

/** A group of texts that were answered together, as it is suggested for another one. */
export interface SuggestedGroup {
  readonly group: string;
  readonly score: number;
  /** The text of the group that is most similar. */
  readonly by: string;
}

/** The best groups for a text: each scores as its most similar text. A person decides; nothing is assigned. */
export function suggestedGroups(
  similar: readonly Similar[],
  groupOf: (id: string) => string | undefined,
  top = 5,
): readonly SuggestedGroup[] {
  const best = new Map<string, SuggestedGroup>();
  for (const { id, score } of similar) {
    const group = groupOf(id);
    if (group !== undefined && !best.has(group)) best.set(group, { group, score, by: id });
  }
  return [...best.values()].slice(0, top);
}
