import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { budgetElection, type BudgetBallot, type BudgetElection } from './budget/budget-election.ts';
import { budgetRules, type BudgetRule } from './budget/budget-rules.ts';
import { ExactShares, paymentsOf } from './budget/equal-shares.ts';
import { RuleRuns } from './budget/rule-runs.ts';
import { Ties } from './budget/ties.ts';
import { delegated } from './delegation.ts';
import { compare, fraction, plus, textOfFraction, times, zero, type Fraction } from './fraction.ts';
import { Lot } from './lot.ts';
import { condorcetWinner, schulzeLevels, smithSet, type PairwiseTable } from './ranked/condorcet.ts';
import { rankedResult } from './ranked/ranked-result.ts';
import type { RankedBallot } from './ranked/ranked-ballots.ts';
import type { ScoreResult } from './scores.ts';
import { simpleResult } from './simple.ts';

const many = { numRuns: 1000 };

interface World {
  readonly costs: readonly number[];
  readonly budget: number;
  readonly ballots: readonly BudgetBallot[];
}

const approvals = (m: number) =>
  fc
    .uniqueArray(fc.nat(m - 1), { maxLength: m })
    .map((given): BudgetBallot => ({ n: 1, given: given.map((at) => [at, 1] as const) }));
const worlds = (voters = 7, dearest = 9) =>
  fc.integer({ min: 1, max: 5 }).chain((m) =>
    fc.record({
      costs: fc.array(fc.integer({ min: 1, max: dearest }), { minLength: m, maxLength: m }),
      budget: fc.integer({ min: 1, max: 3 * dearest }),
      ballots: fc.array(approvals(m), { minLength: 1, maxLength: voters }),
    }),
  );

const name = (at: number): string => 'abcdefgh'[at] as string;
const electionOf = ({ costs, budget, ballots }: World, times = 1): BudgetElection =>
  budgetElection(
    costs.map((cost, at) => ({ id: name(at), cost: String(cost * times) })),
    String(budget * times),
    ballots,
  );
const runs = (election: BudgetElection, more: { lot?: readonly string[]; exact?: boolean } = {}): RuleRuns =>
  new RuleRuns(election, { tieOrders: { greedy: 'score-cost-lot', shares: 'cost-score-lot' }, threshold: 2, ...more });
const bought = (all: RuleRuns, rule: BudgetRule): readonly string[] =>
  all
    .run(rule)
    .winners.map((at) => all.election.ids[at] as string)
    .sort();
const everything = (all: RuleRuns, rules: readonly BudgetRule[] = budgetRules) =>
  rules.map((rule) => [rule, bought(all, rule)]);
const single: readonly BudgetRule[] = ['greedy', 'greedyNoSkip', 'greedyThreshold', 'mesCost', 'mesCard', 'phragmen'];

const rankings = (m: number, most = 6) =>
  fc.array(
    fc
      .tuple(
        fc.shuffledSubarray([...Array(m).keys()]),
        fc.array(fc.boolean(), { minLength: m, maxLength: m }),
        fc.integer({ min: 1, max: 4 }),
      )
      .map(([order, joins, n]): RankedBallot => {
        const ranks: number[][] = [];
        order.forEach((option, at) =>
          at > 0 && joins[at] && joins[at - 1] ? ranks.at(-1)?.push(option) : ranks.push([option]),
        );
        return { ranks, n };
      }),
    { maxLength: most },
  );
const elections = fc
  .integer({ min: 1, max: 5 })
  .chain((m) => rankings(m).map((ballots) => ({ options: [...Array(m).keys()].map(name), ballots })));
const tables = fc
  .integer({ min: 1, max: 5 })
  .chain((m) => fc.array(fc.array(fc.nat(4), { minLength: m, maxLength: m }), { minLength: m, maxLength: m }));

