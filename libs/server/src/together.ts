/** Those who wait for one answer. */
interface Waiting<T> {
  readonly rows: Promise<T[]>;
  askers: number;
}

/**
 * Answers those together who ask the same at the same time. While a question is answered, all who come with the same wait, and are
 * answered by one more: it begins after they came, so nobody is told less than they would have been alone, and nothing is kept.
 */
export class Together<T extends object> {
  readonly #answering = new Map<string, Promise<unknown>>();
  readonly #waiting = new Map<string, Waiting<T>>();

  /** The rows of an answer, each of them the asker's own. */
  async ask(key: string, answer: () => Promise<T[]>): Promise<T[]> {
    const before = this.#answering.get(key);
    if (!before) return this.#begin(key, answer);
    const waiting = this.#waiting.get(key) ?? { rows: this.#after(before, key, answer), askers: 0 };
    this.#waiting.set(key, waiting);
    waiting.askers += 1;
    const rows = await waiting.rows;
    return waiting.askers > 1 ? rows.map((row) => ({ ...row })) : rows;
  }

  async #after(before: Promise<unknown>, key: string, answer: () => Promise<T[]>): Promise<T[]> {
    await before;
    this.#waiting.delete(key);
    return this.#begin(key, answer);
  }

  #begin(key: string, answer: () => Promise<T[]>): Promise<T[]> {
    const rows = answer();
    const over: Promise<void> = rows.then(
      () => this.#end(key, over),
      () => this.#end(key, over),
    );
    this.#answering.set(key, over);
    return rows;
  }

  #end(key: string, over: Promise<void>): void {
    if (this.#answering.get(key) === over) this.#answering.delete(key);
  }
}
