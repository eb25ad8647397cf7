/** A source of chance that repeats itself: the same seed, the same throws (sfc32, period about 2^128). */
export class Dice {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  constructor(seed: number, stream = 0) {
    [this.#a, this.#b, this.#c, this.#d] = [seed | 0, stream | 0, 0x9e3779b9, 1];
    for (let n = 0; n < 20; n += 1) this.next();
  }

  /** 0 to 1, without 1. */
  next(): number {
    const t = (((this.#a + this.#b) | 0) + this.#d) | 0;
    this.#d = (this.#d + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + t) | 0;
    return (t >>> 0) / 4_294_967_296;
  }

  /** A whole number from 0, below `many`. */
  below(many: number): number {
    return Math.floor(this.next() * many);
  }

  /** Whether something happens that happens so often. */
  chance(often: number): boolean {
    return this.next() < often;
  }

  /** One of them. */
  pick<T>(from: readonly T[]): T {
    const picked = from[this.below(from.length)];
    if (picked === undefined) throw new RangeError('nothing to pick from');
    return picked;
  }

  /** How long something takes that is over half the time after `median`, and now and then much later. */
  spread(median: number, width = 1): number {
    const bell = Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
    return median * Math.exp(bell * width);
  }

  /** Bytes, for ids. */
  bytes(many: number): Uint8Array {
    return Uint8Array.from({ length: many }, () => this.below(256));
  }

  /** The numbers from 0 below `many`, shuffled. */
  order(many: number): Uint32Array {
    const order = Uint32Array.from({ length: many }, (_, n) => n);
    for (let n = many - 1; n > 0; n -= 1) {
      const other = this.below(n + 1);
      [order[n], order[other]] = [order[other] as number, order[n] as number];
    }
    return order;
  }
}

/** Shares a number out by weights, to the last one, at most `most` each: the largest remainders are rounded up. */
export function shared(many: number, weights: readonly number[], most = Infinity): number[] {
  const shares = weights.map(() => 0);
  let left = many;
  let open = weights.map((_, n) => n);
  while (left > 0 && open.length > 0) {
    const sum = open.reduce((total, n) => total + (weights[n] ?? 0), 0);
    const wanted = open.map((n) => ({ n, share: (left * (weights[n] ?? 0)) / sum })).sort((x, y) => (y.share % 1) - (x.share % 1) || x.n - y.n);
    let rest = left - wanted.reduce((total, { share }) => total + Math.floor(share), 0);
    for (const { n, share } of wanted) {
      const room = most - (shares[n] ?? 0);
      const given = Math.min(room, Math.floor(share) + (rest > 0 ? 1 : 0));
      rest -= given > Math.floor(share) ? 1 : 0;
      shares[n] = (shares[n] ?? 0) + given;
      left -= given;
    }
    open = open.filter((n) => (shares[n] ?? 0) < most);
  }
  return shares;
}
