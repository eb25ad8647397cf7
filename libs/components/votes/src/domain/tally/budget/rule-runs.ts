import { fraction } from '../fraction.ts';
import { Lot } from '../lot.ts';
import { add1, exactRun, type Add1Run, type RoundOptions } from './add1.ts';
import { costOf, type BudgetElection } from './budget-election.ts';
import type { BudgetRule, TieOrder } from './budget-rules.ts';
import type { SharesRun, Utility } from './equal-shares.ts';
import { preferences, type Preferences } from './figures.ts';
import { greedy, type GreedyRun } from './greedy.ts';
import { phragmen } from './phragmen.ts';
import { Ties } from './ties.ts';

/** How the rules of one election are run. */
export interface RunOptions extends Omit<RoundOptions, 'utility'> {
  /** The order of equals in the greedy family, and in equal shares. */
  readonly tieOrders: { readonly greedy: TieOrder; readonly shares: TieOrder };
  readonly lot?: readonly string[];
  readonly threshold?: number;
}

/** What a rule buys, and how it came to that. */
export interface RuleRun {
  readonly rule: BudgetRule;
  readonly winners: readonly number[];
  readonly cost: bigint;
  readonly ties: Ties;
  readonly shares?: SharesRun;
  readonly add1?: Add1Run;
  /** The pass by score: alone, or over what equal shares left. */
  readonly greedy?: GreedyRun;
  readonly preferences?: Preferences;
  readonly order?: readonly number[];
}

/** The rules of one election; what one rule needs of another is counted once. */
export class RuleRuns {
  readonly #runs = new Map<BudgetRule, RuleRun>();

  constructor(
    readonly election: BudgetElection,
    readonly options: RunOptions,
  ) {}

  #ties(kind: 'greedy' | 'shares'): Ties {
    return new Ties(this.election, this.options.tieOrders[kind], new Lot(this.options.lot ?? this.election.ids));
  }

  /** What a rule buys. */
  run(rule: BudgetRule): RuleRun {
    const known = this.#runs.get(rule);
    if (known) return known;
    const made = this.#make(rule);
    this.#runs.set(rule, made);
    return made;
  }

  #make(rule: BudgetRule): RuleRun {
    switch (rule) {
      case 'greedy':
        return this.#byScore(rule, {});
      case 'greedyNoSkip':
        return this.#byScore(rule, { noSkip: true });
      case 'greedyThreshold':
        return this.#byScore(rule, { threshold: this.options.threshold ?? 0 });
      case 'mesCost':
        return this.#single(rule, 'cost');
      case 'mesCard':
        return this.#single(rule, 'card');
      case 'mesCostAdd1':
        return this.#rounds(rule, 'cost');
      case 'mesCardAdd1':
        return this.#rounds(rule, 'card');
      case 'mesCostUtilitarian':
        return this.#completed(rule, this.run('mesCost'));
      case 'mesCostAdd1Utilitarian':
        return this.#completed(rule, this.run('mesCostAdd1'));
      case 'mesCostAdd1Compare':
        return this.#compared(rule);
      case 'phragmen': {
        const ties = this.#ties('shares');
        const order = phragmen(this.election, ties);
        return { ...this.#told(rule, order, ties), order };
      }
    }
  }

  #told(rule: BudgetRule, winners: readonly number[], ties: Ties): RuleRun {
    return { rule, winners, ties, cost: costOf(this.election, winners) };
  }

  #byScore(rule: BudgetRule, how: { noSkip?: boolean; threshold?: number }): RuleRun {
    const ties = this.#ties('greedy');
    const run = greedy(this.election, ties, how);
    return { ...this.#told(rule, run.bought, ties), greedy: run };
  }

  #single(rule: BudgetRule, utility: Utility): RuleRun {
    const { budget, voters } = this.election;
    const ties = this.#ties('shares');
    const shares = exactRun(
      this.election,
      voters === 0 ? fraction(0n) : fraction(budget, BigInt(voters)),
      utility,
      ties,
    );
    const order = shares.purchases.map(({ project }) => project);
    return { ...this.#told(rule, order, ties), shares, order };
  }

  #rounds(rule: BudgetRule, utility: Utility): RuleRun {
    const ties = this.#ties('shares');
    const run = add1(this.election, ties, { ...this.options, utility });
    return {
      ...this.#told(
        rule,
        run.purchases.map(({ project }) => project),
        ties,
      ),
      shares: run,
      add1: run,
    };
  }

  #completed(rule: BudgetRule, first: RuleRun): RuleRun {
    const ties = this.#ties('greedy');
    ties.draws.push(...first.ties.draws);
    const rest = greedy(this.election, ties, { bought: first.winners });
    const { order: _, ...before } = first;
    return { ...before, ...this.#told(rule, rest.bought, ties), greedy: rest };
  }

  #compared(rule: BudgetRule): RuleRun {
    const [shares, plain] = [this.run('mesCostAdd1'), this.run('greedy')];
    const found = preferences(this.election, shares.winners, plain.winners);
    const chosen = found.second > found.first ? plain : shares;
    return { ...chosen, rule, preferences: found };
  }
}
