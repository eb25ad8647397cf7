import type { BudgetElection } from './budget-election.ts';
import type { Utility } from './equal-shares.ts';
import type { Ties } from './ties.ts';

/** The projects a quick run bought, in order, and what they cost together. */
export interface QuickRun {
  readonly bought: readonly number[];
  readonly cost: number;
}

/** More than the relative error of one operation on doubles. */
const ROUNDING = 2.3e-16;
/** How far apart two prices must at least be for doubles to decide between them. */
const APART = 1e-9;

interface Offer {
  readonly project: number;
  readonly share: number;
  readonly payers: number;
  /** What those give who have less than the share. */
  readonly given: number;
  /** How far the share may be off. */
  readonly off: number;
}

/**
 * Runs of equal shares in doubles, with an account of how far they may be off. They answer only where that cannot matter;
 * otherwise they say nothing, and the exact run decides.
 */
export class QuickShares {
  readonly #who: readonly Int32Array[];
  readonly #many: Float64Array;
  readonly #supporters: readonly number[];
  readonly #costs: readonly number[];
  readonly #money: Float64Array;
  readonly #low: Float64Array;
  /** The sum, over all voters, of how far their money may be off. */
  #error = 0;
  /** Whether money that is zero here is zero. */
  #clean = true;

  constructor(
    readonly election: BudgetElection,
    readonly utility: Utility,
    readonly ties: Ties,
  ) {
    this.#who = election.supporters.map((who) => Int32Array.from(who));
    this.#many = Float64Array.from(election.classes, ({ n }) => n);
    this.#supporters = election.supporters.map((who) => who.reduce((sum, at) => sum + (this.#many[at] as number), 0));
    this.#costs = election.costs.map(Number);
    this.#money = new Float64Array(election.classes.length);
    this.#low = new Float64Array(election.ids.length);
  }

  /** Whether the amounts are small enough to be whole numbers in doubles. */
  static fits({ budget, costs }: BudgetElection): boolean {
    return budget < 2n ** 52n && costs.reduce((sum, cost) => sum + cost, 0n) < 2n ** 52n;
  }

  #worth(project: number): number {
    return this.utility === 'cost' ? (this.#costs[project] as number) : 1;
  }

  /** The share of a project; `out` when its supporters surely cannot pay it, `unclear` when that is too close. */
  #offer(project: number): Offer | 'out' | 'unclear' {
    const [who, cost] = [this.#who[project] as Int32Array, this.#costs[project] as number];
    const [money, many] = [this.#money, this.#many];
    const rounding = (who.length + 4) * ROUNDING * cost;
    // Shares only rise in a run: it is looked for from where it was last.
    let share = (this.#low[project] as number) * this.#worth(project);
    let [payers, given] = [Infinity, 0];
    for (;;) {
      let [below, others] = [0, 0];
      for (let i = 0; i < who.length; i += 1) {
        const at = who[i] as number;
        const has = money[at] as number;
        if (has < share) below += has * (many[at] as number);
        else others += many[at] as number;
      }
      if (others === 0) return cost - below > APART * cost + this.#error + rounding ? 'out' : 'unclear';
      if (others >= payers) break;
      [payers, given] = [others, below];
      share = (cost - given) / payers;
    }
    return { project, share, payers, given, off: Math.max(APART * share, (2 * (this.#error + rounding)) / payers) };
  }

  /** How many payers have so little more or less than the share that doubles cannot tell which. */
  #near({ project, share, off }: Offer): number {
    let near = 0;
    for (const at of this.#who[project] as Int32Array)
      if (Math.abs((this.#money[at] as number) - share) <= 2 * off) near += this.#many[at] as number;
    return near;
  }

  /** The exactly cheapest of offers too close for doubles, where shares are simple: a cost over a number of payers. */
  #exactly(close: readonly Offer[]): Offer | 'unclear' {
    if (!this.#clean || close.some((offer) => offer.given > 0 || this.#near(offer) > 0)) return 'unclear';
    const price = ({ project, payers }: Offer): readonly [bigint, bigint] => [
      this.utility === 'cost' ? 1n : (this.election.costs[project] as bigint),
      BigInt(payers),
    ];
    const order = (a: Offer, b: Offer): number => {
      const [[n, d], [m, e]] = [price(a), price(b)];
      return n * e < m * d ? -1 : n * e > m * d ? 1 : 0;
    };
    const least = close.reduce((a, b) => (order(b, a) < 0 ? b : a));
    const tied = close.filter((offer) => order(offer, least) === 0);
    const first = this.ties.first(
      tied.map(({ project }) => project),
      false,
    );
    return tied.find(({ project }) => project === first) as Offer;
  }

  #next(open: Set<number>): Offer | 'unclear' | undefined {
    const found: Offer[] = [];
    const seen = new Set<number>();
    let high = Infinity;
    for (;;) {
      let next = -1;
      for (const project of open)
        if (!seen.has(project) && (next < 0 || (this.#low[project] as number) < (this.#low[next] as number)))
          next = project;
      if (next < 0 || (this.#low[next] as number) > high) break;
      seen.add(next);
      const offer = this.#offer(next);
      if (offer === 'unclear') return 'unclear';
      if (offer === 'out') {
        open.delete(next);
        continue;
      }
      const worth = this.#worth(next);
      this.#low[next] = (offer.share - offer.off) / worth;
      high = Math.min(high, (offer.share + offer.off) / worth);
      found.push(offer);
    }
    const close = found.filter(({ project }) => (this.#low[project] as number) <= high);
    return close.length > 1 ? this.#exactly(close) : close[0];
  }

  /** Takes a share from all who approve a project; false when the account of errors no longer holds. */
  #pay(offer: Offer, endowment: number): boolean {
    const { project, share, payers, off } = offer;
    const near = this.#near(offer);
    if (2 * near > payers) return false;
    const who = this.#who[project] as Int32Array;
    for (const at of who) {
      const has = this.#money[at] as number;
      this.#money[at] = has > share ? has - share : 0;
    }
    // What those may be off who give all passes to those who pay the rest: the sum stays, but for rounding.
    this.#error += ROUNDING * ((who.length + 4) * (this.#costs[project] as number) + payers * endowment);
    if (near > 0) {
      this.#clean = false;
      this.#error = 2 * this.#error + 4 * near * off;
    }
    return true;
  }

  /** One run, ended once it costs more than a limit; undefined where doubles cannot decide. */
  run(endowment: number, limit: number): QuickRun | undefined {
    this.#money.fill(endowment);
    [this.#error, this.#clean] = [0, true];
    const open = new Set<number>();
    for (const [project, cost] of this.#costs.entries()) {
      const supporters = this.#supporters[project] as number;
      if (cost > 0 && supporters > 0) open.add(project);
      this.#low[project] = ((cost / supporters) * (1 - APART)) / this.#worth(project);
    }
    const bought: number[] = [];
    let cost = 0;
    while (cost <= limit) {
      const next = this.#next(open);
      if (next === 'unclear') return undefined;
      if (next === undefined) break;
      if (!this.#pay(next, endowment)) return undefined;
      open.delete(next.project);
      bought.push(next.project);
      cost += this.#costs[next.project] as number;
    }
    return { bought, cost };
  }
}
