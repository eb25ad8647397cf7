import type { Answer } from '../ballot.ts';
import { fraction, plus, times, zero, type Fraction } from './fraction.ts';
import type { Lot } from './lot.ts';
import { majorityOf, type MajorityResult, type MajorityRule } from './majority.ts';
import { scoreResult, type ScoreResult, type ScoreRule, type WeighedBallot } from './scores.ts';

/** What comes of a yes-or-no vote or of one that is won by scores. */
export type PlainResult = MajorityResult | ScoreResult;

/** Counts a vote of a plain method. */
export function plainResult(rule: ScoreRule & MajorityRule, ballots: Iterable<WeighedBallot>, lot?: Lot): PlainResult {
  if (rule.type !== 'yesno') return scoreResult(rule, ballots, lot);
  const weights = new Map<Answer, Fraction>();
  for (const { b, n, weight } of ballots) {
    const many = fraction(BigInt(n));
    weights.set(b as Answer, plus(weights.get(b as Answer) ?? zero, weight === undefined ? many : times(many, weight)));
  }
  return majorityOf(rule, weights);
}
