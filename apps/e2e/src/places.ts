/** A number of places for journeys that walk at once. */
export class Places {
  readonly #waiting: (() => void)[] = [];

  constructor(private free: number) {}

  /** Does some work in a place of its own. */
  async taken<T>(work: () => Promise<T>): Promise<T> {
    await this.#take();
    try {
      return await work();
    } finally {
      this.#give();
    }
  }

  /** Waits out something that needs nothing of this machine, and leaves its place to others meanwhile. */
  async left(waiting: () => Promise<unknown>): Promise<void> {
    this.#give();
    await waiting();
    await this.#take(true);
  }

  /** Who comes back goes before those who have not begun. */
  #take(comesBack = false): Promise<void> {
    if (this.free === 0) return new Promise((resolve) => this.#waiting[comesBack ? 'unshift' : 'push'](resolve));
    this.free -= 1;
    return Promise.resolve();
  }

  #give(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.free += 1;
  }
}
