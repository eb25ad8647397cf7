import { fraction, fractionOf, plus, textOfFraction, zero, type Fraction } from './fraction.ts';
import type { Ballot, BallotType } from '../ballot.ts';
import type { Draw, Lot } from './lot.ts';
import { seated, type Seated } from './seats.ts';
import { turnoutOf, type Participation } from './turnout.ts';

/** A ballot, how many cast it, and what each of them weighs (1 but in open votes of delegates). */
export interface WeighedBallot {
  readonly b: Ballot;
  readonly n: number;
  readonly weight?: Fraction;
}

/** The rule of a vote that is won by scores. */
export interface ScoreRule extends Participation {
  readonly type: BallotType;
  readonly options: readonly string[];
  readonly seats?: number;
  readonly threshold?: number | string;
}

/** Scores and who wins by them. */
export interface ScoreResult extends Seated {
  readonly turnout?: string;
  readonly quorumMet?: boolean;
  readonly scores: Readonly<Record<string, string>>;
  readonly status?: 'no-quorum';
  readonly draws?: readonly Draw[];
}

/** What a ballot gives to each option it names. */
export function contributions(ballot: Ballot): readonly (readonly [string, number])[] {
  if (ballot === null) return [];
  if (typeof ballot === 'string') return [[ballot, 1]];
  if (Array.isArray(ballot)) return (ballot as readonly string[]).map((id) => [id, 1]);
  return Object.entries(ballot as Readonly<Record<string, number>>);
}

const one: Fraction = { n: 1n, d: 1n };

/** The score of each option: weight times what ballots give, summed exactly. */
export function scoresOf(options: readonly string[], ballots: Iterable<WeighedBallot>): ReadonlyMap<string, Fraction> {
  const whole = new Map<string, bigint>(options.map((id) => [id, 0n]));
  const broken = new Map<string, Fraction>();
  for (const { b, n, weight = one } of ballots)
    for (const [id, given] of contributions(b)) {
      const many = BigInt(n) * BigInt(given);
      if (weight.d === 1n) whole.set(id, (whole.get(id) ?? 0n) + many * weight.n);
      else broken.set(id, plus(broken.get(id) ?? zero, fraction(many * weight.n, weight.d)));
    }
  return new Map(options.map((id) => [id, plus(fraction(whole.get(id) ?? 0n), broken.get(id) ?? zero)]));
}

function thresholdOf(text: number | string): Fraction {
  const exact = fractionOf(String(text));
  if (exact === undefined) throw new RangeError(`not a threshold: ${text}`);
  return exact;
}

/** Counts a vote that is won by scores. */
export function scoreResult(rule: ScoreRule, ballots: Iterable<WeighedBallot>, lot?: Lot): ScoreResult {
  const { options, seats, threshold } = rule;
  const part = turnoutOf(rule);
  const scores = scoresOf(options, ballots);
  const told = {
    ...part,
    scores: Object.fromEntries(options.map((id) => [id, textOfFraction(scores.get(id) as Fraction)])),
  };
  if (part.quorumMet === false) return { ...told, winners: [], tiedForLast: [], status: 'no-quorum' };
  const result = seated(
    { options, seats, lot, threshold: threshold === undefined ? undefined : thresholdOf(threshold) },
    scores,
  );
  return { ...told, ...result, ...(lot && { draws: lot.draws }) };
}
