import type { Act } from '@hiroba/demo';
import type { Turn } from './seed-clock.ts';

/** How an act happens; it awaits its turn before it is recorded, and may say that it is before it has happened to its end. */
export type Happen = (act: Act, turn: Turn) => Promise<void>;

/**
 * Whether the later of two acts begins only when the earlier has happened: one subject is changed by one act at a time, and one
 * person does one thing at a time. So nothing that waits for its turn holds what an earlier act needs.
 */
const waitsFor = (later: Act, earlier: Act): boolean =>
  later.about === earlier.about || later.about === undefined || earlier.about === undefined
  || (later.by === earlier.by && !later.holdsMore && !earlier.holdsMore);

/** How far ahead of the record acts may begin. */
const AHEAD = 100;

/** The turns in which acts are recorded: in the order of time, those of the same instant side by side; quiet ones need none. */
class Turns {
  readonly #left: Set<Act>;
  readonly #waiting = new Map<Act, () => void>();
  readonly #broken = Promise.withResolvers<never>();

  constructor(acts: readonly Act[]) {
    this.#left = new Set(acts.filter(({ quiet }) => !quiet));
    this.#broken.promise.catch(() => undefined);
  }

  of(act: Act): Turn {
    return { mayBegin: () => this.#mayBegin(act), come: () => this.#come(act), over: () => this.#over(act) };
  }

  async #mayBegin(act: Act): Promise<void> {
    for (const earlier of this.#left) if (earlier.holdsMore && (earlier === act || earlier.at < act.at)) return this.#come(act);
  }

  async #come(act: Act): Promise<void> {
    if (!this.#left.has(act)) return;
    const come = new Promise<void>((resolve) => this.#waiting.set(act, resolve));
    this.#call();
    await Promise.race([come, this.#broken.promise]);
  }

  #over(act: Act): void {
    this.#left.delete(act);
    this.#call();
  }

  /** Nobody waits for what will not happen any more. */
  broken(error: unknown): void {
    this.#broken.reject(error);
  }

  #call(): void {
    const [first] = this.#left;
    for (const [act, come] of this.#waiting) {
      if (act.at !== first?.at) continue;
      this.#waiting.delete(act);
      come();
    }
  }
}

/** Lets acts in the order of time happen, a number of them side by side as far as none waits for another; the first failure ends it. */
export async function sideBySide(acts: readonly Act[], most: number, happen: Happen): Promise<void> {
  const waiting = [...acts];
  const turns = new Turns(acts);
  const going = new Map<Act, Promise<void>>();
  const next = (): number => {
    const before = [...going.keys()];
    if (before.filter(({ holdsMore }) => !holdsMore).length >= most) return -1;
    return waiting.slice(0, AHEAD).findIndex((act) => !before.some((earlier) => waitsFor(act, earlier)) || before.push(act) === 0);
  };
  const done = async (act: Act): Promise<void> => {
    const turn = turns.of(act);
    await happen(act, turn);
    turn.over();
    going.delete(act);
  };
  try {
    while (waiting.length > 0) {
      const index = next();
      const [act] = index < 0 ? [] : waiting.splice(index, 1);
      if (act) going.set(act, done(act));
      else await Promise.race(going.values());
    }
    await Promise.all(going.values());
  } catch (error) {
    turns.broken(error);
    await Promise.allSettled(going.values());
    throw error;
  }
}
