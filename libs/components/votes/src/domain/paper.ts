import { Refusal } from '@hiroba/kernel';
import { isBlank, type Ballot } from './ballot.ts';
import type { VoteType } from './vote.ts';

/** So many papers one batch has at most: a pile that two people go through in one sitting. */
export const MOST_PAPERS = 200;

/** A pile of papers that is keyed twice. */
export interface PaperBatch {
  readonly id: string;
  /** Its number in the vote, which is written on the pile. */
  readonly n: number;
  /** How many papers were counted by hand. */
  readonly papers: number;
  readonly takenAt: Date | null;
}

/** How far somebody is with a batch. */
export interface Keying {
  readonly personId: string;
  readonly pass: 1 | 2;
  readonly keyed: number;
}

/** What a batch comes to. */
export interface BatchFacts extends PaperBatch {
  readonly keyings: readonly Keying[];
  /** On how many papers the two keyings differ; null until both are complete. */
  readonly differing: number | null;
}

const INVALID = 'x';
const NONE = '-';

const tokensOf = (typed: string): readonly string[] =>
  typed.slice(0, 2_000).normalize('NFKC').toLowerCase().replaceAll(/\s*=\s*/g, '=').split(/[\s,、・]+/u).filter((token) => token !== '');

const bad = (): Refusal => new Refusal('BAD_FORMAT', 'keys');

/** The option of each number of a list, or undefined where one of them is no option's. */
function optionsAt(tokens: readonly string[], codes: readonly string[]): readonly string[] | undefined {
  const found = tokens.map((token) => (/^\d{1,3}$/.test(token) ? codes[Number(token) - 1] : undefined));
  return found.some((code) => code === undefined) ? undefined : (found as readonly string[]);
}

function numbersKeyed(tokens: readonly string[], codes: readonly string[]): Record<string, number> | undefined {
  if (tokens.length > codes.length || tokens.some((token) => token !== NONE && !/^-?\d{1,7}$/.test(token))) return undefined;
  return Object.fromEntries(tokens.flatMap((token, at) => (token === NONE ? [] : [[codes[at] as string, Number(token)] as const])));
}

function ranksKeyed(tokens: readonly string[], codes: readonly string[]): readonly (readonly string[])[] | undefined {
  const ranks = tokens.map((token) => optionsAt(token.split('='), codes));
  return ranks.some((rank) => rank === undefined) ? undefined : (ranks as readonly (readonly string[])[]);
}

const answers = ['yes', 'no', 'abstain'] as const;

function ballotKeyed(type: VoteType, codes: readonly string[], tokens: readonly string[]): Ballot | undefined {
  const isBlankPaper = tokens.length === 1 && tokens[0] === '0';
  switch (type) {
    case 'yesno': return tokens.length === 1 ? optionsAt(tokens, answers)?.[0] : undefined;
    case 'single': return tokens.length > 1 ? undefined : isBlankPaper ? null : optionsAt(tokens, codes)?.[0];
    case 'points': return isBlankPaper ? {} : numbersKeyed(tokens, codes);
    // Nought is a score like another.
    case 'score': return numbersKeyed(tokens, codes);
    case 'ranked': return isBlankPaper ? [] : ranksKeyed(tokens, codes);
    default: return isBlankPaper ? [] : optionsAt(tokens, codes);
  }
}

/**
 * The ballot of a paper by the few keys somebody pressed for it, as JSON: numbers of options, in the order of the ballot paper. `0` is a
 * blank paper and `x`, which is null here, one that counts for nothing. Nothing at all is no paper: Enter is soon pressed twice.
 */
export function paperKeyed(type: VoteType, codes: readonly string[], typed: string): string | null | Refusal {
  const tokens = tokensOf(typed);
  if (tokens.length === 0) return new Refusal('EMPTY', 'keys');
  if (tokens.length === 1 && tokens[0] === INVALID) return null;
  const ballot = ballotKeyed(type, codes, tokens);
  return ballot === undefined ? bad() : JSON.stringify(ballot);
}

/** The keys of a paper that was keyed, in their shortest form. */
export function keysOfPaper(type: VoteType, codes: readonly string[], canonical: string | null): string {
  if (canonical === null) return INVALID;
  const ballot = JSON.parse(canonical) as Ballot;
  const numberOf = (code: string): number => codes.indexOf(code) + 1;
  if (type === 'yesno') return String(answers.indexOf(ballot as (typeof answers)[number]) + 1);
  if (type === 'score' || (type === 'points' && !isBlank(ballot))) {
    const given = ballot as Readonly<Record<string, number>>;
    return codes.map((code) => given[code] ?? NONE).join(' ').replace(/( -)+$/, '');
  }
  if (isBlank(ballot)) return '0';
  if (typeof ballot === 'string') return String(numberOf(ballot));
  return (ballot as readonly (string | readonly string[])[])
    .map((entry) => (typeof entry === 'string' ? numberOf(entry) : entry.map(numberOf).sort((a, b) => a - b).join('='))).join(' ');
}

/** Two keyings side by side: the numbers of the papers on which they differ. */
export const papersThatDiffer = (first: ReadonlyMap<number, string | null>, second: ReadonlyMap<number, string | null>, papers: number): readonly number[] =>
  Array.from({ length: papers }, (_, at) => at + 1).filter((n) => first.get(n) !== second.get(n));
