/** What is thrown when too many wait already; the answer is 503 with Retry-After. */
export class OverloadedError extends Error {
  override readonly name = 'OverloadedError';
}

/** A number of places for costly work, and a bounded queue before them. */
export class Places {
  readonly #most: number;
  readonly #longestQueue: number;
  readonly #waiting: (() => void)[] = [];
  #taken = 0;

  constructor(most: number, longestQueue: number) {
    this.#most = most;
    this.#longestQueue = longestQueue;
  }

  /** Runs the work when a place is free; throws `OverloadedError` when the queue is full. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#taken < this.#most) this.#taken += 1;
    else if (this.#waiting.length >= this.#longestQueue) throw new OverloadedError('too many are waiting');
    // The place is handed over by the one that leaves, so the number of taken places stays.
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#taken -= 1;
      else next();
    }
  }
}
