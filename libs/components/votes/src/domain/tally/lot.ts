import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const parted = (...parts: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part, at) => (at === 0 ? [...part] : [0, ...part])));

/** The seed of a lot: the digest of the ballots file together with a public value that nobody knew before the freeze (voting design, 4). */
export const lotSeed = (ballotsHash: Uint8Array, value: string): Uint8Array =>
  sha256(parted(bytes('hiroba-seed-v1'), ballotsHash, bytes(value)));

function before(a: Uint8Array, b: Uint8Array): number {
  const at = a.findIndex((byte, i) => byte !== b[i]);
  return at < 0 ? 0 : (a[at] as number) - (b[at] as number);
}

/** The lot order of options under a seed; earlier is favoured. */
export function lotOrder(seed: Uint8Array, options: readonly string[]): readonly string[] {
  const keys = options.map((id) => [id, hmac(sha256, seed, parted(bytes('hiroba-lot-v1'), bytes(id)))] as const);
  return keys.sort(([, a], [, b]) => before(a, b)).map(([id]) => id);
}

/** A draw: who was tied, and whom the lot favoured. */
export interface Draw {
  readonly tied: readonly string[];
  readonly favoured: string;
}

/** A lot that breaks ties by a total order of options, and tells each time it did. */
export class Lot {
  readonly #place: ReadonlyMap<string, number>;
  readonly draws: Draw[] = [];

  constructor(readonly order: readonly string[]) {
    this.#place = new Map(order.map((id, at) => [id, at]));
  }

  #at(id: string): number {
    return this.#place.get(id) ?? Infinity;
  }

  /** The tied, most favoured first; a draw where there is more than one. */
  ranked(tied: readonly string[]): readonly string[] {
    const ranked = [...tied].sort((a, b) => this.#at(a) - this.#at(b));
    if (ranked.length > 1) this.draws.push({ tied, favoured: ranked[0] as string });
    return ranked;
  }

  /** The order of two by the lot, without telling it as a draw. */
  compare(a: string, b: string): number {
    return this.#at(a) - this.#at(b);
  }
}
