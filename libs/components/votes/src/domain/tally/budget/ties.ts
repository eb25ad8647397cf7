import { byId } from '../../option-order.ts';
import type { Draw, Lot } from '../lot.ts';
import type { BudgetElection } from './budget-election.ts';
import type { TieOrder } from './budget-rules.ts';

const byNumber = (a: bigint | number, b: bigint | number): number => (a < b ? -1 : a > b ? 1 : 0);

/** The order in which equal projects come (voting design, 7.2), and what it left to the lot. */
export class Ties {
  readonly draws: Draw[] = [];
  readonly #plain: (a: number, b: number) => number;
  readonly #last: (a: number, b: number) => number;
  readonly byLot: boolean;

  constructor(
    readonly election: BudgetElection,
    order: TieOrder,
    lot: Lot,
  ) {
    const { ids, costs, scores } = election;
    const score = (a: number, b: number): number => byNumber(scores[b] as number, scores[a] as number);
    const cost = (a: number, b: number): number => byNumber(costs[a] as bigint, costs[b] as bigint);
    this.byLot = order.endsWith('lot');
    this.#plain = order.startsWith('score') ? (a, b) => score(a, b) || cost(a, b) : (a, b) => cost(a, b) || score(a, b);
    this.#last = this.byLot
      ? (a, b) => lot.compare(ids[a] as string, ids[b] as string)
      : (a, b) => byId(ids[a] as string, ids[b] as string);
  }

  /** The order of two projects. */
  compare = (a: number, b: number): number => this.#plain(a, b) || this.#last(a, b);

  /** Which of the tied comes next; a draw where the lot says so. */
  first(tied: readonly number[], telling = true): number {
    const [best, ...others] = [...tied].sort(this.compare) as [number, ...number[]];
    const equal = others.filter((other) => this.#plain(best, other) === 0);
    if (this.byLot && telling && equal.length > 0)
      this.draws.push({ tied: this.named([best, ...equal]), favoured: this.election.ids[best] as string });
    return best;
  }

  /** Tells the draws of a list in order of score: equals of which some won and others did not. */
  tell(order: readonly number[], won: ReadonlySet<number>): void {
    if (!this.byLot) return;
    for (let from = 0; from < order.length;) {
      let end = from + 1;
      while (end < order.length && this.#plain(order[from] as number, order[end] as number) === 0) end += 1;
      const equal = order.slice(from, end);
      const favoured = equal.find((project) => won.has(project));
      if (favoured !== undefined && !equal.every((project) => won.has(project)))
        this.draws.push({ tied: this.named(equal), favoured: this.election.ids[favoured] as string });
      from = end;
    }
  }

  /** Ids in the order of results. */
  named(projects: Iterable<number>): readonly string[] {
    return [...projects].map((project) => this.election.ids[project] as string).sort(byId);
  }
}
