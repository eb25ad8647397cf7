import { fraction, type Fraction } from '../fraction.ts';
import type { BudgetElection, VoterClass } from './budget-election.ts';
import type { Ties } from './ties.ts';

/** What a project is worth to whoever approves it: its cost, or one. */
export type Utility = 'cost' | 'card';

/** A purchase of equal shares; money in parts of the currency. */
export interface Purchase {
  readonly project: number;
  /** The most that one supporter pays. */
  readonly share: Fraction;
  readonly tied: readonly number[];
}

/** A project that its supporters cannot pay, and what they had when that was found. */
export interface Unpaid {
  readonly project: number;
  readonly money: Fraction;
}

/** One run of the method of equal shares. */
export interface SharesRun {
  readonly purchases: readonly Purchase[];
  readonly unpaid: readonly Unpaid[];
  readonly cost: bigint;
}

interface Offer {
  readonly project: number;
  /** The share in parts of 1/unit: `sum` over `payers`. */
  readonly sum: bigint;
  readonly payers: bigint;
  /** The price of a unit of utility. */
  readonly price: { readonly n: bigint; readonly d: bigint };
}

/** One run of equal shares, exact: all money is a whole number of parts of one common unit, which grows finer as shares are paid. */
export class ExactShares {
  #unit: bigint;
  readonly #money: bigint[];
  readonly #many: readonly bigint[];
  readonly #bounds = new Map<number, { readonly n: bigint; readonly d: bigint }>();

  constructor(
    readonly election: BudgetElection,
    endowment: Fraction,
    readonly utility: Utility,
  ) {
    this.#unit = endowment.d;
    this.#money = election.classes.map(() => endowment.n);
    this.#many = election.classes.map(({ n }) => BigInt(n));
    for (const project of election.ids.keys()) {
      const who = election.supporters[project] as readonly number[];
      if ((election.costs[project] as bigint) > 0n && who.length > 0) this.#bounds.set(project, { n: 0n, d: 1n });
    }
  }

  #payable(project: number): Offer | Fraction {
    const who = this.election.supporters[project] as readonly number[];
    const cost = (this.election.costs[project] as bigint) * this.#unit;
    let [money, payers] = [0n, 0n];
    for (const at of who) {
      const many = this.#many[at] as bigint;
      money += many * (this.#money[at] as bigint);
      payers += many;
    }
    if (money < cost) return fraction(money, this.#unit);
    let sum = cost;
    for (;;) {
      // Whoever has less than the share gives all; the others share what is left, until nobody else falls below.
      const share = (sum + payers - 1n) / payers;
      let [given, others] = [0n, 0n];
      for (const at of who) {
        const has = this.#money[at] as bigint;
        if (has < share) given += (this.#many[at] as bigint) * has;
        else others += this.#many[at] as bigint;
      }
      if (others === payers) break;
      [sum, payers] = [cost - given, others];
    }
    const worth = this.utility === 'cost' ? (this.election.costs[project] as bigint) : 1n;
    return { project, sum, payers, price: { n: sum, d: payers * worth * this.#unit } };
  }

  #pay({ project, sum, payers }: Offer): Fraction {
    const share = fraction(sum, payers);
    if (share.d > 1n) {
      this.#unit *= share.d;
      this.#money.forEach((has, at) => has > 0n && (this.#money[at] = has * share.d));
    }
    for (const at of this.election.supporters[project] as readonly number[]) {
      const has = this.#money[at] as bigint;
      this.#money[at] = has > share.n ? has - share.n : 0n;
    }
    return fraction(share.n, this.#unit);
  }

  /** Looks for the cheapest projects, in the order of what each cost at least: prices only rise in a run. */
  #cheapest(unpaid: Unpaid[]): readonly Offer[] {
    const order = [...this.#bounds].sort(([, a], [, b]) => (a.n * b.d < b.n * a.d ? -1 : 1));
    let best: Offer[] = [];
    for (const [project, bound] of order) {
      const least = best[0]?.price;
      if (least && bound.n * least.d > least.n * bound.d) break;
      const offer = this.#payable(project);
      if (!('project' in offer)) {
        unpaid.push({ project, money: offer });
        this.#bounds.delete(project);
        continue;
      }
      this.#bounds.set(project, offer.price);
      const [left, right] = least ? [offer.price.n * least.d, least.n * offer.price.d] : [0n, 1n];
      if (left < right) best = [offer];
      else if (left === right) best.push(offer);
    }
    return best;
  }

  /** Buys until nothing can be paid, or until more than a limit is spent. */
  run(ties: Ties, limit?: bigint): SharesRun {
    const [purchases, unpaid]: [Purchase[], Unpaid[]] = [[], []];
    let cost = 0n;
    while (limit === undefined || cost <= limit) {
      const best = this.#cheapest(unpaid);
      if (best.length === 0) break;
      const tied = best.map(({ project }) => project);
      const project = ties.first(tied, limit === undefined);
      const share = this.#pay(best.find((offer) => offer.project === project) as Offer);
      this.#bounds.delete(project);
      purchases.push({ project, share, tied });
      cost += this.election.costs[project] as bigint;
    }
    return { purchases, unpaid, cost };
  }
}

/** What a run pays: for each voter class the sum of its payments, to hold against its endowment. */
export function paymentsOf(
  election: BudgetElection,
  endowment: Fraction,
  { purchases }: SharesRun,
): readonly Fraction[] {
  const left = election.classes.map((_: VoterClass) => endowment);
  const zero = { n: 0n, d: 1n };
  for (const { project, share } of purchases)
    for (const at of election.supporters[project] as readonly number[]) {
      const has = left[at] as Fraction;
      left[at] =
        has.n * share.d > share.n * has.d ? fraction(has.n * share.d - share.n * has.d, has.d * share.d) : zero;
    }
  return left.map((has) => fraction(endowment.n * has.d - has.n * endowment.d, endowment.d * has.d));
}
