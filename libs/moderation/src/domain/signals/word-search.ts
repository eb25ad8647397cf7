/** Where a word of a list stands: its number in the list, and the letters from and to. */
export interface WordHit {
  readonly word: number;
  readonly start: number;
  readonly end: number;
}

interface Node {
  readonly next: Map<string, Node>;
  fail: Node | undefined;
  /** The words that end here, by their numbers. */
  readonly ends: number[];
}

const node = (): Node => ({ next: new Map(), fail: undefined, ends: [] });

/** Finds all words of a list in one pass over a text (Aho and Corasick 1975). */
export class WordSearch {
  readonly #root = node();
  readonly #lengths: readonly number[];

  constructor(words: readonly string[]) {
    this.#lengths = words.map((word) => Array.from(word).length);
    words.forEach((word, i) => {
      if (word === '') return;
      let at = this.#root;
      for (const letter of word) {
        const next = at.next.get(letter) ?? node();
        at.next.set(letter, next);
        at = next;
      }
      at.ends.push(i);
    });
    const queue = [this.#root];
    for (let at = queue.shift(); at; at = queue.shift())
      for (const [letter, child] of at.next) {
        child.fail = this.#after(at.fail, letter);
        child.ends.push(...child.fail.ends);
        queue.push(child);
      }
  }

  #after(from: Node | undefined, letter: string): Node {
    let at = from;
    while (at && !at.next.has(letter)) at = at.fail;
    return at?.next.get(letter) ?? this.#root;
  }

  /** All places where a word stands, in the order of their ends. */
  in(letters: readonly string[]): readonly WordHit[] {
    const hits: WordHit[] = [];
    let at = this.#root;
    letters.forEach((letter, i) => {
      at = this.#after(at, letter);
      for (const word of at.ends) hits.push({ word, start: i + 1 - (this.#lengths[word] ?? 0), end: i + 1 });
    });
    return hits;
  }
}
