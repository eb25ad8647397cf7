import { jcs, type Json } from '@hiroba/kernel';
import { byCodePoint } from './option-order.ts';
import { Purse, type Amount } from './tally/money.ts';

/** How people choose (voting design, 2). */
export const ballotTypes = [
  'yesno',
  'single',
  'approval',
  'points',
  'score',
  'quadratic',
  'ranked',
  'knapsack',
] as const;

export type BallotType = (typeof ballotTypes)[number];

/** What is put to a yes-or-no vote. */
export const answers = ['yes', 'no', 'abstain'] as const;

export type Answer = (typeof answers)[number];

/** What one person casts, in its canonical form; which form, the ballot type says. */
export type Ballot =
  null | string | readonly string[] | Readonly<Record<string, number>> | readonly (readonly string[])[];

/** What a ballot is held against: its type, the options and the limits that were fixed before opening. */
export interface BallotRules {
  readonly type: BallotType;
  readonly options: readonly BallotOption[];
  readonly parameters: BallotLimits;
}

/** An option as ballots know it: its id, and its cost where a budget is shared out. */
export interface BallotOption {
  readonly id: string;
  readonly cost?: Amount;
}

/** The limits of a ballot; each belongs to the types that know it. */
export interface BallotLimits {
  readonly min?: number;
  readonly max?: number;
  readonly points?: number;
  readonly maxPerOption?: number;
  readonly low?: number;
  readonly high?: number;
  readonly credits?: number;
  readonly negative?: boolean;
  readonly budget?: Amount;
  readonly minPercent?: number;
}

/** Why a ballot is invalid. */
export const ballotProblems = [
  'NOT_A_BALLOT',
  'UNKNOWN_OPTION',
  'REPEATED_OPTION',
  'TOO_FEW',
  'TOO_MANY',
  'NOT_AN_INTEGER',
  'OUT_OF_RANGE',
  'OVER_THE_SUM',
  'OVER_BUDGET',
  'UNDER_BUDGET',
] as const;

export type BallotProblem = (typeof ballotProblems)[number];

/** A ballot that was read, or why it is invalid and at which option. */
export type ReadBallot = { readonly ballot: Ballot } | { readonly problem: BallotProblem; readonly option?: string };

/** Whether what was read is invalid. */
export const isInvalid = (read: ReadBallot): read is { readonly problem: BallotProblem; readonly option?: string } =>
  'problem' in read;

/** How much of a budget a knapsack ballot must at least use, in per cent, where nothing else was fixed. */
export const PRESET_MIN_PERCENT = 70;

const isText = (value: unknown): value is string => typeof value === 'string';
const problem = (problem: BallotProblem, option?: string): ReadBallot =>
  option === undefined ? { problem } : { problem, option };

function firstBad(ids: readonly string[], known: ReadonlySet<string>): ReadBallot | undefined {
  const seen = new Set<string>();
  for (const id of ids) {
    if (!known.has(id)) return problem('UNKNOWN_OPTION', id);
    if (seen.has(id)) return problem('REPEATED_OPTION', id);
    seen.add(id);
  }
  return undefined;
}

type Reader = (value: unknown, parameters: BallotLimits, known: ReadonlySet<string>) => ReadBallot;

function howMany(n: number, { min = 1, max }: BallotLimits, most: number): ReadBallot | undefined {
  return n < min ? problem('TOO_FEW') : n > (max ?? most) ? problem('TOO_MANY') : undefined;
}

const approved: Reader = (value, parameters, known) => {
  if (!Array.isArray(value) || !value.every(isText)) return problem('NOT_A_BALLOT');
  if (value.length === 0) return { ballot: [] };
  return (
    firstBad(value, known) ?? howMany(value.length, parameters, known.size) ?? { ballot: [...value].sort(byCodePoint) }
  );
};

/** A reader of ballots that must fit a budget: sums in whole parts of the currency. */
function packer({ options, parameters }: BallotRules): Reader {
  const { budget = '0', minPercent = PRESET_MIN_PERCENT } = parameters;
  const purse = new Purse([budget, ...options.map(({ cost = '0' }) => cost)]);
  const costs = new Map(options.map(({ id, cost = '0' }) => [id, purse.of(cost)]));
  const whole = purse.of(budget);
  return (value, limits, known) => {
    const read = approved(value, limits, known);
    if (isInvalid(read) || isBlank(read.ballot)) return read;
    const sum = (read.ballot as readonly string[]).reduce((total, id) => total + (costs.get(id) as bigint), 0n);
    if (sum > whole) return problem('OVER_BUDGET');
    return 100n * sum < BigInt(minPercent) * whole ? problem('UNDER_BUDGET') : read;
  };
}

