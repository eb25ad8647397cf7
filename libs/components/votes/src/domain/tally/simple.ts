import { ballotReader, isBlank, isInvalid, type Ballot, type BallotLimits, type BallotType } from '../ballot.ts';
import { delegated, type Delegations, type DelegationResult } from './delegation.ts';
import { fractionOf, type Fraction } from './fraction.ts';
import { plainResult, type PlainResult } from './plain-result.ts';
import type { Majority } from './majority.ts';

/** A case of a plain method, as `hiroba tally simple` takes it. */
export interface SimpleCase {
  readonly name: string;
  readonly method: BallotType | 'delegation';
  readonly options?: readonly string[];
  readonly ballots?: readonly unknown[];
  readonly eligible?: number;
  readonly config?: BallotLimits & {
    readonly seats?: number;
    readonly threshold?: number | string;
    readonly quorumPercent?: number | string;
    readonly majority?: Majority;
    readonly percent?: number | string;
  };
  readonly people?: readonly string[];
  readonly votes?: Readonly<Record<string, string>>;
  readonly delegations?: Delegations;
}

/** What came of a case of a plain method. */
export type SimpleResult =
  | (PlainResult & { readonly valid: number; readonly invalid: readonly number[]; readonly blank: number })
  | DelegationResult;

const weighs = (value: unknown): value is { vote: unknown; weight: string } =>
  typeof value === 'object' && value !== null && 'weight' in value && 'vote' in value;

function weightOf(text: string): Fraction {
  const exact = fractionOf(String(text));
  if (exact === undefined || exact.n < 0n) throw new RangeError(`not a weight: ${text}`);
  return exact;
}

/** Counts one case of a plain method; invalid ballots count for nothing, and their places are told. */
export function simpleResult(given: SimpleCase): SimpleResult {
  if (given.method === 'delegation') return delegated(given.people ?? [], given.votes ?? {}, given.delegations ?? {});
  const { method: type, options = [], eligible, config = {} } = given;
  const read = ballotReader({ type, options: options.map((id) => ({ id })), parameters: config });
  const ballots: { b: Ballot; n: number; weight: Fraction }[] = [];
  const invalid: number[] = [];
  (given.ballots ?? []).forEach((value, index) => {
    const known = weighs(value) ? read(value.vote) : read(value);
    if (isInvalid(known)) invalid.push(index);
    else ballots.push({ b: known.ballot, n: 1, weight: weightOf(weighs(value) ? value.weight : '1') });
  });
  const blank = ballots.filter(({ b }) => isBlank(b)).length;
  const { seats, threshold, quorumPercent, majority, percent } = config;
  const rule = { type, options, eligible, seats, threshold, quorumPercent, majority, percent, valid: ballots.length };
  return { valid: ballots.length, invalid, blank, ...plainResult(rule, ballots) };
}
