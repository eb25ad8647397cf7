import { Refusal } from '@hiroba/kernel';
import { ballotReader, canonicalBallot, isInvalid, PRESET_MIN_PERCENT, type BallotProblem, type BallotRules } from './ballot.ts';

const codes: Readonly<Record<BallotProblem, (rules: BallotRules) => Refusal>> = {
  NOT_A_BALLOT: () => new Refusal('BAD_USER_INPUT', 'ballot'),
  UNKNOWN_OPTION: () => new Refusal('NOT_FOUND', 'ballot'),
  REPEATED_OPTION: () => new Refusal('REPEATED_OPTION', 'ballot'),
  TOO_FEW: ({ parameters: { min = 1 } }) => new Refusal('TOO_FEW', 'ballot', { min }),
  TOO_MANY: ({ parameters: { max }, options }) => new Refusal('TOO_MANY', 'ballot', { max: max ?? options.length }),
  NOT_AN_INTEGER: () => new Refusal('BAD_USER_INPUT', 'ballot'),
  OUT_OF_RANGE: () => new Refusal('BAD_USER_INPUT', 'ballot'),
  OVER_THE_SUM: ({ parameters: { points = 0 } }) => new Refusal('OVER_THE_SUM', 'ballot', { max: points }),
  OVER_BUDGET: () => new Refusal('OVER_BUDGET', 'ballot'),
  UNDER_BUDGET: ({ parameters: { minPercent = PRESET_MIN_PERCENT } }) => new Refusal('UNDER_BUDGET', 'ballot', { min: minPercent }),
};

const LONGEST = 20_000;

/** The canonical text of a ballot as somebody sent it, or why it is none. Instant runoff and STV take one option at each rank. */
export function ballotOf(rules: BallotRules & { readonly method: string }): (typed: string) => string | Refusal {
  const read = ballotReader(rules);
  const strict = rules.method === 'irv' || rules.method === 'stv';
  return (typed) => {
    let value: unknown;
    try {
      value = typed.length > LONGEST ? undefined : JSON.parse(typed);
    } catch {
      value = undefined;
    }
    const found = read(value);
    if (isInvalid(found)) return codes[found.problem](rules);
    if (strict && Array.isArray(found.ballot) && found.ballot.some((rank) => rank.length > 1)) return new Refusal('REPEATED_OPTION', 'ballot');
    return canonicalBallot(found.ballot);
  };
}