function numbers(value: unknown, known: ReadonlySet<string>): ReadBallot | readonly [string, number][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return problem('NOT_A_BALLOT');
  const entries = Object.entries(value as Record<string, unknown>).sort(([a], [b]) => byCodePoint(a, b));
  for (const [id, given] of entries) {
    if (!known.has(id)) return problem('UNKNOWN_OPTION', id);
    if (!Number.isSafeInteger(given)) return problem('NOT_AN_INTEGER', id);
  }
  return entries.map(([id, given]) => [id, (given as number) + 0]);
}

const isRead = (read: ReadBallot | readonly [string, number][]): read is ReadBallot => !Array.isArray(read);

function within(entries: readonly [string, number][], low: number, high: number): ReadBallot | undefined {
  const outside = entries.find(([, given]) => given < low || given > high);
  return outside && problem('OUT_OF_RANGE', outside[0]);
}

const ofNumbers = (entries: readonly [string, number][]): ReadBallot => ({ ballot: Object.fromEntries(entries) });

const pointed: Reader = (value, { points = 0, maxPerOption = points }, known) => {
  const entries = numbers(value, known);
  if (isRead(entries)) return entries;
  const given = entries.filter(([, n]) => n !== 0);
  const bad = within(given, 0, maxPerOption);
  if (bad) return bad;
  return given.reduce((sum, [, n]) => sum + n, 0) > points ? problem('OVER_THE_SUM') : ofNumbers(given);
};

const scored: Reader = (value, { low = 0, high = 5 }, known) => {
  const entries = numbers(value, known);
  return isRead(entries) ? entries : (within(entries, low, high) ?? ofNumbers(entries));
};

const squared: Reader = (value, { credits = 0, negative = false }, known) => {
  const entries = numbers(value, known);
  if (isRead(entries)) return entries;
  const bad = within(entries, negative ? -Infinity : 0, Infinity);
  if (bad) return bad;
  const cost = entries.reduce((sum, [, n]) => sum + BigInt(n) * BigInt(n), 0n);
  return cost > BigInt(credits) ? problem('OVER_THE_SUM') : ofNumbers(entries);
};

const ranked: Reader = (value, parameters, known) => {
  const isRank = (rank: unknown): rank is string[] => Array.isArray(rank) && rank.length > 0 && rank.every(isText);
  if (!Array.isArray(value) || !value.every(isRank)) return problem('NOT_A_BALLOT');
  if (value.length === 0) return { ballot: [] };
  const bad = firstBad(value.flat(), known) ?? howMany(value.flat().length, parameters, known.size);
  return bad ?? { ballot: value.map((rank) => [...rank].sort(byCodePoint)) };
};

const readers: Readonly<Record<Exclude<BallotType, 'knapsack'>, Reader>> = {
  yesno: (value) =>
    (answers as readonly unknown[]).includes(value) ? { ballot: value as Answer } : problem('NOT_A_BALLOT'),
  single: (value, _, known) =>
    value === null
      ? { ballot: null }
      : !isText(value)
        ? problem('NOT_A_BALLOT')
        : known.has(value)
          ? { ballot: value }
          : problem('UNKNOWN_OPTION', value),
  approval: approved,
  points: pointed,
  score: scored,
  quadratic: squared,
  ranked,
};

/** A reader of the ballots of one vote: it gives their canonical form, or why they are invalid. */
export function ballotReader(rules: BallotRules): (value: unknown) => ReadBallot {
  const known = new Set(rules.options.map(({ id }) => id));
  const read = rules.type === 'knapsack' ? packer(rules) : readers[rules.type];
  return (value) => read(value, rules.parameters, known);
}

/** Reads what somebody cast. */
export const readBallot = (rules: BallotRules, value: unknown): ReadBallot => ballotReader(rules)(value);

/** Whether a ballot counts for turnout and for no option. */
export const isBlank = (ballot: Ballot): boolean =>
  ballot === null || (typeof ballot === 'object' && Object.keys(ballot).length === 0);

/** The canonical text of a ballot (RFC 8785). */
export const canonicalBallot = (ballot: Ballot): string => jcs(ballot as Json);
