import type { Lot } from '../lot.ts';
import { byEarlierRounds } from './earlier.ts';
import { named, usable, type RankedBallots } from './ranked-ballots.ts';

/** How many parts a vote has: values are cut off after five decimals. */
export const PARTS_OF_A_VOTE = 100_000;

/** A stage: the votes of all options, who is elected and excluded by then, and what is done next. */
export interface TransferStage {
  readonly votes: Readonly<Record<string, string>>;
  readonly elected: readonly string[];
  readonly excluded: readonly string[];
  readonly action?: readonly ['surplus' | 'exclude', string];
  /** Votes that no option has any more: papers without a next option, and what was cut off. */
  readonly nonTransferable: string;
}

/** All stages of a single transferable vote. */
export interface TransferResult {
  readonly rule: string;
  readonly quota: number;
  readonly elected: readonly string[];
  readonly drawnByLot: number;
  readonly rounds: readonly TransferStage[];
}

interface Paper {
  readonly wishes: readonly number[];
  /** Where on the ballot the paper lies now. */
  readonly at: number;
  readonly n: number;
  readonly value: number;
}

/** Parts of a vote as a decimal with five digits. */
export function votesText(parts: number): string {
  const digits = String(parts).padStart(6, '0');
  return `${digits.slice(0, -5)}.${digits.slice(-5)}`;
}

class Count {
  readonly options: readonly string[];
  readonly piles: Paper[][];
  readonly continuing: Set<number>;
  readonly elected: number[] = [];
  readonly excluded: number[] = [];
  readonly surplus = new Set<number>();
  readonly earlier: number[][] = [];
  readonly all: number;
  readonly quota: number;

  constructor(
    ranked: RankedBallots,
    readonly seats: number,
    readonly lot: Lot,
  ) {
    this.options = ranked.options;
    this.piles = ranked.options.map(() => []);
    this.continuing = new Set(ranked.options.keys());
    let ballots = 0;
    for (const ballot of ranked.ballots) {
      const wishes = usable(ballot);
      if (wishes[0] === undefined) continue;
      ballots += ballot.n;
      this.piles[wishes[0]]?.push({ wishes, at: 0, n: ballot.n, value: PARTS_OF_A_VOTE });
    }
    this.all = ballots * PARTS_OF_A_VOTE;
    this.quota = Math.floor(ballots / (seats + 1)) + 1;
  }

  get quotaParts(): number {
    return this.quota * PARTS_OF_A_VOTE;
  }

  votes(): number[] {
    return this.piles.map((pile) => pile.reduce((sum, { n, value }) => sum + n * value, 0));
  }

  /** Most votes first; of equals, whom the lot favours. */
  inOrder(options: readonly number[], votes: readonly number[]): readonly number[] {
    const groups = Map.groupBy(
      [...options].sort((a, b) => (votes[b] as number) - (votes[a] as number)),
      (option) => votes[option],
    );
    return [...groups.values()].flatMap((group) =>
      group.length === 1
        ? group
        : this.lot.ranked(group.map((option) => this.options[option] as string)).map((id) => this.options.indexOf(id)),
    );
  }

  elect(options: readonly number[]): void {
    for (const option of options) {
      this.elected.push(option);
      this.continuing.delete(option);
    }
  }

  /** The most or the fewest votes; of equals, by earlier stages, then by lot. */
  choose(among: readonly number[], votes: readonly number[], least: boolean): number {
    const figures = among.map((option) => votes[option] as number);
    const sought = least ? Math.min(...figures) : Math.max(...figures);
    const tied = among.filter((option) => votes[option] === sought);
    return tied.length === 1 ? (tied[0] as number) : byEarlierRounds(tied, this.earlier, least, this.lot, this.options);
  }

  /** Moves a pile to the next continuing option of each paper, at the value it has then. */
  move(from: number, valueOf: (value: number) => number): void {
    const moved = this.piles[from] as Paper[];
    this.piles[from] = [];
    for (const paper of moved) {
      const at = paper.wishes.findIndex((option, place) => place > paper.at && this.continuing.has(option));
      const value = valueOf(paper.value);
      if (at >= 0 && value > 0) this.piles[paper.wishes[at] as number]?.push({ ...paper, at, value });
    }
  }

  transfer(from: number, held: number): void {
    const over = BigInt(held - this.quotaParts);
    this.move(from, (value) => Number((over * BigInt(value)) / BigInt(held)));
    // What the option keeps is no paper any more: exactly the quota.
    this.piles[from] = [{ wishes: [], at: 0, n: this.quota, value: PARTS_OF_A_VOTE }];
  }
}

/** The single transferable vote by the Scottish rules (weighted inclusive Gregory; voting design, 3.5). */
export function transferableVote(ranked: RankedBallots, seats: number, lot: Lot): TransferResult {
  const count = new Count(ranked, seats, lot);
  const { options, continuing, elected, excluded, surplus } = count;
  const rounds: TransferStage[] = [];
  const before = lot.draws.length;
  const ids = (numbers: readonly number[]): readonly string[] => numbers.map((option) => options[option] as string);
  for (;;) {
    const votes = count.votes();
    const reached = [...continuing].filter((option) => (votes[option] as number) >= count.quotaParts);
    count.elect(count.inOrder(reached, votes).slice(0, seats - elected.length));
    for (const option of reached) if ((votes[option] as number) > count.quotaParts) surplus.add(option);
    if (elected.length < seats && elected.length + continuing.size <= seats)
      count.elect(count.inOrder([...continuing], votes));
    const stage = {
      votes: named(options, (option) => votesText(votes[option] as number)),
      elected: ids(elected),
      excluded: ids(excluded),
      nonTransferable: votesText(count.all - votes.reduce((sum, n) => sum + n, 0)),
    };
    if (elected.length >= seats || continuing.size === 0) {
      rounds.push(stage);
      return {
        rule: 'Scottish (weighted inclusive Gregory, 5 decimals truncated)',
        quota: count.quota,
        elected: ids(elected),
        drawnByLot: lot.draws.length - before,
        rounds,
      };
    }
    if (surplus.size > 0) {
      const from = count.choose([...surplus], votes, false);
      rounds.push({ ...stage, action: ['surplus', options[from] as string] });
      count.earlier.push(votes);
      surplus.delete(from);
      count.transfer(from, votes[from] as number);
    } else {
      const out = count.choose([...continuing], votes, true);
      rounds.push({ ...stage, action: ['exclude', options[out] as string] });
      count.earlier.push(votes);
      continuing.delete(out);
      excluded.push(out);
      count.move(out, (value) => value);
    }
  }
}