describe('B7 properties of every tally', () => {
  test('1 the order of ballots and of options changes nothing, where the lot is the same', () => {
    fc.assert(
      fc.property(worlds(), fc.gen(), (world, gen) => {
        const places = gen(() => fc.shuffledSubarray([...world.costs.keys()], { minLength: world.costs.length }));
        const lot = world.costs.map((_, at) => name(at));
        const there = new Map(places.map((from, to) => [from, to]));
        const moved = budgetElection(
          places.map((from) => ({ id: name(from), cost: String(world.costs[from]) })),
          String(world.budget),
          world.ballots.toReversed().map(({ n, given }) => ({
            n,
            given: given.map(([at, points]) => [there.get(at) as number, points] as const),
          })),
        );
        expect(everything(runs(moved, { lot }))).toEqual(everything(runs(electionOf(world), { lot })));
      }),
      many,
    );
    fc.assert(
      fc.property(elections, fc.gen(), ({ options, ballots }, gen) => {
        const places = gen(() => fc.shuffledSubarray([...options.keys()], { minLength: options.length }));
        const there = new Map(places.map((from, to) => [from, to]));
        const moved = {
          options: places.map(name),
          ballots: ballots
            .toReversed()
            .map(({ n, ranks }) => ({ n, ranks: ranks.map((rank) => rank.map((at) => there.get(at) as number)) })),
        };
        const { pairwise: _, smithSet: a, schulzeLevels: b, ...one } = rankedResult({ options, ballots }, 2, options);
        const { pairwise: __, smithSet: c, schulzeLevels: d, ...other } = rankedResult(moved, 2, options);
        expect(other).toEqual(one);
        expect([new Set(c), d.map((level) => new Set(level))]).toEqual([new Set(a), b.map((level) => new Set(level))]);
      }),
      many,
    );
  });

  test('2 merged ballots count like those that made them', () => {
    fc.assert(
      fc.property(elections, ({ options, ballots }) => {
        const apart = ballots.flatMap(({ ranks, n }) => Array.from({ length: n }, () => ({ ranks, n: 1 })));
        expect(rankedResult({ options, ballots: apart }, 2)).toEqual(rankedResult({ options, ballots }, 2));
      }),
      many,
    );
    fc.assert(
      fc.property(worlds(4), fc.integer({ min: 1, max: 3 }), (world, n) => {
        const merged = { ...world, ballots: world.ballots.map((ballot) => ({ ...ballot, n })) };
        const apart = { ...world, ballots: world.ballots.flatMap((ballot) => Array.from({ length: n }, () => ballot)) };
        expect(everything(runs(electionOf(merged)))).toEqual(everything(runs(electionOf(apart))));
      }),
      many,
    );
  });

  test('3 twice the ballots, or all money times k, leave the winners of single runs', () => {
    fc.assert(
      fc.property(worlds(), fc.integer({ min: 2, max: 9 }), (world, k) => {
        const [all, rules] = [runs(electionOf(world)), single.filter((rule) => rule !== 'greedyThreshold')];
        expect(everything(runs(electionOf(world, k)), rules)).toEqual(everything(all, rules));
        expect(
          everything(runs(electionOf({ ...world, ballots: [...world.ballots, ...world.ballots] })), rules),
        ).toEqual(everything(all, rules));
      }),
      many,
    );
  });

  test('4 an option that nobody chose takes nothing with it', () => {
    fc.assert(
      fc.property(worlds(), (world) => {
        const shares: readonly BudgetRule[] = ['mesCost', 'mesCard', 'phragmen'];
        const with1 = electionOf({ ...world, costs: [...world.costs, 3] });
        expect(everything(runs(with1), shares)).toEqual(everything(runs(electionOf(world)), shares));
      }),
      many,
    );
    fc.assert(
      fc.property(elections, ({ options, ballots }) => {
        const without = rankedResult({ options, ballots }, 1);
        const with1 = rankedResult({ options: [...options, 'z'], ballots }, 1);
        expect(with1.condorcetWinner ?? without.condorcetWinner).toBe(without.condorcetWinner);
        if (ballots.some(({ ranks }) => ranks[0]?.length === 1))
          expect([with1.irv.winner, with1.stv.elected]).toEqual([without.irv.winner, without.stv.elected]);
      }),
      many,
    );
  });

  test('5 instant runoff loses no ballot', () => {
    fc.assert(
      fc.property(elections, ({ options, ballots }) => {
        const all = ballots.reduce((sum, { n }) => sum + n, 0);
        for (const { votes, exhausted } of rankedResult({ options, ballots }, 1).irv.rounds)
          expect(Object.values(votes).reduce((sum, n) => sum + n, exhausted)).toBe(all);
      }),
      many,
    );
  });

  test('6 a transferable vote loses no vote, but for what is cut off', () => {
    const parts = (text: string): number => Math.round(Number(text) * 100_000);
    fc.assert(
      fc.property(elections, fc.integer({ min: 1, max: 3 }), ({ options, ballots }, seats) => {
        const all = ballots.reduce((sum, { ranks, n }) => (ranks[0]?.length === 1 ? sum + n : sum), 0) * 100_000;
        const { rounds, elected, quota } = rankedResult({ options, ballots }, seats).stv;
        for (const { votes, nonTransferable } of rounds) {
          expect(Object.values(votes).reduce((sum, text) => sum + parts(text), parts(nonTransferable))).toBe(all);
          expect(parts(nonTransferable)).toBeGreaterThanOrEqual(0);
        }
        expect(elected.length).toBe(Math.min(seats, options.length));
        expect(quota * (seats + 1) * 100_000).toBeGreaterThan(all);
      }),
      many,
    );
  });

  test('7 a Condorcet winner is alone on top; whoever is on top is in the Smith set', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const [top = []] = schulzeLevels(table);
        const winner = condorcetWinner(table);
        if (winner !== undefined) expect([top, smithSet(table)]).toEqual([[winner], [winner]]);
        for (const option of top) expect(smithSet(table)).toContain(option);
      }),
      many,
    );
  });

  test('8 equal shares are paid in full, by nobody beyond the endowment, at prices that only rise', () => {
    fc.assert(
      fc.property(
        worlds(8, 12),
        fc.integer({ min: 1, max: 30 }),
        fc.constantFrom('cost' as const, 'card' as const),
        (world, b, utility) => {
          const election = electionOf(world);
          const endowment = fraction(BigInt(b), 3n);
          const run = new ExactShares(election, endowment, utility).run(
            new Ties(election, 'cost-score-id', new Lot(election.ids)),
          );
          const paid = paymentsOf(election, endowment, run);
          for (const payment of paid)
            expect([compare(payment, zero) >= 0, compare(payment, endowment) <= 0]).toEqual([true, true]);
          const sum = paid.reduce<Fraction>(
            (total, payment, at) => plus(total, times(payment, fraction(BigInt(election.classes[at]?.n ?? 0)))),
            zero,
          );
          expect(textOfFraction(sum)).toBe(String(run.cost));
          const prices = run.purchases.map(({ project, share }) =>
            times(share, fraction(1n, utility === 'cost' ? (election.costs[project] as bigint) : 1n)),
          );
          prices
            .slice(1)
            .forEach((price, at) => expect(compare(price, prices[at] as Fraction)).toBeGreaterThanOrEqual(0));
        },
      ),
      many,
    );
  });

  test('9 V6 fractions everywhere give what doubles with an account of their errors give', () => {
    fc.assert(
      fc.property(worlds(12, 40), (world) => {
        const rounds: readonly BudgetRule[] = ['mesCostAdd1', 'mesCardAdd1'];
        const told = (exact: boolean) =>
          rounds.map((rule) => {
            const { winners, add1 } = runs(electionOf(world), { exact }).run(rule);
            return [winners, add1?.endowment, add1?.rounds];
          });
        expect(told(false)).toEqual(told(true));
      }),
      many,
    );
    // Many voters with different money: here doubles decide nearly everything.
    const large = fc.integer({ min: 1, max: 2 ** 30 }).map((seed) => {
      let state = seed;
      const next = (below: number): number => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        return Math.floor((state / 2 ** 32) * below);
      };
      const costs = Array.from({ length: 12 }, () => 100 + next(900));
      const ballots = Array.from({ length: 150 }, (): BudgetBallot => ({
        n: 1 + next(3),
        given: costs.flatMap((_, at) => (next(3) === 0 ? [[at, 1] as const] : [])),
      }));
      return budgetElection(
        costs.map((cost, at) => ({ id: String(at), cost: String(cost) })),
        '3000',
        ballots,
      );
    });
    fc.assert(
      fc.property(large, (election) => {
        const told = (exact: boolean) => runs(election, { exact }).run('mesCostAdd1').add1;
        expect(told(false)).toEqual(told(true));
      }),
      { numRuns: 25 },
    );
  });

  test('10 small cases equal those found by trying everything', () => {
    const beats = (table: PairwiseTable, a: number, b: number): boolean => (table[a]?.[b] ?? 0) > (table[b]?.[a] ?? 0);
    const subsets = (m: number): readonly (readonly number[])[] =>
      Array.from({ length: 2 ** m - 1 }, (_, bits) => [...Array(m).keys()].filter((at) => ((bits + 1) >> at) & 1)).sort(
        (a, b) => a.length - b.length,
      );
    const widest = (table: PairwiseTable, from: number, to: number, over: readonly number[]): number =>
      Math.max(
        beats(table, from, to) ? (table[from]?.[to] as number) : 0,
        ...over.map((next) =>
          Math.min(
            beats(table, from, next) ? (table[from]?.[next] as number) : 0,
            widest(
              table,
              next,
              to,
              over.filter((each) => each !== next),
            ),
          ),
        ),
      );
    fc.assert(
      fc.property(tables, (table) => {
        const all = [...table.keys()];
        expect(smithSet(table)).toEqual(
          subsets(table.length).find((set) =>
            set.every((a) => all.every((b) => set.includes(b) || beats(table, a, b))),
          ),
        );
        const strength = (a: number, b: number): number =>
          widest(
            table,
            a,
            b,
            all.filter((each) => each !== a && each !== b),
          );
        expect(schulzeLevels(table)[0]).toEqual(
          all.filter((a) => all.every((b) => a === b || strength(b, a) <= strength(a, b))),
        );
      }),
      many,
    );
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 30 }),
        (money, cost) => {
          // Voters with different money: each first buys something of their own that leaves them so much.
          const own = money.map((has, at) => ({ id: `own${at}`, cost: String(10 - has) }));
          const election = budgetElection(
            [...own, { id: 'all', cost: String(cost) }],
            '1000',
            money.map((_, at) => ({
              n: 1,
              given: [
                [at, 1],
                [money.length, 1],
              ] as const,
            })),
          );
          const run = new ExactShares(election, fraction(10n), 'card').run(
            new Ties(election, 'cost-score-id', new Lot(election.ids)),
          );
          const at = run.purchases.findIndex(({ project }) => project === money.length);
          const left = money
            .map((_, voter) =>
              run.purchases.slice(0, at < 0 ? undefined : at).some(({ project }) => project === voter)
                ? (money[voter] as number)
                : 10,
            )
            .sort((a, b) => a - b);
          const total = left.reduce((sum, has) => sum + has, 0);
          if (at < 0)
            return expect(run.unpaid.some(({ project }) => project === money.length) && total < cost).toBe(true);
          const shares = left.map((_, poor) =>
            fraction(BigInt(cost - left.slice(0, poor).reduce((sum, has) => sum + has, 0)), BigInt(left.length - poor)),
          );
          const share = shares.find(
            (each, poor) => compare(each, fraction(BigInt(left[poor] as number))) <= 0,
          ) as Fraction;
          expect(textOfFraction(run.purchases[at]?.share as Fraction)).toBe(textOfFraction(share));
        },
      ),
      many,
    );
  });

  test('11 decimal weights are whole ones times a power of ten', () => {
    const ballots = fc.array(fc.tuple(fc.constantFrom('A', 'B', 'C'), fc.integer({ min: 0, max: 999 })), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(ballots, (cast) => {
        const counted = (weight: (n: number) => string) =>
          simpleResult({
            name: '',
            method: 'single',
            options: ['A', 'B', 'C'],
            ballots: cast.map(([vote, n]) => ({ vote, weight: weight(n) })),
          }) as ScoreResult;
        const [tenths, whole] = [
          counted((n) => `${Math.floor(n / 100)}.${String(n % 100).padStart(2, '0')}`),
          counted(String),
        ];
        expect([tenths.winners, tenths.tiedForLast]).toEqual([whole.winners, whole.tiedForLast]);
      }),
      many,
    );
  });

  test('12 delegation loses nobody, and does not ask in which order people stand', () => {
    const people = ['a', 'b', 'c', 'd', 'e'];
    const to = fc.option(fc.constantFrom(...people, 'x'));
    const level = fc.dictionary(fc.constantFrom(...people), to);
    fc.assert(
      fc.property(
        level,
        level,
        level,
        fc.dictionary(fc.constantFrom(...people, 'x'), fc.constantFrom('yes', 'no')),
        (unit, area, issue, votes) => {
          const result = delegated(people, votes, { unit, area, issue });
          const weights = Object.values(result.weights).reduce((sum, n) => sum + n, 0);
          expect(weights + Object.keys(result.uncounted).length).toBe(people.length);
          expect(Object.values(result.tally).reduce((sum, n) => sum + n, 0)).toBe(weights);
          const turned = <T>(record: Record<string, T>): Record<string, T> =>
            Object.fromEntries(Object.entries(record).reverse());
          expect(
            delegated(people.toReversed(), turned(votes), {
              unit: turned(unit),
              area: turned(area),
              issue: turned(issue),
            }),
          ).toEqual(result);
        },
      ),
      many,
    );
  });
});
