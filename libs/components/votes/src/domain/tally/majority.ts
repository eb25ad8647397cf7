import { compare, fraction, plus, textOfFraction, zero, type Fraction } from './fraction.ts';
import { reaches, turnoutOf, type Participation } from './turnout.ts';
import type { Answer } from '../ballot.ts';

/** When a yes-or-no vote is accepted (voting design, 3.2). */
export const majorities = ['simple', 'twoThirds', 'absolute', 'percentOfEligible'] as const;

export type Majority = (typeof majorities)[number];

/** What became of a yes-or-no vote. */
export type MajorityStatus = 'accepted' | 'rejected' | 'tied' | 'no-quorum';

/** The rule of a yes-or-no vote. */
export interface MajorityRule extends Participation {
  readonly majority?: Majority;
  readonly percent?: number | string;
}

/** The answers of a yes-or-no vote, counted. */
export interface MajorityResult {
  readonly turnout?: string;
  readonly quorumMet?: boolean;
  readonly yes: string;
  readonly no: string;
  readonly abstain: string;
  readonly status: MajorityStatus;
}

function eligibleOf({ eligible, majority }: MajorityRule): bigint {
  if (eligible === undefined) throw new RangeError(`the rule ${majority} needs the number of eligible people`);
  return BigInt(eligible);
}

function statusOf(rule: MajorityRule, yes: Fraction, no: Fraction): MajorityStatus {
  switch (rule.majority ?? 'simple') {
    case 'simple': {
      const lead = compare(yes, no);
      return lead === 0 ? 'tied' : lead > 0 ? 'accepted' : 'rejected';
    }
    case 'twoThirds': {
      const both = plus(yes, no);
      const enough = compare(fraction(3n * yes.n, yes.d), fraction(2n * both.n, both.d)) >= 0;
      return both.n > 0n && enough ? 'accepted' : 'rejected';
    }
    case 'absolute':
      return 2n * yes.n > eligibleOf(rule) * yes.d ? 'accepted' : 'rejected';
    case 'percentOfEligible':
      if (rule.percent === undefined) throw new RangeError('the rule percentOfEligible needs a per cent figure');
      return reaches(yes.n, eligibleOf(rule) * yes.d, rule.percent) ? 'accepted' : 'rejected';
  }
}

/** Counts a yes-or-no vote; a quorum that is not met comes before everything. */
export function majorityOf(rule: MajorityRule, weights: ReadonlyMap<Answer, Fraction>): MajorityResult {
  const [yes, no, abstain] = (['yes', 'no', 'abstain'] as const).map((answer) => weights.get(answer) ?? zero) as [
    Fraction,
    Fraction,
    Fraction,
  ];
  const part = turnoutOf(rule);
  const status = statusOf(rule, yes, no);
  return {
    ...part,
    yes: textOfFraction(yes),
    no: textOfFraction(no),
    abstain: textOfFraction(abstain),
    status: part.quorumMet === false ? 'no-quorum' : status,
  };
}
